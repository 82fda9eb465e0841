package sfumato.metrics;

import java.util.Arrays;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * BDice: do the two maps agree at every level of doubt? Both are cut at the levels t = 0.1, 0.2 … 0.9 (a pixel belongs to
 * the mask if its probability is at least t), and the Dice of the two masks is averaged over the levels. Two masks that are
 * empty at a level score 1 there, one empty mask 0.
 * <p>
 * The score of the QUBIQ challenge. Its reference is the uniform average of the raters ({@code average}), whichever labels a
 * network was trained with; with a hard reference all levels have one mask and Dice says more.
 */
@Plugin(type = SegmentationMetric.class, name = "bdice",
	description = "Dice of the masks p ≥ 0.1 … p ≥ 0.9, mean in percent; left out, with a note, if the reference is hard.")
public final class BinarizedDice implements SegmentationMetric {

	/**
	 * @param levels how many levels n there are, i / (n + 1) for i = 1 … n; from 1 to 999
	 */
	public record Options(int levels) {

		public Options {
			if (levels < 1 || levels > 999) throw new IllegalArgumentException("levels is " + levels +
				" but must be between 1 and 999.");
		}

		public Options() {
			this(9);
		}
	}

	private final Options options;

	public BinarizedDice() {
		this(new Options());
	}

	public BinarizedDice(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public double[] perClass(final Comparison images) {
		final double[][] dice = perLevel(images);
		return Arrays.stream(dice).mapToDouble(levels -> Arrays.stream(levels).average().orElseThrow()).toArray();
	}

	/** Dice per class and level, [class][level], lowest level first. */
	public double[][] perLevel(final Comparison images) {
		final float[] thresholds = thresholds();
		final int k = images.numClasses();
		final int[] shape = { k, thresholds.length + 1 };
		// per class and number of levels reached: pixels of the prediction, of the reference, and of both (the lesser of the two)
		final long[][][] counts = new long[3][shape[0]][shape[1]];
		for (final long[][][] part : images.map((p, r, n) -> {
			final long[][][] counted = new long[3][shape[0]][shape[1]];
			for (int i = 0; i < p.length; i++) {
				final int a = levelsReached(p[i], thresholds);
				final int b = levelsReached(r[i], thresholds);
				counted[0][i / n][a]++;
				counted[1][i / n][b]++;
				counted[2][i / n][Math.min(a, b)]++;
			}
			return counted;
		}))
			for (int w = 0; w < 3; w++)
				for (int c = 0; c < k; c++)
					for (int l = 0; l < shape[1]; l++)
						counts[w][c][l] += part[w][c][l];
		final double[][] dice = new double[k][thresholds.length];
		for (int c = 0; c < k; c++) {
			long inPrediction = 0, inReference = 0, inBoth = 0;
			for (int l = thresholds.length; l > 0; l--) {
				inPrediction += counts[0][c][l];
				inReference += counts[1][c][l];
				inBoth += counts[2][c][l];
				dice[c][l - 1] = ConfusionMatrix.dice(inBoth, inPrediction + inReference - 2 * inBoth);
			}
		}
		return dice;
	}

	/** In 32 bits as the maps are: seven raters of ten reach the level 0.7, although 0.7f < 0.7. */
	private float[] thresholds() {
		final float[] t = new float[options.levels()];
		for (int i = 0; i < t.length; i++)
			t[i] = (float) ((i + 1) / (t.length + 1.0));
		return t;
	}

	private static int levelsReached(final float p, final float[] thresholds) {
		int l = Math.max(0, Math.min(thresholds.length, (int) (p * (thresholds.length + 1))));
		while (l < thresholds.length && p >= thresholds[l])
			l++;
		while (l > 0 && !(p >= thresholds[l - 1]))
			l--;
		return l;
	}

	@Override
	public String column() {
		return "BDice";
	}

	@Override
	public boolean needsSoftReference() {
		return true;
	}
}
