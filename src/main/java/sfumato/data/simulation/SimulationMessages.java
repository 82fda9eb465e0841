package sfumato.data.simulation;

/** Messages to people, for the classes of this package and for tests. */
public final class SimulationMessages {

	private SimulationMessages() {}

	static String errorsAndRaters(final int errors, final int raters) {
		return "There are errors of " + errors + " raters but " + raters + " raters; give one for all or one for each.";
	}

	public static String notEmpty(final Object folder) {
		return "\"" + folder + "\" is not empty; choose a new folder for the simulated cases.";
	}
}
