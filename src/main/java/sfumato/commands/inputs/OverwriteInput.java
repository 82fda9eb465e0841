package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Whether what exists may be replaced. */
public final class OverwriteInput {

	@Parameter(label = "Overwrite", persist = false, required = false, description = "replace an existing file")
	private Boolean overwrite = false;

	/** Whether existing files may be replaced. */
	public boolean allowed() {
		return overwrite;
	}
}
