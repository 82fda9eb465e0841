package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Which label maps of which cases of a data set. */
public final class CaseInputs {

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases;

	/** All cases, unless others are chosen. */
	public CaseInputs() {
		this("");
	}

	/** @param cases the default, or null if there is none */
	public CaseInputs(final String cases) {
		this.cases = cases;
	}

	/** Which label maps; empty if there is one task only. */
	public String task() {
		return task;
	}

	/** Which cases; empty for all. */
	public String cases() {
		return cases;
	}

	/** Whether nothing was chosen. */
	public boolean isEmpty() {
		return task.isBlank() && cases.isBlank();
	}
}
