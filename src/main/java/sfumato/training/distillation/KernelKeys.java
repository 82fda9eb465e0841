package sfumato.training.distillation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import sfumato.labels.LabelBoundary;

/**
 * The key pixels of one crop and the pixels to recalibrate, for {@link KernelTeacherCalibration}. Drawn on the processor, so that
 * every device gets the same.
 *
 * @param keys indices of pixels, class by class
 * @param moved indices of the pixels to be moved that are asked about with all keys
 * @param left indices in {@code keys} of the pixels to be moved that are asked about with all other keys
 */
record KernelKeys(int[] keys, int[] moved, int[] left) {

	/**
	 * @param labels (Y, X); negative where a pixel does not count
	 * @param predicted (Y, X) by the main head
	 */
	static KernelKeys draw(final int[] labels, final int[] predicted, final int width, final int height,
		final KernelTeacherCalibration.Options options, final long seed)
	{
		final int[] keys = keys(labels, options, new SplittableRandom(seed));
		final boolean[] boundary = LabelBoundary.of(labels, width, height, options.width());
		final int[] positions = new int[labels.length];
		Arrays.fill(positions, -1);
		// a single key has no others that could be asked
		if (!options.self() && keys.length > 1) for (int k = 0; k < keys.length; k++)
			positions[keys[k]] = k;
		final int[] moved = new int[labels.length], left = new int[keys.length];
		int m = 0, l = 0;
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] < 0 || labels[i] == predicted[i] && !boundary[i]) continue;
			if (positions[i] >= 0) left[l++] = positions[i];
			else moved[m++] = i;
		}
		return new KernelKeys(keys, Arrays.copyOf(moved, m), Arrays.copyOf(left, l));
	}

	private static int[] keys(final int[] labels, final KernelTeacherCalibration.Options options,
		final RandomGenerator random)
	{
		final int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
		for (final int label : labels)
			if (label >= 0) counts[label]++;
		final long all = Arrays.stream(counts).asLongStream().sum();
		final long present = Arrays.stream(counts).filter(n -> n > 0).count();
		final int[] keys = new int[(int) Math.min(all, (long) options.keys() + counts.length)];
		int n = 0;
		for (int c = 0; c < counts.length; c++) {
			if (counts[c] == 0) continue;
			final long wanted = options.sampling() == KernelTeacherCalibration.Sampling.PROPORTIONAL ? (options.keys() *
				(long) counts[c] + all - 1) / all : (options.keys() + present - 1) / present;
			final int[] pixels = new int[counts[c]];
			for (int i = 0, j = 0; i < labels.length; i++)
				if (labels[i] == c) pixels[j++] = i;
			// the beginning of a Fisher–Yates shuffle: without replacement
			for (int i = 0; i < Math.min(wanted, pixels.length); i++) {
				final int j = i + random.nextInt(pixels.length - i);
				keys[n++] = pixels[j];
				pixels[j] = pixels[i];
			}
		}
		return Arrays.copyOf(keys, n);
	}
}
