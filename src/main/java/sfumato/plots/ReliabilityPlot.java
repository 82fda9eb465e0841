package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.stream.IntStream;

import ij.gui.Plot;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.ReliabilityDiagram;

/**
 * Plots a reliability diagram: per bin a bar with the accuracy, beside the diagonal of perfect calibration; the red line between is
 * the error. The numbers at the foot of a bar tell how many pixels, and which part of all, are in the bin. Black brackets are the 95 %
 * interval of the accuracy ({@link CalibrationBands}).
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

	/** Draws the diagram with its expected calibration error in the legend. */
	public static Plot of(final ReliabilityDiagram diagram, final String title) {
		final Plot plot = bars(diagram, title, "Confidence", "Accuracy");
		legend(plot, String.format(Locale.ROOT, "ECE %.2f %%", 100 * diagram.expectedError()), diagram);
		return plot;
	}

	/** Draws the legend above all bars. */
	private static void legend(final Plot plot, final String error, final ReliabilityDiagram diagram) {
		plot.setColor(Color.BLACK);
		plot.setFont(Font.PLAIN, 14);
		plot.setJustification(Plot.LEFT);
		plot.addLabel(0.02, LEGEND_AT, error);
		plot.setJustification(Plot.RIGHT);
		plot.addLabel(0.98, LEGEND_AT, String.format(Locale.ROOT, "%,d pixels", diagram.total()));
	}

	/** Draws the diagram with confidence intervals, and with the interval of its error in the legend. */
	public static Plot of(final CalibrationBands bands, final String title, final String confidence, final String accuracy) {
		final ReliabilityDiagram diagram = bands.diagram();
		final Plot plot = bars(diagram, title, confidence, accuracy);
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		for (int b = 0; b < diagram.bins(); b++) {
			if (diagram.count(b) == 0) continue;
			final double width = diagram.to(b) - diagram.from(b), x = diagram.from(b) + 0.25 * width, half = 0.08 * width;
			plot.drawLine(x, bands.low(b), x, bands.high(b));
			plot.drawLine(x - half, bands.low(b), x + half, bands.low(b));
			plot.drawLine(x - half, bands.high(b), x + half, bands.high(b));
		}
		legend(plot, String.format(Locale.ROOT, "ECE %.2f %% (95 %%: %.2f to %.2f)", 100 * diagram.expectedError(), 100 * bands
			.errorLow(), 100 * bands.errorHigh()), diagram);
		return plot;
	}

	private static Plot bars(final ReliabilityDiagram diagram, final String title, final String confidence,
		final String accuracy)
	{
		final Plot plot = new Plot(title, confidence, accuracy);
		plot.setSize(WIDTH, HEIGHT);
		final double first = firstUsed(diagram);
		plot.setLimits(first, 1, 0, TOP);
		for (int b = 0; b < diagram.bins(); b++) {
			if (diagram.count(b) == 0) continue;
			bar(plot, diagram, b);
			plot.setColor(GAP);
			plot.setLineWidth(3);
			final double middle = (diagram.from(b) + diagram.to(b)) / 2;
			plot.drawLine(middle, diagram.accuracy(b), middle, diagram.meanConfidence(b));
		}
		plot.setLineWidth(1);
		plot.setColor(Color.BLACK);
		plot.drawDottedLine(0, 0, 1, 1, 3);
		if (diagram.bins() * (1 - first) <= MAX_NUMBERS) for (int b = 0; b < diagram.bins(); b++)
			if (diagram.count(b) > 0) number(plot, diagram, b, first);
		return plot;
	}

	/** Draws a bar as a filled area between a line and the axis. */
	private static void bar(final Plot plot, final ReliabilityDiagram diagram, final int bin) {
		final double gap = 0.06 * (diagram.to(bin) - diagram.from(bin));
		final double height = diagram.accuracy(bin);
		plot.setColor(BAR, BAR);
		plot.add("filled", new double[] { diagram.from(bin) + gap, diagram.to(bin) - gap }, new double[] { height, height });
	}

	private static void number(final Plot plot, final ReliabilityDiagram diagram, final int bin, final double first) {
		final double middle = (diagram.from(bin) + diagram.to(bin)) / 2;
		final double percent = 100.0 * diagram.count(bin) / diagram.total();
		plot.setFont(Font.PLAIN, 11);
		plot.setJustification(Plot.CENTER);
		plot.addLabel((middle - first) / (1 - first), 0.98, String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%",
			percent));
		plot.addLabel((middle - first) / (1 - first), 0.945, shortened(diagram.count(bin)));
	}

	/** Abbreviates a count to fit into a bar, e.g. 950, 12k or 3.1M. */
	private static String shortened(final long count) {
		if (count < 1000) return Long.toString(count);
		final int thousands = (int) (Math.log10(count) / 3);
		final double value = count / Math.pow(1000, thousands);
		return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value) + "kMGTPE".charAt(thousands - 1);
	}

	/** Returns the first bin to draw. With two classes no confidence is below one half, so that the lower half stays empty. */
	private static double firstUsed(final ReliabilityDiagram diagram) {
		return diagram.from(IntStream.range(0, diagram.bins()).filter(b -> diagram.count(b) > 0).findFirst().orElse(0));
	}
}
