package sfumato.agreement;

/** Messages about the agreement of raters. */
public final class AgreementMessages {

	private AgreementMessages() {}

	static String noCases() {
		return "There are no cases; at least one is needed.";
	}

	static String nothingLabelled(final String caseName) {
		return "No pixel is labelled in " + caseName + "; there is nothing to compare.";
	}

	static String ofAllRaters(final String column) {
		return column + " is a number of all raters together; a single one has none.";
	}

	public static String size(final int size, final int maxSize) {
		return "size is " + size + " but must be between 0 (no resizing) and " + maxSize + ".";
	}

	static String tableShape(final int row, final int columns, final int rows) {
		return "Row " + (row + 1) + " of the table has " + columns + " columns but the table has " + rows + " rows; both " +
			"raters use the same classes.";
	}

	static String unequalRaters(final int raters, final int otherRaters) {
		return "One unit has " + raters + " raters and another " + otherRaters + "; for Fleiss' kappa all have the same number " +
			"(Krippendorff's alpha does without).";
	}

	static String oneRater(final String source) {
		return source + " has one rater; to see what more of them change, at least two are needed.";
	}

	static String votesAndCounts(final int rows, final int counts) {
		return "There are " + rows + " rows of votes but " + counts + " counts; each row has one.";
	}

	static String voteClasses(final int row, final int classes, final int firstClasses) {
		return "Row " + (row + 1) + " has " + classes + " classes but the first row has " + firstClasses + ".";
	}

	public static String comparing(final String caseName) {
		return "Comparing the raters of " + caseName;
	}

	public static String compared(final int cases) {
		return "Compared the raters of " + cases + " cases";
	}

	public static String fusing(final String caseName) {
		return "Fusing the raters of " + caseName;
	}

	public static String fusing(final int raters, final int all) {
		return "Fusing " + raters + " of " + all + " raters";
	}
}
