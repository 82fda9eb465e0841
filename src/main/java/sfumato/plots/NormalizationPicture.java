package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import sfumato.data.normalization.GreyHistogram;
import sfumato.data.normalization.GreyMapping;

/**
 * Shows a normalization of an image: for each channel a plane before and after, and the histogram of all grey values with the window
 * that is mapped to the ends of the network's input range.
 */
public final class NormalizationPicture {

	private static final int SIDE = 256, GAP = 12, TEXT = 44, HISTOGRAM = 360;
	private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
	private static final Color WINDOW = new Color(0xE69F00), BARS = new Color(0x56B4E9);

	/**
	 * One channel of the image.
	 *
	 * @param plane raw grey values of one plane
	 * @param histogram histogram of all planes
	 * @param line the function that normalizes the values
	 */
	public record Channel(FloatProcessor plane, GreyHistogram histogram, GreyMapping.Line line) {}

	private NormalizationPicture() {}

	/** Draws one row per channel. */
	public static ImagePlus draw(final String title, final List<Channel> channels) {
		final FloatProcessor first = channels.get(0).plane();
		final double scale = (double) SIDE / Math.max(first.getWidth(), first.getHeight());
		final int w = Math.max(1, (int) Math.round(first.getWidth() * scale)), h = Math.max(1, (int) Math.round(first
			.getHeight() * scale));
		final int row = Math.max(h, SIDE / 2) + TEXT;
		final ColorProcessor picture = new ColorProcessor(4 * GAP + 2 * w + HISTOGRAM, channels.size() * row + GAP);
		picture.setColor(Color.WHITE);
		picture.fill();
		picture.setFont(FONT);
		picture.setAntialiasedText(true);
		for (int c = 0; c < channels.size(); c++)
			draw(picture, channels.get(c), c, channels.size(), w, h, c * row);
		return new ImagePlus(title, picture);
	}

	private static void draw(final ColorProcessor picture, final Channel channel, final int c, final int n, final int w,
		final int h, final int top)
	{
		final GreyHistogram g = channel.histogram();
		final GreyMapping.Line line = channel.line();
		final int y = top + TEXT - 10, middle = 2 * GAP + w, right = 3 * GAP + 2 * w;
		final String name = n > 1 ? "Channel " + (c + 1) + ": " : "";
		text(picture, name + "image, " + number(g.min()) + " to " + number(g.max()), GAP, y - 8);
		insert(picture, grey(channel.plane(), g.min(), g.max(), w, h), GAP, y);
		text(picture, "as the network sees it", middle, y - 8);
		insert(picture, grey(channel.plane(), line.low(), line.high(), w, h), middle, y);
		text(picture, number(line.low()) + " becomes " + number(line.zero()) + ", " + number(line.high()) + " becomes " + number(line
			.one()) + (line.clipped() ? ", cut off outside" : ""), right, y - 8);
		histogram(picture, g, line, right, y, Math.max(h, SIDE / 2) - 4);
	}

	/** Inserts an image with a frame, because the image may be white at its border. */
	private static void insert(final ColorProcessor picture, final ImageProcessor image, final int x, final int y) {
		picture.insert(image, x, y);
		picture.setColor(Color.GRAY);
		picture.drawRect(x - 1, y - 1, image.getWidth() + 2, image.getHeight() + 2);
	}

	private static void text(final ColorProcessor picture, final String text, final int x, final int y) {
		picture.setColor(Color.BLACK);
		picture.drawString(text, x, y);
	}

	private static String number(final double v) {
		return v == Math.rint(v) && Math.abs(v) < 1e6 ? String.valueOf((long) v) : String.format(Locale.ROOT, "%.4g", v);
	}

	private static ImageProcessor grey(final FloatProcessor plane, final double low, final double high, final int w,
		final int h)
	{
		final ImageProcessor copy = plane.duplicate();
		copy.setMinAndMax(low, high > low ? high : low + 1);
		copy.setInterpolationMethod(ImageProcessor.BILINEAR);
		return copy.resize(w, h, true).convertToByteProcessor(true).convertToColorProcessor();
	}

	/** Draws a histogram of logarithmic counts, so that rare values are visible. */
	private static void histogram(final ColorProcessor picture, final GreyHistogram g, final GreyMapping.Line line,
		final int x0, final int y0, final int height)
	{
		// the window may lie outside of the values
		final double from = Math.min(g.min(), line.low()), to = Math.max(g.max(), Math.max(line.high(), from + 1e-30));
		long most = 1;
		for (final long count : g.counts())
			most = Math.max(most, count);
		picture.setColor(BARS);
		for (int i = 0; i < g.counts().length; i++) {
			if (g.counts()[i] == 0) continue;
			final double value = g.min() + (g.max() - g.min()) * i / g.counts().length;
			final int next = place(value + (g.max() - g.min()) / g.counts().length, from, to), x = place(value, from, to);
			final int bar = (int) Math.max(1, Math.round(height * Math.log1p(g.counts()[i]) / Math.log1p(most)));
			picture.fillRect(x0 + x, y0 + height - bar, Math.max(1, next - x), bar);
		}
		picture.setColor(WINDOW);
		for (final double end : new double[] { line.low(), line.high() })
			picture.fillRect(x0 + place(end, from, to), y0, 2, height);
		picture.setColor(Color.BLACK);
		picture.drawLine(x0, y0 + height, x0 + HISTOGRAM - 1, y0 + height);
	}

	private static int place(final double value, final double from, final double to) {
		return (int) Math.round((HISTOGRAM - 2) * (value - from) / (to - from));
	}
}
