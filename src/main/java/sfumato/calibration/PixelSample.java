package sfumato.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.text.UserException;

/**
 * A uniform random sample, without replacement, of the pixels of some images.
 *
 * @param probabilities [pixel][class]
 * @param labels the reference's most probable classes
 */
record PixelSample(float[][] probabilities, int[] labels) {

	/**
	 * Draws pixels.
	 *
	 * @param wanted how many, if there are as many; 0: all
	 * @throws UserException if there are fewer than two
	 */
	static PixelSample draw(final List<Comparison> images, final int wanted, final long seed) {
		long total = 0;
		for (final Comparison image : images)
			for (final int n : image.map((p, r, n) -> n))
				total += n;
		if (total < 2) throw new UserException(CalibrationMessages.tooFewPixels(total));
		final List<float[]> probabilities = new ArrayList<>();
		final List<Integer> labels = new ArrayList<>();
		final SplittableRandom random = new SplittableRandom(seed);
		long left = total, missing = wanted == 0 ? total : Math.min(total, wanted);
		for (final Comparison image : images)
			for (final PixelSample block : image.map(PixelSample::all))
				for (int i = 0; i < block.size(); i++, left--) {
					// each pixel is taken with the share that is still missing: so many come out exactly
					if (random.nextLong(left) >= missing) continue;
					missing--;
					probabilities.add(block.probabilities[i]);
					labels.add(block.labels[i]);
				}
		return new PixelSample(probabilities.toArray(float[][]::new), labels.stream().mapToInt(Integer::intValue).toArray());
	}

	private static PixelSample all(final float[] p, final float[] r, final int n) {
		final PixelSample all = new PixelSample(new float[n][n == 0 ? 0 : p.length / n], new int[n]);
		for (int i = 0; i < n; i++) {
			for (int c = 0; c < all.probabilities[i].length; c++)
				all.probabilities[i][c] = p[c * n + i];
			all.labels[i] = PixelBlocks.argMax(r, n, i);
		}
		return all;
	}

	int size() {
		return labels.length;
	}

	int numClasses() {
		return probabilities[0].length;
	}

	/** The probabilities of a class. */
	float[] ofClass(final int c) {
		final float[] values = new float[size()];
		for (int i = 0; i < values.length; i++)
			values[i] = probabilities[i][c];
		return values;
	}

	/** Whether pixels are of a class. */
	boolean[] isClass(final int c) {
		final boolean[] values = new boolean[size()];
		for (int i = 0; i < values.length; i++)
			values[i] = labels[i] == c;
		return values;
	}

	/** The probabilities of the most probable classes. */
	float[] confidence() {
		final float[] values = new float[size()];
		for (int i = 0; i < values.length; i++)
			values[i] = BinaryEvent.TOP_LABEL.probability(probabilities[i], 1, 0);
		return values;
	}

	/** Whether the most probable classes are right. */
	boolean[] isRight() {
		final boolean[] values = new boolean[size()];
		for (int i = 0; i < values.length; i++)
			values[i] = PixelBlocks.argMax(probabilities[i], 1, 0) == labels[i];
		return values;
	}

	/** {@link #confidence()} and what it leaves of 1, side by side. */
	float[][] confidencePairs() {
		final float[] confidence = confidence();
		final float[][] pairs = new float[size()][];
		for (int i = 0; i < pairs.length; i++)
			pairs[i] = new float[] { 1 - confidence[i], confidence[i] };
		return pairs;
	}
}
