package sfumato.plots;

import java.awt.Color;
import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

import ij.gui.Plot;
import ij.process.ColorProcessor;

import sfumato.labels.LabelClass;
import sfumato.statistics.PairedScores;

/**
 * Box plot of the scores of methods, one case a point: a box from the first to the third quartile with a line at the median, whiskers
 * to the last cases within 1.5 times the box, and a cross at the mean. Points that would hide each other lie side by side.
 * <p>
 * It is a plot of ImageJ's, whose window can be zoomed and lists the values, and not a picture by JFreeChart, whose boxes have no
 * points but those outside of the whiskers.
 */
public final class BoxPlot {

	private static final int HEIGHT = 400, LEAST_STEP = 70, MOST_STEP = 190, SIDES = 84;
	private static final double WHISKER = 1.5;
	/**
	 * Minimum distance of points relative to the height, and horizontal spread of points relative to the distance of boxes: step and maximum.
	 */
	private static final double POINT = 0.016, ASIDE = 0.045, FARTHEST = 0.32;
	private static final int LONGEST_NAME = 22;

	private BoxPlot() {}

	/** Draws a box and all points per method, in order of the methods. */
	public static Plot of(final String title, final PairedScores scores) {
		final List<String> names = names(scores.methods());
		final Plot plot = new Plot(title, "{" + String.join(",", names) + "}", scores.metric() + (scores.lowerIsBetter()
			? " (lower is better)" : " (higher is better)"));
		final int n = names.size();
		plot.setSize(SIDES + (int) Math.ceil((n + 0.2) * step(names)), HEIGHT); // 0.2 more than the boxes, as the limits below
		final double[] all = Arrays.stream(scores.values()).flatMapToDouble(Arrays::stream).toArray();
		final double low = StatUtils.min(all), high = StatUtils.max(all);
		final double margin = high > low ? 0.05 * (high - low) : Math.max(1e-6, 0.05 * Math.abs(high));
		plot.setLimits(-0.6, n - 0.4, low - margin, high + margin);
		final List<LabelClass> colors = LabelClass.defaults(n + 1);
		for (int m = 0; m < n; m++) {
			final Color color = new Color(colors.get(m + 1).rgb());
			final double[] values = scores.values()[m].clone();
			Arrays.sort(values);
			plot.setLineWidth(1);
			box(plot, m, values, lighter(color), step(names));
			plot.setColor(color.darker(), color);
			plot.add("circle", aside(m, values, POINT * (high - low + 2 * margin)), values);
			box(plot, m, values, null, step(names)); // again, as many points would hide it
			plot.setColor(Color.BLACK);
			plot.setLineWidth(2);
			plot.add("x", new double[] { m }, new double[] { StatUtils.mean(values) });
		}
		plot.setLineWidth(1);
		return plot;
	}

	/** Shortens names of methods, and replaces their commas because ImageJ separates names at commas. */
	private static List<String> names(final List<String> methods) {
		return methods.stream().map(m -> m.replace(',', ';')).map(m -> m.length() <= LONGEST_NAME ? m : m.substring(0,
			LONGEST_NAME - 1) + "\u2026").toList();
	}

	private static int step(final List<String> names) {
		final ColorProcessor text = new ColorProcessor(1, 1);
		text.setFont(new java.awt.Font(java.awt.Font.SANS_SERIF, java.awt.Font.PLAIN, 14));
		final FontMetrics metrics = text.getFontMetrics();
		return Math.max(LEAST_STEP, Math.min(MOST_STEP, 24 + names.stream().mapToInt(metrics::stringWidth).max().orElse(0)));
	}

	private static void box(final Plot plot, final int x, final double[] sorted, final Color fill, final int step) {
		plot.setColor(Color.BLACK, fill);
		plot.drawShapes("boxes width=" + step * 2 / 5, new ArrayList<>(List.of(box(x, sorted))));
	}

	private static Color lighter(final Color c) {
		return new Color((c.getRed() + 3 * 255) / 4, (c.getGreen() + 3 * 255) / 4, (c.getBlue() + 3 * 255) / 4);
	}

	/** Returns x, lower whisker, first quartile, median, third quartile and upper whisker. */
	private static float[] box(final int x, final double[] sorted) {
		final Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
		percentile.setData(sorted);
		final double first = percentile.evaluate(25), third = percentile.evaluate(75);
		final double reach = WHISKER * (third - first);
		return new float[] { x, (float) Math.min(first, Arrays.stream(sorted).filter(v -> v >= first - reach).min().orElse(
			first)), (float) first, (float) percentile.evaluate(50), (float) third, (float) Math.max(third, Arrays.stream(sorted)
				.filter(v -> v <= third + reach).max().orElse(third)) };
	}

	/** Spreads points horizontally. Each point takes the place nearest to the centre that no point of similar height has. */
	private static double[] aside(final int x, final double[] sorted, final double near) {
		final int[] places = new int[sorted.length];
		for (int i = 0; i < sorted.length; i++) {
			final int at = i;
			final int[] taken = IntStream.range(0, i).filter(j -> sorted[at] - sorted[j] < near).map(j -> places[j]).toArray();
			int place = 0;
			while (contains(taken, place))
				place++;
			places[i] = place;
		}
		return Arrays.stream(places).mapToDouble(p -> {
			final double offset = ASIDE * ((p + 1) / 2) * (p % 2 == 0 ? 1 : -1);
			return x + Math.max(-FARTHEST, Math.min(FARTHEST, offset));
		}).toArray();
	}

	private static boolean contains(final int[] places, final int place) {
		return Arrays.stream(places).anyMatch(p -> p == place);
	}
}
