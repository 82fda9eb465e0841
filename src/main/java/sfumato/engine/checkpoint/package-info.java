/** Reads weights of PyTorch checkpoints without executing code in them; writes safetensors. */
package sfumato.engine.checkpoint;
