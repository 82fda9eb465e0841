package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Which label maps of which cases of a dataset. */
public final class CaseInputs {

	@Parameter(label = "Task", persist = false, required = false,
		description = "task of the label maps, e.g. 1 for task01_seg*; empty if there is only one task")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "cases by names, globs or positions, e.g. 1-22; empty for all")
	private String cases;

	/** Creates inputs that select all cases by default. */
	public CaseInputs() {
		this("");
	}

	/**
	 * Creates the inputs.
	 *
	 * @param cases default selection of cases; null for none
	 */
	public CaseInputs(final String cases) {
		this.cases = cases;
	}

	/** Returns the task of the label maps; empty if there is only one. */
	public String task() {
		return task;
	}

	/** Returns the selection of cases; empty for all cases. */
	public String cases() {
		return cases;
	}

	/** Whether neither task nor cases were chosen. */
	public boolean isEmpty() {
		return task.isBlank() && cases.isBlank();
	}
}
