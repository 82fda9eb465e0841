package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Which cases are of one patient, whose pixels count together. */
public final class PoolInput {

	/** What the text means. */
	public static final String DESCRIPTION = "a regular expression for the beginning of a case's name, e.g. patient\\d+: pixels of cases" +
		" with equal beginnings are counted together, as one case; empty: each case by itself";

	@Parameter(label = "Pool by patient", persist = false, required = false, description = DESCRIPTION)
	private String pool = "";

	/** A regular expression; empty: each case by itself. */
	public String pool() {
		return pool;
	}

	/** Whether cases are pooled. */
	public boolean isGiven() {
		return !pool.isBlank();
	}
}
