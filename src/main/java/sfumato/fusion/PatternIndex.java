package sfumato.fusion;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.imglib2.Interval;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;

/**
 * Numbers the label patterns of an image: a pattern is the labels of all raters at a pixel. Neighbours are mostly labelled alike, so
 * there are few of them however many pixels there are, and whatever depends on the pattern alone is worked out once for each.
 * <p>
 * With few raters and classes every possible pattern has a number, the labels read as digits, and no pixel has to be looked
 * at before. Where that would be too many, the patterns that occur are collected first.
 */
final class PatternIndex {

	/** The most patterns that are numbered without looking: 16 raters of binary masks. */
	private static final int MAX_POSSIBLE = 1 << 16;

	private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private final int raters;
	private final int classes;
	private final int radix;
	/** null if all possible patterns are numbered */
	private final List<ByteBuffer> found;
	private final Map<ByteBuffer, Integer> rows;

	private PatternIndex(final HardRaters labels, final boolean possible) {
		raters = labels.size();
		classes = labels.numClasses();
		radix = classes + (labels.hasUnlabeled() ? 1 : 0);
		if (possible && Math.pow(radix, raters) <= MAX_POSSIBLE) {
			found = null;
			rows = Map.of();
			return;
		}
		final Set<ByteBuffer> all = new HashSet<>();
		PixelBlocks.map(labels.dimensions(), block -> collect(read(labels, block))).forEach(all::addAll);
		found = new ArrayList<>(all);
		// the order must not depend on hash codes or threads, since sums over patterns are rounded
		found.sort((a, b) -> Arrays.compareUnsigned(a.array(), b.array()));
		rows = new HashMap<>();
		for (int row = 0; row < found.size(); row++)
			rows.put(found.get(row), row);
	}

	static PatternIndex of(final HardRaters labels) {
		return new PatternIndex(labels, true);
	}

	/** As {@link #of}, but always of the patterns that occur; for tests. */
	static PatternIndex ofFound(final HardRaters labels) {
		return new PatternIndex(labels, false);
	}

	/** The labels of a block of n pixels: [rater][pixel]. */
	static byte[][] read(final HardRaters labels, final Interval block) {
		final byte[][] values = new byte[labels.size()][];
		for (int r = 0; r < values.length; r++)
			values[r] = PixelBlocks.read(labels.labels(r), block);
		return values;
	}

	/** Whether a number is the labels read as digits, so that others can make it of them. */
	boolean isPositional() {
		return found == null;
	}

	/** The base of the digits. */
	int radix() {
		return radix;
	}

	/** How many patterns have a number. */
	int size() {
		return found == null ? (int) Math.pow(radix, raters) : found.size();
	}

	/** The labels of a pattern, one per rater. */
	byte[] labels(final int row) {
		if (found != null) return found.get(row).array().clone();
		final byte[] labels = new byte[raters];
		for (int r = raters - 1, rest = row; r >= 0; r--, rest /= radix) {
			final int digit = rest % radix;
			labels[r] = (byte) (digit == classes ? HardRaters.UNLABELED : digit);
		}
		return labels;
	}

	/** Takes the pixels {@code from} to {@code to − 1} of a block, which have the same labels. */
	@FunctionalInterface
	interface Run {

		void accept(int from, int to, int row);
	}

	/** Goes through the pixels of a block, run by run. */
	void forEachRun(final byte[][] labels, final Run run) {
		final int n = labels[0].length;
		int from = 0;
		while (from < n) {
			final int to = runEnd(labels, from);
			run.accept(from, to, row(labels, from));
			from = to;
		}
	}

	/** The number of the pattern of each pixel of a block. */
	int[] rows(final byte[][] labels) {
		final int[] rows = new int[labels[0].length];
		forEachRun(labels, (from, to, row) -> Arrays.fill(rows, from, to, row));
		return rows;
	}

	private int row(final byte[][] labels, final int i) {
		if (found != null) return rows.get(ByteBuffer.wrap(pattern(labels, i)));
		int row = 0;
		for (final byte[] rater : labels)
			row = row * radix + Math.min(rater[i] & 0xFF, classes);
		return row;
	}

	/** The first pixel from here on that has other labels; pixels are compared eight at a time. */
	private static int runEnd(final byte[][] labels, final int from) {
		final int n = labels[0].length;
		int end = n;
		for (final byte[] rater : labels) {
			final byte first = rater[from];
			final long eight = (first & 0xFF) * 0x0101010101010101L;
			int i = from + 1;
			while (i + Long.BYTES <= end && (long) EIGHT.get(rater, i) == eight)
				i += Long.BYTES;
			while (i < end && rater[i] == first)
				i++;
			end = i;
		}
		return end;
	}

	private static Set<ByteBuffer> collect(final byte[][] labels) {
		final Set<ByteBuffer> patterns = new HashSet<>();
		for (int i = 0; i < labels[0].length; i = runEnd(labels, i))
			patterns.add(ByteBuffer.wrap(pattern(labels, i)));
		return patterns;
	}

	private static byte[] pattern(final byte[][] labels, final int i) {
		final byte[] pattern = new byte[labels.length];
		for (int r = 0; r < pattern.length; r++)
			pattern[r] = labels[r][i];
		return pattern;
	}
}
