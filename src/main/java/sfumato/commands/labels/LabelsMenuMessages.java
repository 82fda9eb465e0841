package sfumato.commands.labels;

/** Messages about the commands of the menu Labels. */
public final class LabelsMenuMessages {

	private LabelsMenuMessages() {}

	static String nothingOdd(final String label) {
		return label + ": nothing odd was found.";
	}

	static String fused(final String label, final int fused, final int skipped, final Object folder) {
		return label + ": " + fused + " cases were fused and " + skipped + " were there already, in " + folder + ".";
	}

	static String labelMapChannels(final String title, final long channels) {
		return "\"" + title + "\" has " + channels + " channels, but a label map has one.";
	}

	static String severalCases(final String cases, final int n, final String names) {
		return "cases=" + cases + " names " + n + " cases (" + names + "); one can be opened at a time.";
	}

	static String prepared(final String label, final int patients, final int skipped, final int cases, final Object folder) {
		return label + ": " + patients + " patients were prepared and " + skipped + " were there already; " + cases +
			" cases are in " + folder + ".";
	}

	static String folds(final String label, final int n, final String names) {
		return label + ": cases in folds 1 to " + n + ": " + names;
	}

	static String trainAsPublished(final String label, final String keys) {
		return label + ": train as published with " + keys + ".";
	}

	static String simulated(final String label, final Object cases, final Object raters, final Object folder) {
		return label + ": " + cases + " cases with " + raters + " raters are in " + folder + ".";
	}

	static String numbersPerRater(final String key, final int n, final Object raters) {
		return key + " has " + n + " numbers but there are " + raters + " raters; give one for all or one for each.";
	}

	static String noNumber(final String key, final String text) {
		return key + " holds \"" + text + "\", which is no number; write it like -2, 0, 2.";
	}

	static String unlabelledIs255(final String label) {
		return label + ": unlabelled pixels are 255; set missing=255 where you use the labels.";
	}

	public static String finding(final String caseName, final Object kind, final String detail) {
		return "Case " + caseName + ": " + kind + ". " + detail;
	}

	public static String count(final String label, final String kind, final int cases) {
		return label + ": " + kind + " in " + cases + (cases == 1 ? " case." : " cases.");
	}

	public static String finding(final String caseName, final String rater, final Object kind, final String detail) {
		return "Case " + caseName + ", rater " + rater + ": " + kind + ". " + detail;
	}
}
