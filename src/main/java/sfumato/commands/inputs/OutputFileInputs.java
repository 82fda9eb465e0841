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

	/** Whether an output file was given. */
	public boolean isGiven() {
		return output != null;
	}

	/** Returns the output file; null if none was given. */
	public File file() {
		return output;
	}

	/** Returns the path of the output file; null if none was given. */
	public Path path() {
		return output == null ? null : output.toPath();
	}

	/** Whether existing files may be replaced. */
	public boolean overwrite() {
		return overwrite.allowed();
	}

	/**
	 * Checks before the work that the file can be written after it.
	 *
	 * @throws IOException if the file cannot be written or must not be replaced
	 */
	public void requireWritable() throws IOException {
		if (isGiven()) requireWritable(path());
	}

	/** Checks that a further file beside the output can be written. */
	public void requireWritable(final Path beside) throws IOException {
		NewFile.requireWritable(beside, overwrite());
	}
}
