/**
 * Models for other programs.
 *
 * <pre>
 * NetworkGraph + weights --{@link sfumato.export.Onnx}--> model.onnx
 * </pre>
 */
package sfumato.export;
