package sfumato.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import sfumato.statistics.FriedmanRanks;
import sfumato.statistics.PairedScores;

/**
 * Demšar's critical difference diagram (JMLR 7 (2006)): methods on an axis of mean ranks, the best at the left. Thick lines
 * join methods whose mean ranks differ by no more than Nemenyi's critical difference, which is drawn above: between these no
 * difference is shown.
 */
public final class CriticalDifferencePlot {

	private static final int AXIS = 560, MARGIN = 28, LINE = 24, GROUP = 11, TOP = 84;
	private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
	private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
	private static final Color GROUPS = new Color(0xD55E00);
	private static final int LONGEST_NAME = 300;

	private final List<String> names;
	private final double[] ranks;
	private final double difference;
	private final List<Integer> order;
	private final List<int[]> groups = new ArrayList<>();
	private Graphics2D graphics;
	private int left;

	private CriticalDifferencePlot(final List<String> names, final FriedmanRanks ranks, final double level) {
		this.names = names;
		this.ranks = ranks.meanRanks();
		difference = ranks.criticalDifference(level);
		order = IntStream.range(0, names.size()).boxed().sorted(Comparator.comparingDouble(m -> this.ranks[m])).toList();
		int last = 0;
		for (int from = 0; from < order.size(); from++) {
			int to = from;
			while (to + 1 < order.size() && rank(to + 1) - rank(from) <= difference)
				to++;
			if (to > from && to > last) groups.add(new int[] { from, to });
			last = Math.max(last, to);
		}
	}

	private double rank(final int position) {
		return ranks[order.get(position)];
	}

	/**
	 * Draws the diagram as a colour image on white.
	 *
	 * @param level significance level, e.g. 0.05
	 */
	public static ImagePlus of(final String title, final PairedScores scores, final double level) {
		final FriedmanRanks ranks = FriedmanRanks.of(scores);
		return new ImagePlus(title, new ColorProcessor(new CriticalDifferencePlot(scores.methods(), ranks, level).draw(scores
			.metric(), ranks, level)));
	}

	private BufferedImage draw(final String metric, final FriedmanRanks friedman, final double level) {
		final FontMetrics metrics = metrics();
		final int widest = Math.min(LONGEST_NAME, names.stream().mapToInt(metrics::stringWidth).max().orElse(0)) + metrics
			.stringWidth(" 10.00");
		final int half = (names.size() + 1) / 2;
		left = MARGIN + widest + 24;
		final int axis = TOP, names0 = axis + 22 + GROUP * groups.size() + 14;
		final int bottom = names0 + half * LINE + 6;
		final BufferedImage image = new BufferedImage(2 * left + AXIS, bottom + 2 * LINE, BufferedImage.TYPE_INT_RGB);
		graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
		axis(axis);
		critical(axis - 46);
		for (int i = 0; i < names.size(); i++)
			name(i, half, axis, names0);
		graphics.setColor(GROUPS);
		for (int g = 0; g < groups.size(); g++)
			line(x(rank(groups.get(g)[0])) - 4, axis + 20 + g * GROUP, x(rank(groups.get(g)[1])) + 4, axis + 20 + g * GROUP, 5);
		graphics.setFont(SMALL);
		graphics.setColor(Color.DARK_GRAY);
		text(String.format(Locale.ROOT, "%s: mean rank in %d cases; Friedman p %s. Joined methods are not significantly " +
			"different (Nemenyi, %s).", metric, friedman.cases(), friedman.p() < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, "= %.4f", friedman
				.p()), level), image.getWidth() / 2.0, bottom + LINE, 0.5);
		graphics.dispose();
		return image;
	}

	private static FontMetrics metrics() {
		final Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
		try {
			return g.getFontMetrics(FONT);
		}
		finally {
			g.dispose();
		}
	}

	private double x(final double rank) {
		return left + (rank - 1) / (names.size() - 1) * AXIS;
	}

	private void axis(final int y) {
		graphics.setColor(Color.BLACK);
		graphics.setFont(FONT);
		line(left, y, left + (double) AXIS, y, 1.5f);
		for (int r = 1; r <= names.size(); r++) {
			line(x(r), y - 8, x(r), y, 1.5f);
			text(Integer.toString(r), x(r), y - 13, 0.5);
			if (r < names.size() && names.size() <= 12) line(x(r + 0.5), y - 4, x(r + 0.5), y, 1);
		}
	}

	/** Draws the critical difference at the scale of the axis, clipped to the axis. */
	private void critical(final int y) {
		final double length = Math.min(AXIS, difference / (names.size() - 1) * AXIS);
		line(left, y, left + length, y, 2);
		line(left, y - 5, left, y + 5, 2);
		if (length < AXIS) line(left + length, y - 5, left + length, y + 5, 2);
		text(String.format(Locale.ROOT, length < AXIS ? "critical difference %.2f" : "critical difference %.2f, longer than the " +
			"axis", difference), left + 4.0, y - 9, 0);
	}

	/** Writes the names: the better half at the left, the other at the right, the outermost on top so that lines do not cross. */
	private void name(final int position, final int half, final int axis, final int names0) {
		final boolean toLeft = position < half;
		final int row = toLeft ? position : names.size() - 1 - position;
		final double y = names0 + row * (double) LINE, x = x(rank(position)), end = toLeft ? left - 10.0 : left + AXIS + 10.0;
		graphics.setColor(Color.GRAY);
		line(x, axis, x, y, 1);
		line(x, y, end, y, 1);
		graphics.setColor(Color.BLACK);
		graphics.fill(new java.awt.geom.Ellipse2D.Double(x - 4, axis - 4.0, 8, 8));
		graphics.setFont(FONT);
		final String mean = String.format(Locale.ROOT, "%.2f", rank(position)), name = shortened(names.get(order.get(position)));
		text(toLeft ? name + "  " + mean : mean + "  " + name, end + (toLeft ? -6 : 6), y + 5, toLeft ? 1 : 0);
	}

	private String shortened(final String name) {
		final FontMetrics m = graphics.getFontMetrics();
		String s = name;
		while (s.length() > 1 && m.stringWidth(s + "\u2026") > LONGEST_NAME)
			s = s.substring(0, s.length() - 1);
		return m.stringWidth(name) <= LONGEST_NAME ? name : s + "\u2026";
	}

	private void line(final double x1, final double y1, final double x2, final double y2, final float width) {
		graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
		graphics.draw(new Line2D.Double(x1, y1, x2, y2));
	}

	/** Writes text that begins (0), is centred (½) or ends (1) at x. */
	private void text(final String text, final double x, final double y, final double where) {
		graphics.drawString(text, (float) (x - where * graphics.getFontMetrics().stringWidth(text)), (float) y);
	}
}
