package sfumato.data.simulation;

/** Messages about simulated raters. */
public final class SimulationMessages {

	private SimulationMessages() {}

	static String errorsAndRaters(final int errors, final int raters) {
		return "There are errors of " + errors + " raters but " + raters + " raters; give one for all or one for each.";
	}

	public static String notEmpty(final Object folder) {
		return "\"" + folder + "\" is not empty; choose a new folder for the simulated cases.";
	}

	public static String written(final int images, final int raters, final Object folder) {
		return images + " cases with " + raters + " raters are in " + folder;
	}

	public static String simulating(final String caseName) {
		return "Simulating " + caseName;
	}
}
