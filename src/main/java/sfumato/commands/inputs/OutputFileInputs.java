package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.output.NewFile;

/** A file for a result that is shown, too, and may be left out. */
public final class OutputFileInputs {

	@Parameter(label = "Output file", style = "save", persist = false, required = false, description = "none if left out")
	private File output;

	@Inputs
	private final OverwriteInput overwrite = new OverwriteInput();

	/** Whether a file was named. */
	public boolean isGiven() {
		return output != null;
	}

	/** The file, or null. */
	public File file() {
		return output;
	}

	/** The file, or null. */
	public Path path() {
		return output == null ? null : output.toPath();
	}

	/** Whether what exists may be replaced. */
	public boolean overwrite() {
		return overwrite.allowed();
	}

	/**
	 * Says before the work if the file could not be written after it.
	 *
	 * @throws IOException in a sentence
	 */
	public void requireWritable() throws IOException {
		if (isGiven()) requireWritable(path());
	}

	/** The same of a further file, which is written beside it. */
	public void requireWritable(final Path beside) throws IOException {
		NewFile.requireWritable(beside, overwrite());
	}
}
