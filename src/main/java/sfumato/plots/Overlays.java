package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Draws the outlines of label maps on an image, with a legend, for a visual check. */
public final class Overlays {

	private static final int TARGET_WIDTH = 512;
	/** Ratio of the picture's width to the font size, within limits. */
	private static final int LETTERS = 50;
	/** Length in pixels of the dashes where outlines coincide. */
	private static final int DASH = 8;

	private Overlays() {}

	/**
	 * An outline to draw.
	 *
	 * @param name name in the legend
	 * @param labels label map (X, Y); the borders between different labels are drawn
	 * @param color colour of the outline
	 */
	public record Outline(String name, RandomAccessibleInterval<? extends IntegerType<?>> labels, Color color) {}

	/** Draws outlines on an image with a width of about 512 pixels; see {@link #draw(String, RandomAccessibleInterval, List, int)}. */
	public static ImagePlus draw(final String title, final RandomAccessibleInterval<FloatType> image,
		final List<Outline> outlines)
	{
		return draw(title, image, outlines, TARGET_WIDTH);
	}

	/**
	 * Draws outlines on a grey image, enlarged by a whole factor, with a legend below. Where outlines coincide, their colours alternate.
	 *
	 * @param image an image (X, Y); its 1st percentile is drawn black, its 99th white
	 * @param width maximum width of the enlarged image in pixels
	 * @throws UserException if an outline has another size
	 */
	public static ImagePlus draw(final String title, final RandomAccessibleInterval<FloatType> image,
		final List<Outline> outlines, final int width)
	{
		final int w = (int) image.dimension(0), h = (int) image.dimension(1);
		for (final Outline o : outlines)
			if (o.labels().dimension(0) != w || o.labels().dimension(1) != h) throw new UserException(
				PlotMessages.outlineSize(Excerpt.of(o.name()), o.labels().dimension(0), o.labels().dimension(1), w, h));
		final int scale = Math.max(1, width / w);
		final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(14, Math.min(28, w * scale / LETTERS)));
		final List<Point> places = legend(outlines, w * scale, font);
		final int legend = outlines.isEmpty() ? 0 : places.get(places.size() - 1).y + 2 * font.getSize();
		final ColorProcessor picture = new ColorProcessor(w * scale, h * scale + legend);
		picture.setColor(Color.BLACK);
		picture.fill();
		grey(picture, Views.zeroMin(image), scale);
		outline(picture, outlines, w, h, scale);
		picture.setColor(Color.BLACK);
		picture.fillRect(0, h * scale, w * scale, legend);
		picture.setFont(font);
		picture.setAntialiasedText(true);
		for (int i = 0; i < outlines.size(); i++) {
			final int x = places.get(i).x, base = h * scale + places.get(i).y + 3 * font.getSize() / 2;
			picture.setColor(outlines.get(i).color());
			picture.fillRect(x, base - font.getSize() / 2, 2 * font.getSize(), font.getSize() / 5 + 1);
			picture.setColor(Color.WHITE);
			picture.drawString(outlines.get(i).name(), x + 5 * font.getSize() / 2, base + 1);
		}
		return new ImagePlus(title, picture);
	}

	/** Returns the positions of the legend's entries: side by side as far as they fit. */
	private static List<Point> legend(final List<Outline> outlines, final int width, final Font font) {
		final ColorProcessor text = new ColorProcessor(1, 1);
		text.setFont(font);
		text.setAntialiasedText(true);
		final int left = font.getSize() / 2;
		final int longest = outlines.stream().mapToInt(o -> text.getStringWidth(o.name())).max().orElse(0);
		final int step = longest + 15 * font.getSize() / 4;
		final int columns = Math.max(1, (width - left) / step);
		return IntStream.range(0, outlines.size()).mapToObj(i -> new Point(left + i % columns * step, i / columns * font
			.getSize() * 3 / 2)).toList();
	}

	private static void grey(final ColorProcessor picture, final RandomAccessibleInterval<FloatType> image, final int scale) {
		final float[] sorted = new float[(int) (image.dimension(0) * image.dimension(1))];
		int n = 0;
		for (final FloatType v : Views.flatIterable(image))
			sorted[n++] = v.get();
		java.util.Arrays.sort(sorted);
		final double low = sorted[(n - 1) / 100], high = sorted[n - 1 - (n - 1) / 100];
		final Cursor<FloatType> cursor = Views.flatIterable(image).localizingCursor();
		while (cursor.hasNext()) {
			final double v = (cursor.next().get() - low) / Math.max(high - low, Float.MIN_NORMAL);
			final int g = (int) Math.round(255 * Math.min(1, Math.max(0, v)));
			final int x = cursor.getIntPosition(0) * scale, y = cursor.getIntPosition(1) * scale;
			for (int dy = 0; dy < scale; dy++)
				for (int dx = 0; dx < scale; dx++)
					picture.set(x + dx, y + dy, g << 16 | g << 8 | g);
		}
	}

	/** Draws an outline between pixels, half of its width on either side, so that outlines of neighbours do not hide each other. */
	private static void outline(final ColorProcessor picture, final List<Outline> outlines, final int w, final int h,
		final int scale)
	{
		final List<RandomAccess<? extends IntegerType<?>>> labels = new ArrayList<>();
		for (final Outline o : outlines)
			labels.add(Views.zeroMin(o.labels()).randomAccess());
		final int line = scale == 1 ? 1 : Math.max(2, (2 * scale + 2) / 5);
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int i = x, j = y;
				if (x + 1 < w && color(picture, outlines, x + y, scale, r -> at(labels.get(r), i + 1, j) != at(labels.get(r), i, j)))
					picture.fillRect((x + 1) * scale - (line + 1) / 2, y * scale - line / 2, line, scale + line);
				if (y + 1 < h && color(picture, outlines, x + y, scale, r -> at(labels.get(r), i, j + 1) != at(labels.get(r), i, j)))
					picture.fillRect(x * scale - line / 2, (y + 1) * scale - (line + 1) / 2, scale + line, line);
			}
	}

	/**
	 * Sets the colour of one of the outlines at this border.
	 *
	 * @return whether there is an outline
	 */
	private static boolean color(final ColorProcessor picture, final List<Outline> outlines, final int along,
		final int scale, final IntPredicate hasBorder)
	{
		int here = 0;
		for (int r = 0; r < outlines.size(); r++)
			if (hasBorder.test(r)) here++;
		if (here == 0) return false;
		int turn = along / Math.max(1, DASH / scale) % here;
		for (int r = 0; r < outlines.size(); r++)
			if (hasBorder.test(r) && turn-- == 0) picture.setColor(outlines.get(r).color());
		return true;
	}

	private static int at(final RandomAccess<? extends IntegerType<?>> labels, final int x, final int y) {
		labels.setPosition(x, 0);
		labels.setPosition(y, 1);
		return labels.get().getInteger();
	}
}
