package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.stream.IntStream;

import ij.gui.Plot;

import sfumato.calibration.ReliabilityDiagram;

/**
 * Draws a reliability diagram: per bin a bar as high as the share of pixels that are right, beside the diagonal on which bars
 * of a calibrated model end; the red line between is the error. The number at the foot of a bar tells which part of the pixels
 * is in the bin.
 */
public final class ReliabilityPlot {

	private static final Color BAR = new Color(0x56B4E9);
	private static final Color GAP = new Color(0xD55E00);
	private static final int WIDTH = 480;
	private static final int HEIGHT = 480;
	/** In more bars than this, numbers would overlap. */
	private static final int MAX_NUMBERS = 12;

	private ReliabilityPlot() {}

	/** The diagram with its expected calibration error in the legend. */
	public static Plot of(final ReliabilityDiagram diagram, final String title) {
		final Plot plot = new Plot(title, "Confidence", "Accuracy");
		plot.setSize(WIDTH, HEIGHT);
		final double first = firstUsed(diagram);
		plot.setLimits(first, 1, 0, 1);
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
		plot.setFont(Font.PLAIN, 14);
		plot.setJustification(Plot.LEFT);
		plot.addLabel(0.03, 0.07, String.format("ECE %.2f %%", 100 * diagram.expectedError()));
		plot.addLabel(0.03, 0.12, String.format("%,d pixels", diagram.total()));
		return plot;
	}

	/** ImageJ fills between a line and the axis. */
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
		plot.addLabel((middle - first) / (1 - first), 0.98, String.format(percent < 10 ? "%.1f %%" : "%.0f %%", percent));
	}

	/** With two classes nobody is less than half sure; the empty half is not drawn. */
	private static double firstUsed(final ReliabilityDiagram diagram) {
		return diagram.from(IntStream.range(0, diagram.bins()).filter(b -> diagram.count(b) > 0).findFirst().orElse(0));
	}
}
