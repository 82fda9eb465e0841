package sfumato.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.simulation.RaterSimulation;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;

/** Test and cover images of an exported model: phantoms and no training images, which may be private. */
final class ExampleImages {

	/** Minimum height in pixels. The width is a quarter larger, so that swapped axes are noticed. */
	private static final int SIDE = 128;
	/** Width in cover pixels of one image pixel. */
	private static final int ZOOM = 2;

	private ExampleImages() {}

	/**
	 * Simulates a phantom image.
	 *
	 * @param multiple the number by which height and width must be divisible
	 * @return an image (X, Y, C) of whole numbers from 0 to 255, with another phantom in every channel
	 */
	static RandomAccessibleInterval<FloatType> phantom(final int channels, final int multiple) {
		final int height = (SIDE + multiple - 1) / multiple * multiple;
		final int width = height + (SIDE / 4 + multiple - 1) / multiple * multiple;
		final float[] values = new float[Math.multiplyExact(channels, width * height)];
		int i = 0;
		for (int c = 0; c < channels; c++)
			for (final FloatType v : Views.flatIterable(new RaterSimulation(1, 1, width, height, c).simulate(0)
				.image()))
				values[i++] = v.get();
		return ArrayImgs.floats(values, width, height, channels);
	}

	/** Writes a cover: the centre of the first channel, and beside it the same with the predicted classes in their colours. */
	static void writeCover(final Path file, final RandomAccessibleInterval<FloatType> image, final ProbabilityMap map)
		throws IOException
	{
		final int width = (int) image.dimension(0), height = (int) image.dimension(1);
		final int side = Math.min(width, height), left = (width - side) / 2, top = (height - side) / 2;
		final BufferedImage cover = new BufferedImage(2 * ZOOM * side, ZOOM * side, BufferedImage.TYPE_INT_RGB);
		final RandomAccess<FloatType> grey = image.randomAccess(), probability = map.image().randomAccess();
		for (int y = 0; y < ZOOM * side; y++)
			for (int x = 0; x < ZOOM * side; x++) {
				final float value = grey.setPositionAndGet(left + x / ZOOM, top + y / ZOOM, 0).get();
				cover.setRGB(x, y, mixed(value, map.classes(), null, 0, 0));
				cover.setRGB(ZOOM * side + x, y, mixed(value, map.classes(), probability, left + x / ZOOM, top + y / ZOOM));
			}
		if (!ImageIO.write(cover, "png", file.toFile())) throw new IOException(ExportMessages.noPng(file));
	}

	/** Blends a grey value with the colours of the classes by their probabilities, at most half. The background has no colour. */
	private static int mixed(final float grey, final List<LabelClass> classes, final RandomAccess<FloatType> probability,
		final int x, final int y)
	{
		int rgb = 0;
		for (int shift = 0; shift < 24; shift += 8) {
			double value = Math.max(0, Math.min(255, grey));
			for (int c = 1; probability != null && c < classes.size(); c++)
				value += 0.5 * probability.setPositionAndGet(x, y, c).get() * ((classes.get(c).rgb() >> shift & 255) - grey);
			rgb |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
		}
		return rgb;
	}
}
