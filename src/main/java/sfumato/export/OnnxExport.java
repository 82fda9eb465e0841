package sfumato.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.plugin.Plugin;

import sfumato.engine.TensorDevice;
import sfumato.labels.LabelClass;
import sfumato.methods.Configured;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelExport;
import sfumato.models.ModelMessages;
import sfumato.progress.Progress;

/**
 * Exports one file {@value #FILE} for ONNX Runtime; {@link Onnx} describes inputs and outputs. Its metadata say the name of the model,
 * its classes, the normalization that the image must have had, and the multiple that its sides must be.
 */
@Plugin(type = ModelExport.class, name = "onnx",
	description = "One ONNX file, for ONNX Runtime in Python, Java, C++ or a browser.")
public final class OnnxExport extends Configured<OnnxExport.Options> implements ModelExport {

	static final String FILE = "model.onnx";

	/**
	 * Options of the export.
	 *
	 * @param logits whether the file has an output for logits beside that for probabilities
	 */
	public record Options(boolean logits) {
		public Options() {
			this(false);
		}
	}

	public OnnxExport() {
		this(new Options());
	}

	public OnnxExport(final Options options) {
		super(options);
	}

	@Override
	public void export(final Model model, final TensorDevice device, final Path folder, final Progress progress)
		throws IOException
	{
		progress.update(0.1, ExportMessages.writing(FILE));
		Onnx.write(folder.resolve(FILE), model.graph(), model.weights(), options.logits(), notes(model));
		if (model.recalibration().isPresent()) progress.log(
			ModelMessages.exportWithoutRecalibration());
	}

	/** Returns the metadata that a program needs to use the file alone. */
	static Map<String, String> notes(final Model model) {
		final ModelDescription description = model.description();
		final Map<String, String> notes = new LinkedHashMap<>();
		notes.put("name", description.name());
		notes.put("classes", description.classes().stream().map(LabelClass::name).collect(Collectors.joining(", ")));
		notes.put("normalization", description.input().normalization());
		notes.put("size_multiple", Integer.toString(model.graph().sizeMultiple()));
		return notes;
	}
}
