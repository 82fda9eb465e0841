package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;

import sfumato.jobs.ExportJob;

/**
 * Writes a model for other programs; {@code Export Model...} in a script.
 *
 * <pre>{@code
 * sfumato.export(model).format("onnx").to("cells-onnx");
 * }</pre>
 */
public final class Export extends Computation<Export> {

	private final Model model;
	private String format = "safetensors";
	private boolean overwrite;

	Export(final Sfumato sfumato, final Model model) {
		super(sfumato);
		this.model = model;
	}

	@Override
	Export self() {
		return this;
	}

	/** {@code safetensors} (the default, for PyTorch), {@code torchscript}, {@code onnx}, or {@code bioimageio(authors: …, license: …)}. */
	public Export format(final String text) {
		format = text;
		return this;
	}

	/** Whether an export that is there may be replaced; not by default. */
	public Export overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Writes the export.
	 *
	 * @param output a new folder
	 * @return the folder
	 */
	public Path to(final Path output) throws IOException {
		return sfumato.run(new ExportJob(model.folder(), format, output, overwrite, compute()), sfumato.progress());
	}

	/** {@link #to(Path)} of a name. */
	public Path to(final String output) throws IOException {
		return to(Path.of(output));
	}
}
