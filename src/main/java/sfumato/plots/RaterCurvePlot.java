package sfumato.plots;

import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;

import ij.gui.Plot;

import sfumato.api.RaterCurve;
import sfumato.api.RaterCurve.Point;
import sfumato.text.UserException;

/**
 * Plots the agreement of the fusion of k raters with that of all or of others, in percent: Dice with the spread between random draws
 * as bars, BDice, and soft Dice, which is 1 minus the soft error.
 */
public final class RaterCurvePlot {

	/** Blue, vermilion and green of the palette of Okabe and Ito. */
	private static final int DICE = 0x0072B2, BDICE = 0xD55E00, SOFT = 0x009E73;
	private static final int MARGIN = 2;

	private RaterCurvePlot() {}

	/** Draws the curves with a legend. */
	public static Plot of(final String title, final RaterCurve curve) {
		final List<Point> points = curve.points();
		if (points.isEmpty()) throw new UserException(PlotMessages.tooFewRaters());
		final Plot plot = new Plot(title, "Raters", curve.isAgainstAll() ? "Agreement with all raters (%)"
			: "Agreement with other raters (%)");
		plot.setSize(560, 400);
		final double[] k = points.stream().mapToDouble(Point::raters).toArray();
		final double[] dice = values(points, Point::dice), spread = values(points, Point::spread);
		line(plot, SOFT, k, values(points, p -> 1 - p.softError()));
		line(plot, BDICE, k, values(points, Point::bdice));
		line(plot, DICE, k, dice);
		plot.setColor(new Color(DICE));
		for (int i = 0; i < k.length; i++)
			plot.drawLine(k[i], dice[i] - spread[i], k[i], Math.min(100, dice[i] + spread[i]));
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.setLimits(0.5, k[k.length - 1] + 0.5, lowest(points) - MARGIN, 100 + MARGIN / 2.0);
		plot.addLegend("Soft Dice\nBDice\nDice ± standard deviation", curve.isAgainstAll() ? "bottom-right"
			: "top-left"); // where the curve is not, as only the first ends at 100
		if (k.length <= 15) plot.setOptions("xinterval=1 xdecimals=0");
		return plot;
	}

	private static void line(final Plot plot, final int color, final double[] x, final double[] y) {
		plot.setColor(new Color(color), new Color(color));
		plot.setLineWidth(2);
		plot.add("connected circle", x, y);
	}

	private static double[] values(final List<Point> points, final ToDoubleFunction<Point> of) {
		return points.stream().mapToDouble(p -> 100 * of.applyAsDouble(p)).toArray();
	}

	private static double lowest(final List<Point> points) {
		return points.stream().mapToDouble(p -> 100 * Math.min(Math.min(p.dice() - p.spread(), p.bdice()), 1 - p.softError()))
			.min().orElse(0);
	}
}
