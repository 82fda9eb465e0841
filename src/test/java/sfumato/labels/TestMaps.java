package sfumato.labels;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Small maps and raters for tests, and the reference vectors. */
public final class TestMaps {

	private TestMaps() {}

	/** A vector file beside the tests of a package, e.g. {@code fusion/raters.json}. */
	public static JsonObject vectors(final String file) {
		try (Reader reader = new InputStreamReader(TestMaps.class.getResourceAsStream("/sfumato/" + file),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(reader, JsonObject.class);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** A part of a vector as arrays. */
	public static <T> T as(final JsonElement element, final Class<T> type) {
		return new Gson().fromJson(element, type);
	}

	/** A flat map of probabilities [class][y][x]. */
	public static ProbabilityMap map(final double[][][] p) {
		final int height = p[0].length;
		final int width = p[0][0].length;
		final float[] values = new float[p.length * height * width];
		int i = 0;
		for (final double[][] plane : p)
			for (final double[] row : plane)
				for (final double v : row)
					values[i++] = (float) v;
		return ProbabilityMap.of(ArrayImgs.floats(values, width, height, p.length), LabelClass.defaults(p.length));
	}

	/** A flat binary map of foreground probabilities [y][x]. */
	public static ProbabilityMap binary(final double[][] foreground) {
		return map(new double[][][] { Arrays.stream(foreground).map(row -> Arrays.stream(row).map(v -> 1 - v).toArray())
			.toArray(double[][]::new), foreground });
	}

	/** A flat binary map one pixel high. */
	public static ProbabilityMap binary(final double... foreground) {
		return binary(new double[][] { foreground });
	}

	/** Hard labels [y][x]. */
	public static ProbabilityMap hard(final int numClasses, final int[][] labels) {
		return ProbabilityMap.oneHot(image(labels), LabelClass.defaults(numClasses));
	}

	/** A label map [y][x]. */
	public static Img<UnsignedByteType> image(final int[][] labels) {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(labels[0].length, labels.length);
		int i = 0;
		for (final UnsignedByteType t : Views.flatIterable(image)) {
			t.set(labels[i / labels[0].length][i % labels[0].length]);
			i++;
		}
		return image;
	}

	/** Raters [rater][y][x] of so many classes. */
	public static HardRaters raters(final int numClasses, final int[][]... labels) {
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (final int[][] rater : labels)
			images.add(image(rater));
		return HardRaters.of(IntStream.rangeClosed(1, labels.length).mapToObj(Integer::toString).toList(), images,
			OptionalInt.of(numClasses), OptionalInt.empty());
	}

	/** Random raters of an image (X, Y[, Z]) of any size. */
	public static HardRaters randomRaters(final long seed, final int numRaters, final int numClasses, final long... dims) {
		final SplittableRandom random = new SplittableRandom(seed);
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (int r = 0; r < numRaters; r++) {
			final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(dims);
			for (final UnsignedByteType t : Views.flatIterable(image))
				t.set(random.nextInt(numClasses));
			images.add(image);
		}
		return HardRaters.of(IntStream.rangeClosed(1, numRaters).mapToObj(Integer::toString).toList(), images, OptionalInt.of(
			numClasses), OptionalInt.empty());
	}

	/** Random probabilities of an image (X, Y[, Z]) of any size. */
	public static ProbabilityMap randomMap(final long seed, final int numClasses, final long... dims) {
		final SplittableRandom random = new SplittableRandom(seed);
		final ProbabilityMap map = ProbabilityMap.zeros(dims, LabelClass.defaults(numClasses));
		PixelBlocks.blocks(dims).forEach(block -> {
			final int n = PixelBlocks.size(block);
			final float[] values = new float[n * numClasses];
			for (int i = 0; i < n; i++) {
				double sum = 0;
				final double[] e = new double[numClasses];
				for (int c = 0; c < numClasses; c++)
					sum += e[c] = Math.exp(6 * random.nextDouble());
				for (int c = 0; c < numClasses; c++)
					values[c * n + i] = (float) (e[c] / sum);
			}
			PixelBlocks.write(values, map, block);
		});
		return map;
	}

	/** The values of a map in flat order: X fastest, class slowest. */
	public static float[] values(final ProbabilityMap map) {
		return values(map.image());
	}

	/** The values of an image in the order of its pixels, X fastest. */
	public static float[] values(final RandomAccessibleInterval<FloatType> image) {
		final float[] values = new float[Math.toIntExact(image.size())];
		int i = 0;
		for (final FloatType t : Views.flatIterable(image))
			values[i++] = t.get();
		return values;
	}

	/** [y][x] or [c][y][x] … as flat values. */
	public static float[] flat(final double[]... rows) {
		final double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
		final float[] values = new float[all.length];
		for (int i = 0; i < all.length; i++)
			values[i] = (float) all[i];
		return values;
	}
}
