package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.output.NewFolder;

/** A folder for results. */
public final class OutputFolderInputs {

	@Parameter(label = "Output folder", style = "directory", persist = false,
		description = "new folder, or a folder to complete")
	private File output;

	@Inputs
	private final OverwriteInput overwrite = new OverwriteInput();

	/** Returns the output folder; null if none was given. */
	public File folder() {
		return output;
	}

	/** Returns the path of the output folder. */
	public Path path() {
		return output.toPath();
	}

	/**
	 * Says before the work if the folder could not be written, or replaced, after it.
	 *
	 * @throws IOException in a sentence
	 */
	public void requireWritable() throws IOException {
		NewFolder.requireWritable(path(), overwrite());
	}

	/** Whether an existing folder may be replaced. */
	public boolean overwrite() {
		return overwrite.allowed();
	}
}
