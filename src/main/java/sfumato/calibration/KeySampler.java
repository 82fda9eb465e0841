package sfumato.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

import net.imglib2.Interval;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;

/** Draws key pixels per class, uniformly and without replacement, out of the pixels of all cases. */
final class KeySampler {

	/**
	 * The n keys drawn.
	 *
	 * @param probabilities (n, C)
	 * @param targets (n, C)
	 * @param logWeights (n): logarithm of how many pixels a key stands for
	 */
	record Keys(float[] probabilities, float[] targets, float[] logWeights) {}

	private final List<ProbabilityMap> predictions;
	private final List<ProbabilityMap> targets;
	private final int k;
	/** Pixels per class. */
	private final long[] counts;

	KeySampler(final List<ProbabilityMap> predictions, final List<ProbabilityMap> targets) {
		this.predictions = predictions;
		this.targets = targets;
		k = predictions.get(0).numClasses();
		counts = new long[k];
		final boolean[] occurs = new boolean[k];
		for (final ProbabilityMap target : targets)
			for (final Interval block : PixelBlocks.blocks(target.spatialDimensions())) {
				final float[] t = PixelBlocks.read(target, block);
				final int n = PixelBlocks.size(block);
				for (int i = 0; i < n; i++)
					counts[PixelBlocks.argMax(t, n, i)]++;
				for (int i = 0; i < t.length; i++)
					occurs[i / n] |= t[i] > 0;
			}
		requireTwoClasses(occurs);
	}

	private void requireTwoClasses(final boolean[] occurs) {
		int only = -1, n = 0;
		for (int c = 0; c < k; c++)
			if (occurs[c]) {
				only = c;
				n++;
			}
		if (n < 2) throw new IllegalArgumentException("All pixels of the calibration cases are " + (n == 0 ? "unlabelled"
			: "class " + only + " (" + targets.get(0).classes().get(only).name() + ")") +
			"; recalibration needs pixels of at least two classes.");
	}

	Keys draw(final KernelRecalibrator.Options options) {
		final int[] wanted = wanted(options.keys(), options.sampling());
		final SplittableRandom random = new SplittableRandom(options.seed());
		final long[][] ordinals = new long[k][];
		for (int c = 0; c < k; c++)
			ordinals[c] = choose(counts[c], wanted[c], random);
		final int n = Arrays.stream(wanted).sum();
		final Keys keys = new Keys(new float[n * k], new float[n * k], new float[n]);
		final long[] seen = new long[k];
		final int[] next = new int[k];
		int drawn = 0;
		for (int m = 0; m < targets.size(); m++)
			for (final Interval block : PixelBlocks.blocks(targets.get(m).spatialDimensions())) {
				final float[] t = PixelBlocks.read(targets.get(m), block);
				final int size = PixelBlocks.size(block);
				float[] p = null;
				for (int i = 0; i < size; i++) {
					final int c = PixelBlocks.argMax(t, size, i);
					final long ordinal = seen[c]++;
					if (next[c] == wanted[c] || ordinals[c][next[c]] != ordinal) continue;
					next[c]++;
					if (p == null) p = PixelBlocks.read(predictions.get(m), block);
					for (int j = 0; j < k; j++) {
						keys.probabilities[drawn * k + j] = checked(p[j * size + i], m);
						keys.targets[drawn * k + j] = t[j * size + i];
					}
					keys.logWeights[drawn++] = (float) Math.log((double) counts[c] / wanted[c]);
				}
			}
		return keys;
	}

	private static float checked(final float p, final int m) {
		if (p >= 0 && p <= 1) return p;
		throw new IllegalArgumentException("The prediction of calibration case " + (m + 1) + " holds the value " + p +
			"; probabilities are between 0 and 1.");
	}

	/** The numbers of keys per class; no class has more than it has pixels, none that occurs has 0. */
	private int[] wanted(final int keys, final KernelRecalibrator.Sampling sampling) {
		final long total = Arrays.stream(counts).sum();
		final long present = Arrays.stream(counts).filter(n -> n > 0).count();
		final int[] wanted = new int[k];
		for (int c = 0; c < k; c++) {
			if (counts[c] == 0) continue;
			final double share = sampling == KernelRecalibrator.Sampling.BALANCED ? 1.0 / present : (double) counts[c] /
				total;
			wanted[c] = (int) Math.min(counts[c], (long) Math.ceil(keys * share - 1e-9));
		}
		return wanted;
	}

	/** {@code wanted} different numbers out of 0 … n−1, sorted, all choices equally probable (Floyd's algorithm). */
	private static long[] choose(final long n, final int wanted, final SplittableRandom random) {
		final TreeSet<Long> chosen = new TreeSet<>();
		for (long j = n - wanted; j < n; j++)
			if (!chosen.add(random.nextLong(j + 1))) chosen.add(j);
		return chosen.stream().mapToLong(Long::longValue).toArray();
	}
}
