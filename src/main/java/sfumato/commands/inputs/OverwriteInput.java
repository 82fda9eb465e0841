package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Whether what exists may be replaced. */
public final class OverwriteInput {

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	/** Whether it may. */
	public boolean allowed() {
		return overwrite;
	}
}
