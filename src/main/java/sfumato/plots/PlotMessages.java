package sfumato.plots;

/** Messages about plots. */
public final class PlotMessages {

	private PlotMessages() {}

	static String noRows() {
		return "There is nothing to plot; at least one row is needed.";
	}

	static String namesAndValues(final int names, final int rows, final int values, final String column) {
		return "There are " + names + " names for " + rows + " rows and " + values + " values in the column \"" + column +
			"\"; rows, columns and names are the same number.";
	}

	static String outlineSize(final String outline, final long width, final long height, final int wantedWidth, final int
		wantedHeight)
	{
		return "The outline \"" + outline + "\" is " + width + " x " + height + " but the image is " + wantedWidth + " x " +
			wantedHeight + ".";
	}

	static String tooFewRaters() {
		return "There is nothing to plot; at least two raters are needed.";
	}

	static String lossesAndSteps(final int losses, final int steps) {
		return "There are " + losses + " losses for " + steps + " steps.";
	}
}
