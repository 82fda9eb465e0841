/**
 * Export formats for other programs: ONNX and bioimage.io, as {@link sfumato.models.ModelExport}s.
 *
 * <pre>
 * NetworkGraph + weights --{@link sfumato.export.Onnx}--&gt; model.onnx             {@link sfumato.export.OnnxExport}
 * description + phantom  --{@link sfumato.export.BioimageIoExport}--&gt; rdf.yaml, model.pt and examples around it
 * </pre>
 *
 * The encodings of files are written by hand, because each needs little of what its libraries can do: protocol buffers for
 * ONNX, YAML for descriptions, NumPy's arrays for tensors. Users download none of them, and no version of them can clash
 * with that of another plugin.
 */
package sfumato.export;
