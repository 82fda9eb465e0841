package sfumato.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Intervals;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;
import sfumato.labels.SoftRaters;

/** The bounding box of all raters' foreground; the whole image if there is none. */
final class ForegroundBox {

	private ForegroundBox() {}

	static Interval of(final HardRaters raters) {
		return union(raters.dimensions(), PixelBlocks.map(raters.dimensions(), block -> {
			final byte[][] labels = PatternIndex.read(raters, block);
			final boolean[] drawn = new boolean[labels[0].length];
			for (final byte[] rater : labels)
				for (int i = 0; i < drawn.length; i++)
					drawn[i] |= rater[i] != 0 && (rater[i] & 0xFF) != HardRaters.UNLABELED;
			return box(block, drawn);
		}));
	}

	/** The bounding box of pixels that are not certain background for every rater. */
	static Interval of(final SoftRaters raters) {
		return union(raters.dimensions(), PixelBlocks.map(raters.dimensions(), block -> {
			final boolean[] drawn = new boolean[PixelBlocks.size(block)];
			for (int r = 0; r < raters.size(); r++) {
				final float[] values = PixelBlocks.read(raters.map(r), block);
				for (int i = 0; i < drawn.length; i++)
					drawn[i] |= values[i] < 1;
			}
			return box(block, drawn);
		}));
	}

	/** The bounding box of what was drawn in a block; null if nothing was. */
	private static Interval box(final Interval block, final boolean[] drawn) {
		final int n = block.numDimensions();
		final long[] min = block.maxAsLongArray(), max = block.minAsLongArray();
		final long[] dims = block.dimensionsAsLongArray(), from = block.minAsLongArray();
		final long[] position = new long[n];
		boolean any = false;
		for (int i = 0; i < drawn.length; i++) {
			if (!drawn[i]) continue;
			any = true;
			IntervalIndexer.indexToPositionWithOffset(i, dims, from, position);
			for (int d = 0; d < n; d++) {
				min[d] = Math.min(min[d], position[d]);
				max[d] = Math.max(max[d], position[d]);
			}
			// what lies between the first and the last pixel drawn in a row adds nothing
			final int row = (int) (i - (position[0] - from[0]) + dims[0] - 1);
			int last = row;
			while (!drawn[last])
				last--;
			max[0] = Math.max(max[0], from[0] + last - (row - dims[0] + 1));
			i = row;
		}
		return any ? new FinalInterval(min, max) : null;
	}

	/** Makes background of the pixels of a block that are outside the box; class c of pixel i is at c·n + i of n pixels. */
	static void clearOutside(final Interval box, final Interval block, final float[] values) {
		final int n = PixelBlocks.size(block);
		clearOutside(box, block, values, IntStream.range(0, values.length / n).map(c -> c * n).toArray());
	}

	/** As {@link #clearOutside(Interval, Interval, float[])}, where class c of pixel i is at first[c] + i. */
	static void clearOutside(final Interval box, final Interval block, final float[] values, final int[] first) {
		if (Intervals.contains(box, block)) return;
		final int width = (int) block.dimension(0), n = PixelBlocks.size(block);
		final int left = (int) Math.min(width, Math.max(0, box.min(0) - block.min(0)));
		final int right = (int) Math.max(left, Math.min(width, box.max(0) + 1 - block.min(0)));
		final long[] dims = block.dimensionsAsLongArray(), min = block.minAsLongArray(), position = new long[dims.length];
		for (int row = 0; row < n; row += width) {
			IntervalIndexer.indexToPositionWithOffset(row, dims, min, position);
			boolean beside = false;
			for (int d = 1; d < position.length; d++)
				beside |= position[d] < box.min(d) || position[d] > box.max(d);
			if (beside) clear(values, first, row, row + width);
			else {
				clear(values, first, row, row + left);
				clear(values, first, row + right, row + width);
			}
		}
	}

	private static void clear(final float[] values, final int[] first, final int from, final int to) {
		for (int c = 0; c < first.length; c++)
			Arrays.fill(values, first[c] + from, first[c] + to, c == 0 ? 1 : 0);
	}

	private static Interval union(final long[] dimensions, final List<Interval> boxes) {
		return boxes.stream().filter(b -> b != null).reduce(Intervals::union).orElse(new FinalInterval(dimensions));
	}
}
