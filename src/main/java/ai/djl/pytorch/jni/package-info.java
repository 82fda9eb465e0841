/** A door to what DJL's PyTorch engine has and does not show; nothing else of this package is ours. */
package ai.djl.pytorch.jni;
