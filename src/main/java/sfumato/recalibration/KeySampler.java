package sfumato.recalibration;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.recalibration.KernelRecalibrator.Sampling;
import sfumato.text.UserException;

/**
 * Samples key pixels from the counted pixels of all cases: uniformly and without replacement within strata, which are the pixels of
 * one target class that were predicted as one class with one of {@value #LEVELS} levels of confidence. A key stands for count / keys
 * pixels of its stratum, so that the label frequencies at each level are those of all pixels, not of a sample.
 */
final class KeySampler {

	/** Of confidence, from 1/C to 1. */
	static final int LEVELS = 10;

	/**
	 * The n keys drawn.
	 *
	 * @param probabilities (n, C)
	 * @param targets (n, C)
	 * @param logWeights (n): logarithm of how many pixels a key stands for
	 */
	record Keys(float[] probabilities, float[] targets, float[] logWeights) {}

	/** Hears of every pixel: its stratum, and where it is in its block. */
	private interface Visitor {
		void visit(int stratum, int pixel, float[] prediction, float[] target, int size);
	}

	private final List<Comparison> cases;
	private final int k;
	/** Pixels per stratum: (target class, predicted class, level). */
	private final long[] counts;

	KeySampler(final List<Comparison> cases) {
		this.cases = cases;
		k = cases.get(0).numClasses();
		counts = new long[k * k * LEVELS];
		final boolean[] occurs = new boolean[k];
		forEachPixel((stratum, i, p, t, size) -> {
			counts[stratum]++;
			for (int c = 0; c < k; c++)
				occurs[c] |= t[c * size + i] > 0;
		});
		requireTwoClasses(occurs);
	}

	private void forEachPixel(final Visitor visitor) {
		for (int m = 0; m < cases.size(); m++) {
			final int number = m;
			cases.get(m).forEach((p, t, size) -> {
				for (int i = 0; i < size; i++) {
					final int predicted = PixelBlocks.argMax(p, size, i);
					final int level = level(p[predicted * size + i], number);
					visitor.visit((PixelBlocks.argMax(t, size, i) * k + predicted) * LEVELS + level, i, p, t, size);
				}
			});
		}
	}

	private int level(final float confidence, final int m) {
		if (!(confidence >= 0 && confidence <= 1 + ProbabilityMap.SUM_TOLERANCE)) throw new UserException(
			RecalibrationMessages.confidence(m, confidence));
		final double least = 1.0 / k;
		return Math.max(0, Math.min(LEVELS - 1, (int) ((confidence - least) / (1 - least) * LEVELS)));
	}

	private void requireTwoClasses(final boolean[] occurs) {
		int only = -1, n = 0;
		for (int c = 0; c < k; c++)
			if (occurs[c]) {
				only = c;
				n++;
			}
		if (n < 2) throw new UserException(n == 0 ? RecalibrationMessages.unlabelled() : RecalibrationMessages.oneClass(only,
			cases.get(0).reference().classes().get(only).name()));
	}

	Keys draw(final KernelRecalibrator.Options options) {
		final int[] wanted = wanted(options.keys(), options.sampling());
		final SplittableRandom random = new SplittableRandom(options.seed());
		final long[][] ordinals = new long[counts.length][];
		for (int s = 0; s < counts.length; s++)
			ordinals[s] = choose(counts[s], wanted[s], random);
		final int n = Arrays.stream(wanted).sum();
		final Keys keys = new Keys(new float[n * k], new float[n * k], new float[n]);
		final long[] seen = new long[counts.length];
		final int[] next = new int[counts.length];
		final int[] drawn = { 0 };
		forEachPixel((s, i, p, t, size) -> {
			final long ordinal = seen[s]++;
			if (next[s] == wanted[s] || ordinals[s][next[s]] != ordinal) return;
			next[s]++;
			for (int c = 0; c < k; c++) {
				keys.probabilities[drawn[0] * k + c] = Math.max(0, Math.min(1, p[c * size + i]));
				keys.targets[drawn[0] * k + c] = t[c * size + i];
			}
			keys.logWeights[drawn[0]++] = (float) Math.log((double) counts[s] / wanted[s]);
		});
		return keys;
	}

	/** The numbers of keys per stratum; no stratum has more than it has pixels, none that occurs has 0. */
	private int[] wanted(final int keys, final Sampling sampling) {
		// groups that share the keys evenly, and within which strata share them in proportion
		final int[] group = new int[counts.length];
		for (int s = 0; s < group.length; s++)
			group[s] = switch (sampling) {
				case PROPORTIONAL -> 0;
				case BALANCED -> s / (k * LEVELS);
				case SPREAD -> s % (k * LEVELS);
			};
		final long[] inGroup = new long[counts.length];
		for (int s = 0; s < group.length; s++)
			inGroup[group[s]] += counts[s];
		final double most = evenShare(inGroup, keys);
		final int[] wanted = new int[counts.length];
		for (int s = 0; s < wanted.length; s++)
			if (counts[s] > 0) wanted[s] = (int) Math.min(counts[s], Math.max(1, Math.round(Math.min(most, inGroup[group[s]]) *
				counts[s] / inGroup[group[s]])));
		return wanted;
	}

	/** The number of keys per group with which Σ min(number, pixels of the group) is what was asked for. */
	private static double evenShare(final long[] inGroup, final double keys) {
		final long[] sizes = Arrays.stream(inGroup).filter(n -> n > 0).sorted().toArray();
		double left = keys;
		for (int g = 0; g < sizes.length; g++) {
			final double even = left / (sizes.length - g);
			if (sizes[g] > even) return even;
			left -= sizes[g];
		}
		return Double.MAX_VALUE; // every pixel is a key
	}

	/** {@code wanted} different numbers out of 0 … n−1, sorted, all choices equally probable (Floyd's algorithm). */
	private static long[] choose(final long n, final int wanted, final SplittableRandom random) {
		final TreeSet<Long> chosen = new TreeSet<>();
		for (long j = n - wanted; j < n; j++)
			if (!chosen.add(random.nextLong(j + 1))) chosen.add(j);
		return chosen.stream().mapToLong(Long::longValue).toArray();
	}
}
