package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Draws a square matrix of percentages, such as the Dice of each rater with each: a coloured cell per pair with the number
 * in it, the names beside, and a bar that says what the colours mean.
 */
public final class MatrixPlot {

	/** Minimum side of a cell with a readable number, in pixels. */
	private static final int LEAST_WITH_NUMBER = 34;
	private static final int SIDE = 720;
	/** Side of a cell in large matrices, in pixels, and the largest number of rows with larger cells. */
	private static final int SMALL = 16, MAX_LARGE = 24;
	private static final int MARGIN = 24;
	private static final int GAP = 16;
	private static final int BAR = 26;
	private static final int LONGEST_NAME = 240;

	private final List<String> names;
	private final double[][] values;
	private final Column column;
	private final String quantity;
	private final int cell;
	private final double low;
	private final Font font;
	private Graphics2D graphics;

	/**
	 * An additional column beside the matrix.
	 *
	 * @param name the heading
	 * @param values percentages, one per row
	 */
	public record Column(String name, double[] values) {

		public Column {
			values = values.clone();
		}
	}

	private MatrixPlot(final List<String> names, final double[][] values, final Column column, final String quantity) {
		this.names = names;
		this.values = values;
		this.column = column;
		this.quantity = quantity;
		cell = names.size() > MAX_LARGE ? SMALL : Math.max(LEAST_WITH_NUMBER, Math.min(110, SIDE / names.size()));
		font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(13, Math.min(24, cell / 3)));
		final double least = all().min().orElse(0);
		low = Math.max(0, Math.min(90, 10 * Math.floor(least / 10)));
	}

	private DoubleStream all() {
		return DoubleStream.concat(Arrays.stream(values).flatMapToDouble(Arrays::stream), Arrays.stream(column.values()))
			.filter(v -> !Double.isNaN(v));
	}

	/**
	 * Draws the matrix and one more column as a colour image on white. Colours range from the multiple of ten below the smallest value to
	 * 100. Cells without a value (NaN) are white.
	 *
	 * @param names names of rows and columns
	 * @param values percentages, [row][column]
	 * @param column separate column at the right, e.g. for the Dice of each rater with the majority
	 * @param quantity name of the values, e.g. {@code Dice (%)}
	 * @throws UserException if there are no rows, or the numbers of names and values differ
	 */
	public static ImagePlus of(final String title, final List<String> names, final double[][] values, final Column column,
		final String quantity)
	{
		final int n = names.size();
		if (n == 0) throw new UserException(PlotMessages.noRows());
		if (values.length != n || column.values().length != n || Arrays.stream(values).anyMatch(row -> row.length != n))
			throw new UserException(PlotMessages.namesAndValues(n, values.length, column.values().length,
				Excerpt.of(column.name())));
		return new ImagePlus(title, new ColorProcessor(new MatrixPlot(names, values, column, quantity).draw()));
	}

	private BufferedImage draw() {
		final FontMetrics metrics = metrics();
		final int n = names.size();
		final int left = MARGIN + 12 + Math.min(LONGEST_NAME, names.stream().mapToInt(metrics::stringWidth).max().orElse(0));
		final boolean upright = names.stream().allMatch(name -> metrics.stringWidth(name) <= cell - 4) && metrics.stringWidth(
			column.name()) <= cell + 2 * GAP - 4;
		final int top = MARGIN + 10 + (upright ? metrics.getHeight() : Math.min(LONGEST_NAME, Math.max(metrics.stringWidth(
			column.name()), left - MARGIN - 12)));
		final int columnLeft = left + n * cell + GAP;
		final int barLeft = columnLeft + cell + 2 * GAP;
		final int width = barLeft + BAR + 14 + metrics.stringWidth("100") + metrics.getHeight() + 12 + MARGIN;
		final int height = top + Math.max(n * cell, 6 * metrics.getHeight()) + MARGIN;
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		begin(image);
		for (int r = 0; r < n; r++) {
			name(names.get(r), left - 10, top + r * cell + cell / 2, 1);
			heading(names.get(r), left + r * cell + cell / 2, top - 8, upright);
			for (int c = 0; c < n; c++)
				cell(values[r][c], left + c * cell, top + r * cell);
			cell(column.values()[r], columnLeft, top + r * cell);
		}
		heading(column.name(), columnLeft + cell / 2, top - 8, upright);
		bar(barLeft, top, Math.max(n * cell, 6 * metrics.getHeight()));
		graphics.dispose();
		return image;
	}

	private FontMetrics metrics() {
		final Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
		try {
			return g.getFontMetrics(font);
		}
		finally {
			g.dispose();
		}
	}

	private void begin(final BufferedImage image) {
		graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(font);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
	}

	private void cell(final double value, final int x, final int y) {
		final int line = cell > 30 ? 2 : cell > 18 ? 1 : 0;
		if (Double.isNaN(value)) {
			graphics.setColor(Color.LIGHT_GRAY);
			graphics.drawRect(x, y, cell - line - 1, cell - line - 1);
			return;
		}
		final Color color = PerceptualLut.at((value - low) / (100 - low));
		graphics.setColor(color);
		graphics.fillRect(x, y, cell - line, cell - line);
		if (cell < LEAST_WITH_NUMBER) return;
		graphics.setColor(isDark(color) ? Color.WHITE : Color.BLACK);
		name(value > 99.95 ? "100" : String.format(Locale.ROOT, "%.1f", value), x + (cell - line) / 2, y + (cell - line) / 2,
			0.5);
	}

	private static boolean isDark(final Color c) {
		return 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue() < 128;
	}

	/** Writes text that is vertically centred at y and begins (0), is centred (½) or ends (1) at x. */
	private void name(final String text, final int x, final int y, final double where) {
		if (where == 1) graphics.setColor(Color.BLACK);
		final FontMetrics m = graphics.getFontMetrics();
		final String shown = where == 1 ? shortened(text, m) : text;
		graphics.drawString(shown, (float) (x - where * m.stringWidth(shown)), y + (m.getAscent() - m.getDescent()) / 2f);
	}

	private static String shortened(final String text, final FontMetrics m) {
		String s = text;
		while (s.length() > 1 && m.stringWidth(s + "…") > LONGEST_NAME)
			s = s.substring(0, s.length() - 1);
		return m.stringWidth(text) <= LONGEST_NAME ? text : s + "…";
	}

	private void heading(final String text, final int x, final int bottom, final boolean upright) {
		graphics.setColor(Color.BLACK);
		if (upright) name(text, x, bottom - graphics.getFontMetrics().getAscent() / 2, 0.5);
		else rotated(shortened(text, graphics.getFontMetrics()), x, bottom, 0);
	}

	/** Writes text upwards that begins (0) or is centred (½) at y. */
	private void rotated(final String text, final int x, final int y, final double where) {
		final AffineTransform before = graphics.getTransform();
		graphics.translate(x, y);
		graphics.rotate(-Math.PI / 2);
		name(text, (int) (where == 0 ? graphics.getFontMetrics().stringWidth(text) / 2.0 : 0), 0, 0.5);
		graphics.setTransform(before);
	}

	private void bar(final int x, final int y, final int height) {
		for (int i = 0; i < height; i++) {
			graphics.setColor(PerceptualLut.at(1 - i / (height - 1.0)));
			graphics.fillRect(x, y + i, BAR, 1);
		}
		graphics.setColor(Color.BLACK);
		final double step = 100 - low > 50 ? 20 : 100 - low > 20 ? 10 : 100 - low > 10 ? 5 : 2;
		for (double v = 100; v >= low - 1e-9; v -= step) {
			final int at = (int) Math.round(y + (100 - v) / (100 - low) * (height - 1));
			graphics.fillRect(x + BAR, at, 5, 1);
			name(Long.toString(Math.round(v)), x + BAR + 9, at, 0);
		}
		final FontMetrics m = graphics.getFontMetrics();
		rotated(quantity, x + BAR + 14 + m.stringWidth("100") + m.getHeight() / 2 + 4, y + height / 2, 0.5);
	}
}
