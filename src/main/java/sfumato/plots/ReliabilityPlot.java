package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;

import ij.gui.Plot;

import sfumato.api.Reliability;
import sfumato.api.Reliability.Bin;

/**
 * Plots a reliability diagram: per bin a bar with the accuracy, beside the diagonal of perfect calibration; the red line between is
 * the error. The numbers at the foot of a bar tell how many pixels, and which part of all, are in the bin. Black brackets are the 95 %
 * interval of the accuracy ({@link Reliability}).
 */
public final class ReliabilityPlot {

	private static final Color BAR = new Color(0x56B4E9);
	private static final Color GAP = new Color(0xD55E00);
	private static final int WIDTH = 480;
	private static final int HEIGHT = 480;
	/** Upper end of the axis, with room for a line of text above 1. */
	private static final double TOP = 1.08;
	private static final double LEGEND_AT = 0.055;
	/** Maximum number of bars with numbers. In more bars numbers would overlap. */
	private static final int MAX_NUMBERS = 12;

	private ReliabilityPlot() {}

	/** The diagram with intervals, and that of its error in the legend. */
	public static Plot of(final Reliability reliability, final String title) {
		final boolean foreground = reliability.isOfForeground();
		final Plot plot = bars(reliability, title, foreground ? "Probability of foreground" : "Confidence", foreground
			? "Frequency of foreground" : "Accuracy");
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		for (final Bin b : reliability.bins()) {
			if (b.count() == 0) continue;
			final double width = b.to() - b.from(), x = b.from() + 0.25 * width, half = 0.08 * width;
			plot.drawLine(x, b.accuracyFrom(), x, b.accuracyTo());
			plot.drawLine(x - half, b.accuracyFrom(), x + half, b.accuracyFrom());
			plot.drawLine(x - half, b.accuracyTo(), x + half, b.accuracyTo());
		}
		legend(plot, String.format(Locale.ROOT, "ECE %.2f %% (95 %%: %.2f to %.2f)", 100 * reliability.error(), 100 * reliability
			.errorFrom(), 100 * reliability.errorTo()), reliability);
		return plot;
	}

	/** Above all bars. */
	private static void legend(final Plot plot, final String error, final Reliability reliability) {
		plot.setColor(Color.BLACK);
		plot.setFont(Font.PLAIN, 14);
		plot.setJustification(Plot.LEFT);
		plot.addLabel(0.02, LEGEND_AT, error);
		plot.setJustification(Plot.RIGHT);
		plot.addLabel(0.98, LEGEND_AT, String.format(Locale.ROOT, "%,d pixels", reliability.pixels()));
	}

	private static Plot bars(final Reliability reliability, final String title, final String confidence,
		final String accuracy)
	{
		final Plot plot = new Plot(title, confidence, accuracy);
		plot.setSize(WIDTH, HEIGHT);
		final double first = firstUsed(reliability);
		plot.setLimits(first, 1, 0, TOP);
		for (final Bin b : reliability.bins()) {
			if (b.count() == 0) continue;
			bar(plot, b);
			plot.setColor(GAP);
			plot.setLineWidth(3);
			final double middle = (b.from() + b.to()) / 2;
			plot.drawLine(middle, b.accuracy(), middle, b.confidence());
		}
		plot.setLineWidth(1);
		plot.setColor(Color.BLACK);
		plot.drawDottedLine(0, 0, 1, 1, 3);
		if (reliability.bins().size() * (1 - first) <= MAX_NUMBERS) for (final Bin b : reliability.bins())
			if (b.count() > 0) number(plot, b, reliability.pixels(), first);
		return plot;
	}

	/** ImageJ fills between a line and the axis. */
	private static void bar(final Plot plot, final Bin bin) {
		final double gap = 0.06 * (bin.to() - bin.from());
		final double height = bin.accuracy();
		plot.setColor(BAR, BAR);
		plot.add("filled", new double[] { bin.from() + gap, bin.to() - gap }, new double[] { height, height });
	}

	private static void number(final Plot plot, final Bin bin, final long pixels, final double first) {
		final double middle = (bin.from() + bin.to()) / 2;
		final double percent = 100.0 * bin.count() / pixels;
		plot.setFont(Font.PLAIN, 11);
		plot.setJustification(Plot.CENTER);
		plot.addLabel((middle - first) / (1 - first), 0.98, String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%",
			percent));
		plot.addLabel((middle - first) / (1 - first), 0.945, shortened(bin.count()));
	}

	/** Abbreviates a count to fit into a bar, e.g. 950, 12k or 3.1M. */
	private static String shortened(final long count) {
		if (count < 1000) return Long.toString(count);
		final int thousands = (int) (Math.log10(count) / 3);
		final double value = count / Math.pow(1000, thousands);
		return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value) + "kMGTPE".charAt(thousands - 1);
	}

	/** With two classes nobody is less than half sure; the empty half is not drawn. */
	private static double firstUsed(final Reliability reliability) {
		return reliability.bins().stream().filter(b -> b.count() > 0).findFirst().orElse(reliability.bins().get(0)).from();
	}
}
