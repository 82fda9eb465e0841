package sfumato.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * Loops over pixels with all classes, or all raters, of a pixel.
 * <p>
 * An image is cut into blocks of some ten thousand pixels. A block of a {@link ProbabilityMap} with n pixels becomes an
 * array in which class c of pixel i is at c·n + i; blocks of maps of one size fit together pixel by pixel. Blocks are worked
 * on by the threads of {@link Parallelization#getTaskExecutor()}, results come in the order of the blocks, so that what is
 * accumulated from them does not depend on the number of threads.
 */
public final class PixelBlocks {

	private static final long PIXELS = 1 << 15;

	private PixelBlocks() {}

	/**
	 * Cuts an image of these dimensions (X, Y[, Z]) into blocks and applies the function to each, in parallel.
	 *
	 * @return the function's results in the order of the blocks (X fastest)
	 */
	public static <R> List<R> map(final long[] dimensions, final Function<Interval, R> function) {
		return map(new FinalInterval(dimensions), function);
	}

	/** As {@link #map(long[], Function)} for a part of an image. */
	public static <R> List<R> map(final Interval part, final Function<Interval, R> function) {
		return Parallelization.getTaskExecutor().forEachApply(blocks(part), function);
	}

	/** The blocks themselves, in their order, for loops that must run one after the other. */
	public static List<Interval> blocks(final long[] dimensions) {
		return blocks(new FinalInterval(dimensions));
	}

	private static List<Interval> blocks(final Interval part) {
		final List<Interval> blocks = new ArrayList<>();
		if (Intervals.numElements(part) == 0) return blocks;
		final long width = Math.min(part.dimension(0), PIXELS);
		final long height = PIXELS / width;
		final long[] min = part.minAsLongArray();
		final long[] max = new long[min.length];
		while (true) {
			System.arraycopy(min, 0, max, 0, min.length);
			max[0] = Math.min(part.max(0), min[0] + width - 1);
			if (max.length > 1) max[1] = Math.min(part.max(1), min[1] + height - 1);
			blocks.add(new FinalInterval(min, max));
			int d = 0;
			while (d < min.length && max[d] == part.max(d)) {
				min[d] = part.min(d);
				d++;
			}
			if (d == min.length) return blocks;
			min[d] = max[d] + 1;
		}
	}

	/** How many pixels a block has. */
	public static int size(final Interval block) {
		return Math.toIntExact(Intervals.numElements(block));
	}

	/** The probabilities in a block: class c of pixel i at c·n + i, where n is the number of pixels. */
	public static float[] read(final ProbabilityMap map, final Interval block) {
		final Interval all = withClasses(map, block);
		final float[] values = new float[Math.toIntExact(Intervals.numElements(all))];
		PrimitiveBlocks.of(map.image(), OnFallback.ACCEPT).copy(all, values);
		return values;
	}

	/** The labels in a block, as unsigned bytes. */
	public static byte[] read(final Img<UnsignedByteType> labels, final Interval block) {
		final byte[] values = new byte[size(block)];
		PrimitiveBlocks.of(labels, OnFallback.ACCEPT).copy(block, values);
		return values;
	}

	/**
	 * The values of those pixels of an image whose marks are chosen, in the order of the blocks.
	 *
	 * @param marks of the same pixels (X, Y[, Z])
	 * @param chosen gets a mark from 0 to 255
	 */
	public static float[] where(final RandomAccessibleInterval<FloatType> values, final Img<UnsignedByteType> marks,
		final IntPredicate chosen)
	{
		final List<float[]> parts = map(marks.dimensionsAsLongArray(), block -> {
			final byte[] mark = read(marks, block);
			final Cursor<FloatType> value = Views.flatIterable(Views.interval(values, block)).cursor();
			final float[] found = new float[mark.length];
			int n = 0;
			for (final byte m : mark) {
				value.fwd();
				if (chosen.test(m & 0xff)) found[n++] = value.get().get();
			}
			return Arrays.copyOf(found, n);
		});
		final float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
		int at = 0;
		for (final float[] part : parts) {
			System.arraycopy(part, 0, all, at, part.length);
			at += part.length;
		}
		return all;
	}

	/** Puts the probabilities of a block, arranged as {@link #read(ProbabilityMap, Interval)} does, into a new map. */
	public static void write(final float[] values, final ProbabilityMap map, final Interval block) {
		final Interval all = withClasses(map, block);
		if (map.image() instanceof ArrayImg<?, ?> array && array.update(null) instanceof FloatArray data) {
			// ten times as fast as a cursor, which shows where writing is most of the work
			writeRows(values, data.getCurrentStorageArray(), map.image(), all);
			return;
		}
		final RandomAccessibleInterval<FloatType> target = Views.interval(map.image(), all);
		final Cursor<FloatType> cursor = Views.flatIterable(target).cursor();
		for (final float value : values)
			cursor.next().set(value);
	}

	/** Sets the probabilities of a block. */
	@FunctionalInterface
	public interface Filler {

		/**
		 * @param values to be set, all of the block's and none else
		 * @param first where each class begins: class c of pixel i is at first[c] + i
		 */
		void fill(float[] values, int[] first);
	}

	/**
	 * Lets a method write the probabilities of a block of a new map where they belong, if the pixels of the block follow each
	 * other in one array, as they do in all but very large or very wide maps; else through a copy.
	 */
	public static void write(final ProbabilityMap map, final Interval block, final Filler filler) {
		final int n = size(block);
		final int[] first = new int[map.numClasses()];
		boolean consecutive = block.dimension(0) == map.image().dimension(0);
		for (int d = 2; d < block.numDimensions(); d++)
			consecutive &= block.dimension(d) == 1;
		if (consecutive && map.image() instanceof ArrayImg<?, ?> array && array.update(null) instanceof FloatArray data) {
			final long[] position = Arrays.copyOf(block.minAsLongArray(), block.numDimensions() + 1);
			for (int c = 0; c < first.length; c++) {
				position[position.length - 1] = c;
				first[c] = (int) IntervalIndexer.positionToIndex(position, map.image().dimensionsAsLongArray());
			}
			filler.fill(data.getCurrentStorageArray(), first);
			return;
		}
		final float[] values = new float[n * first.length];
		Arrays.setAll(first, c -> c * n);
		filler.fill(values, first);
		write(values, map, block);
	}

	private static void writeRows(final float[] values, final float[] target, final Interval image, final Interval part) {
		// rows of the whole width follow each other in the image as they do in the block
		final boolean wide = part.dimension(0) == image.dimension(0) && part.numDimensions() > 1;
		final int length = (int) (wide ? part.dimension(0) * part.dimension(1) : part.dimension(0));
		final long[] dims = image.dimensionsAsLongArray(), position = part.minAsLongArray();
		for (int from = 0; from < values.length; from += length) {
			System.arraycopy(values, from, target, (int) IntervalIndexer.positionToIndex(position, dims), length);
			for (int d = wide ? 2 : 1; d < position.length && ++position[d] > part.max(d); d++)
				position[d] = part.min(d);
		}
	}

	/** The most probable class of pixel i of a block with n pixels; among equals the lowest. */
	public static int argMax(final float[] values, final int n, final int i) {
		int best = 0;
		for (int c = 1, at = n + i; at < values.length; c++, at += n)
			if (values[at] > values[best * n + i]) best = c;
		return best;
	}

	private static Interval withClasses(final ProbabilityMap map, final Interval block) {
		return Intervals.addDimension(block, 0, map.numClasses() - 1);
	}
}
