/**
 * Reads weights that somebody trained with PyTorch, without executing anything in their file; writes safetensors.
 */
package sfumato.engine.checkpoint;
