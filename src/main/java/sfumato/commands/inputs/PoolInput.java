package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Which cases are of one patient, whose pixels count together. */
public final class PoolInput {

	/** Help text of the input. */
	public static final String DESCRIPTION = "regular expression for the beginning of a case's name, e.g. patient\\d+; pixels of cases" +
		" with equal beginnings are pooled as one case; empty counts each case separately";

	@Parameter(label = "Pool by patient", persist = false, required = false, description = DESCRIPTION)
	private String pool = "";

	/** Returns the regular expression that names the patient of a case; empty if cases are not pooled. */
	public String pool() {
		return pool;
	}

	/** Whether cases are pooled by patient. */
	public boolean isGiven() {
		return !pool.isBlank();
	}
}
