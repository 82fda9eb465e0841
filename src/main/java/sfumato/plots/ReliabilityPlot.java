package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.stream.IntStream;

import ij.gui.Plot;

import sfumato.calibration.ReliabilityDiagram;

/**
 * Draws a reliability diagram: per bin a bar as high as the share of pixels that are right, beside the diagonal on which bars
 * of a calibrated model end; what lies between is the error. Grey bars below tell how many of the pixels are in the bin, on a
 * logarithmic scale, because most of an image is certain background.
 */
public final class ReliabilityPlot {

	private static final Color BAR = new Color(0x56B4E9);
	private static final Color GAP = new Color(0xD55E00);
	private static final Color COUNT = new Color(0xBBBBBB);
	private static final int WIDTH = 480;
	private static final int HEIGHT = 480;
	/** The height of the strip of counts, in units of the accuracy axis. */
	private static final double STRIP = 0.2;

	private ReliabilityPlot() {}

	/** The diagram with its expected calibration error in the legend. */
	public static Plot of(final ReliabilityDiagram diagram, final String title) {
		final Plot plot = new Plot(title, "Confidence", "Accuracy");
		plot.setSize(WIDTH, HEIGHT);
		plot.setLimits(firstUsed(diagram), 1, -STRIP, 1);
		final long most = IntStream.range(0, diagram.bins()).mapToLong(diagram::count).max().orElse(0);
		for (int b = 0; b < diagram.bins(); b++) {
			if (diagram.count(b) == 0) continue;
			final double accuracy = diagram.accuracy(b);
			final double confidence = diagram.meanConfidence(b);
			bar(plot, COUNT, diagram, b, -STRIP, -STRIP + 0.9 * STRIP * Math.log1p(diagram.count(b)) / Math.log1p(most));
			bar(plot, BAR, diagram, b, 0, accuracy);
			plot.setColor(GAP);
			plot.setLineWidth(3);
			final double middle = (diagram.from(b) + diagram.to(b)) / 2;
			plot.drawLine(middle, accuracy, middle, confidence);
		}
		plot.setLineWidth(1);
		plot.setColor(Color.GRAY);
		plot.drawDottedLine(0, 0, 1, 1, 4);
		plot.setColor(Color.BLACK);
		plot.drawLine(0, 0, 1, 0);
		plot.setFont(Font.PLAIN, 14);
		plot.addLabel(0.03, 0.07, String.format("ECE %.2f %%", 100 * diagram.expectedError()));
		plot.addLabel(0.03, 0.12, String.format("%,d pixels", diagram.total()));
		plot.addLabel(0.03, 0.98, "pixels (log)");
		return plot;
	}

	private static void bar(final Plot plot, final Color color, final ReliabilityDiagram diagram, final int bin,
		final double from, final double to)
	{
		final double gap = 0.06 * (diagram.to(bin) - diagram.from(bin));
		plot.setColor(color, color);
		final double left = diagram.from(bin) + gap, right = diagram.to(bin) - gap;
		plot.add("filled", new double[] { left, left, right, right }, new double[] { from, to, to, from });
	}

	/** With two classes nobody is less than half sure; the empty half is not drawn. */
	private static double firstUsed(final ReliabilityDiagram diagram) {
		return diagram.from(IntStream.range(0, diagram.bins()).filter(b -> diagram.count(b) > 0).findFirst().orElse(0));
	}
}
