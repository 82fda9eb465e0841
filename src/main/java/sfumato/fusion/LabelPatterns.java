package sfumato.fusion;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;

/**
 * The frequencies of label patterns: one pass over the pixels makes a short table with a row per pattern (the label of each rater) and
 * its number of pixels. Whatever does not depend on where a pixel lies is arithmetic on this table, exact for any number of pixels.
 */
public final class LabelPatterns {

	private final int classes;
	/** [pattern][rater] */
	private final byte[][] labels;
	private final long[] counts;

	private LabelPatterns(final int classes, final byte[][] labels, final long[] counts) {
		this.classes = classes;
		this.labels = labels;
		this.counts = counts;
	}

	/** The patterns of an image; unlabelled pixels have none. */
	public static LabelPatterns of(final HardRaters raters) {
		return of(raters, new FinalInterval(raters.dimensions()));
	}

	/** The patterns of a part of an image. */
	static LabelPatterns of(final HardRaters raters, final Interval part) {
		final PatternIndex index = PatternIndex.of(raters);
		// whole numbers: in whatever order threads add them, the sum is the same
		final AtomicLongArray all = new AtomicLongArray(index.size());
		PixelBlocks.map(part, block -> {
			final int[] counts = new int[index.size()];
			index.forEachRun(PatternIndex.read(raters, block), (from, to, row) -> counts[row] += to - from);
			for (int row = 0; row < counts.length; row++)
				if (counts[row] > 0) all.addAndGet(row, counts[row]);
			return block;
		});
		final int[] votes = new int[raters.numClasses()];
		final int[] rows = IntStream.range(0, all.length()).filter(row -> all.get(row) > 0 && vote(index.labels(row), votes) > 0).toArray();
		final byte[][] labels = new byte[rows.length][];
		final long[] counts = new long[rows.length];
		for (int p = 0; p < rows.length; p++) {
			labels[p] = index.labels(rows[p]);
			counts[p] = all.get(rows[p]);
		}
		return new LabelPatterns(raters.numClasses(), labels, counts);
	}

	/** How many different patterns there are. */
	public int size() {
		return counts.length;
	}

	public int numClasses() {
		return classes;
	}

	/** The label of each rater, {@link HardRaters#UNLABELED} for one that gave none; an array not to be written to. */
	byte[] labels(final int pattern) {
		return labels[pattern];
	}

	/** The class that a rater chose, −1 for none. */
	public int label(final int pattern, final int rater) {
		final int label = labels[pattern][rater] & 0xFF;
		return label == HardRaters.UNLABELED ? -1 : label;
	}

	/** How many pixels have this pattern; at least 1. */
	public long count(final int pattern) {
		return counts[pattern];
	}

	/** The votes of a pattern per class; the sum is the number of raters that labelled it. */
	static int vote(final byte[] labels, final int[] votes) {
		Arrays.fill(votes, 0);
		int voters = 0;
		for (final byte label : labels) {
			final int c = label & 0xFF;
			if (c == HardRaters.UNLABELED) continue;
			votes[c]++;
			voters++;
		}
		return voters;
	}

	/** The class with more votes than any other; at a tie background. With two classes this is the strict majority. */
	static int majority(final int[] votes) {
		int best = 0;
		boolean tie = false;
		for (int c = 1; c < votes.length; c++) {
			if (votes[c] > votes[best]) {
				best = c;
				tie = false;
			}
			else if (votes[c] == votes[best]) tie = true;
		}
		return tie ? 0 : best;
	}
}
