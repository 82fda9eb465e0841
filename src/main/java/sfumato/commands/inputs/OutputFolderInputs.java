package sfumato.commands.inputs;

import java.io.File;
import java.nio.file.Path;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;

/** A folder for results. */
public final class OutputFolderInputs {

	@Parameter(label = "Output folder", style = "directory", persist = false,
		description = "a new folder, or one that is to be completed")
	private File output;

	@Inputs
	private final OverwriteInput overwrite = new OverwriteInput();

	/** The folder, or null. */
	public File folder() {
		return output;
	}

	/** The folder. */
	public Path path() {
		return output.toPath();
	}

	/** Whether what exists may be replaced. */
	public boolean overwrite() {
		return overwrite.allowed();
	}
}
