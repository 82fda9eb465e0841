package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Locale;

import ij.gui.Plot;

import sfumato.statistics.BlandAltman;

/**
 * Draws the differences of two measurements against their means, one case a point, with the bias (line), its 95 % interval
 * (band) and the limits of agreement (dashed).
 */
public final class BlandAltmanPlot {

	private static final Color POINT = new Color(0x0072B2), BIAS = new Color(0xD55E00), BAND = new Color(0xFBE3D3);

	private BlandAltmanPlot() {}

	/**
	 * Draws the plot.
	 *
	 * @param first name of the first measurement, e.g. {@code network}
	 * @param second name of the second one, e.g. {@code raters}
	 * @param quantity what is measured, with its unit, e.g. {@code volume (mm³)}
	 */
	public static Plot of(final String title, final BlandAltman agreement, final String first, final String second,
		final String quantity)
	{
		final Plot plot = new Plot(title, "Mean " + quantity, first + " \u2212 " + second);
		plot.setSize(560, 380);
		final double[] x = agreement.means(), y = agreement.differences();
		final double left = Arrays.stream(x).min().orElse(0), right = Arrays.stream(x).max().orElse(1);
		final double side = right > left ? 0.05 * (right - left) : 1;
		final double from = left - side, to = right + 5 * side; // room for the numbers
		final double low = Math.min(Arrays.stream(y).min().orElse(0), agreement.low()), high = Math.max(Arrays.stream(y).max()
			.orElse(0), agreement.high());
		final double margin = high > low ? 0.1 * (high - low) : 1;
		plot.setLimits(from, to, low - margin, high + margin);
		plot.setColor(BAND, BAND);
		plot.drawShapes("rectangles", new java.util.ArrayList<>(java.util.List.of(new float[] { (float) from, (float) agreement
			.biasInterval().high(), (float) to, (float) agreement.biasInterval().low() })));
		plot.setColor(Color.GRAY);
		plot.setLineWidth(1);
		plot.drawLine(from, 0, to, 0);
		plot.setColor(BIAS);
		plot.setLineWidth(2);
		plot.drawLine(from, agreement.bias(), to, agreement.bias());
		plot.setLineWidth(1);
		plot.drawDottedLine(from, agreement.low(), to, agreement.low(), 4);
		plot.drawDottedLine(from, agreement.high(), to, agreement.high(), 4);
		plot.setColor(POINT, POINT);
		plot.add("circle", x, y);
		plot.setColor(Color.BLACK);
		plot.setFont(Font.PLAIN, 12);
		plot.setJustification(Plot.RIGHT);
		final double height = high - low + 2 * margin, top = high + margin;
		label(plot, "bias", agreement.bias(), top, height);
		if (agreement.high() > agreement.low()) {
			label(plot, "+1.96 SD", agreement.high(), top, height);
			label(plot, "\u22121.96 SD", agreement.low(), top, height);
		}
		plot.setJustification(Plot.LEFT);
		return plot;
	}

	/** Writes a label at the right above its line. */
	private static void label(final Plot plot, final String name, final double value, final double top, final double height) {
		plot.addLabel(0.99, (top - value) / height - 0.01, name + " " + String.format(Locale.ROOT, Math.abs(value) >= 100
			? "%.0f" : "%.3g", value).replace('-', '\u2212'));
	}
}
