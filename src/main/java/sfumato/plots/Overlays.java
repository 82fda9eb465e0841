package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.process.ColorProcessor;

/**
 * Burns the outlines of label maps into a picture of an image, with a legend: what people look at before they believe a
 * number.
 */
public final class Overlays {

	private static final int TARGET_WIDTH = 512;
	private static final int FONT_SIZE = 14;
	private static final int LINE_HEIGHT = 20;

	private Overlays() {}

	/**
	 * An outline to draw.
	 *
	 * @param name for the legend
	 * @param labels (X, Y); the borders between different labels are drawn
	 * @param color of the outline
	 */
	public record Outline(String name, RandomAccessibleInterval<? extends IntegerType<?>> labels, Color color) {}

	/**
	 * The image in grey, enlarged by a whole factor to about 512 pixels, with outlines in the order given (the last is on top)
	 * and the legend below.
	 *
	 * @param image (X, Y); the 1st percentile becomes black, the 99th white
	 * @throws IllegalArgumentException if an outline has another size
	 */
	public static ImagePlus draw(final String title, final RandomAccessibleInterval<FloatType> image,
		final List<Outline> outlines)
	{
		final int w = (int) image.dimension(0), h = (int) image.dimension(1);
		final int scale = Math.max(1, TARGET_WIDTH / w);
		final ColorProcessor picture = new ColorProcessor(w * scale, h * scale + LINE_HEIGHT * outlines.size());
		picture.setColor(Color.BLACK);
		picture.fill();
		grey(picture, Views.zeroMin(image), scale);
		picture.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
		picture.setAntialiasedText(true);
		for (int i = 0; i < outlines.size(); i++) {
			final Outline outline = outlines.get(i);
			if (outline.labels().dimension(0) != w || outline.labels().dimension(1) != h) throw new IllegalArgumentException(
				"The outline \"" + outline.name() + "\" is " + outline.labels().dimension(0) + " x " + outline.labels().dimension(
					1) + " but the image is " + w + " x " + h + ".");
			picture.setColor(outline.color());
			outline(picture, outline.labels(), scale);
			final int y = h * scale + LINE_HEIGHT * i;
			picture.fillRect(6, y + 9, 22, 3);
			picture.setColor(Color.WHITE);
			picture.drawString(outline.name(), 36, y + LINE_HEIGHT - 1);
		}
		return new ImagePlus(title, picture);
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

	/** Lines run between pixels: half of their width on either side, so that outlines of neighbours differ by what they are. */
	private static void outline(final ColorProcessor picture,
		final RandomAccessibleInterval<? extends IntegerType<?>> labels, final int scale)
	{
		final RandomAccess<? extends IntegerType<?>> access = Views.zeroMin(labels).randomAccess();
		final int w = (int) labels.dimension(0), h = (int) labels.dimension(1);
		final int line = Math.max(1, scale / 3);
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int label = at(access, x, y);
				if (x + 1 < w && at(access, x + 1, y) != label) picture.fillRect((x + 1) * scale - (line + 1) / 2, y * scale,
					line, scale);
				if (y + 1 < h && at(access, x, y + 1) != label) picture.fillRect(x * scale, (y + 1) * scale - (line + 1) / 2,
					scale, line);
			}
	}

	private static int at(final RandomAccess<? extends IntegerType<?>> labels, final int x, final int y) {
		labels.setPosition(x, 0);
		labels.setPosition(y, 1);
		return labels.get().getInteger();
	}
}
