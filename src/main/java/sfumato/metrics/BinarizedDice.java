package sfumato.metrics;

import java.util.Arrays;

import org.scijava.plugin.Plugin;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Binarized Dice (BDice) of two probability maps: both are thresholded at the levels t = 0.1, 0.2 … 0.9 (a pixel belongs to the mask
 * if its probability is at least t), and the Dice of the two masks is averaged over the levels. Two masks that are empty at a level
 * score 1 there, one empty mask 0.
 * <p>
 * The score of the QUBIQ challenge. Its reference is the uniform average of the raters ({@code average}), whichever labels a
 * network was trained with; with a hard reference all levels have one mask and Dice says more.
 * <p>
 * From 0 to 1. Li et al., QUBIQ: uncertainty quantification for biomedical image segmentation challenge, 2024.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.4), reference = OneRow.map(1, 0.5);
 * new BinarizedDice().evaluate(prediction, reference) // 0.963
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "bdice",
	description = "Mean Dice of the masks p ≥ 0.1 … p ≥ 0.9, in percent; left out, with a note, if the reference is hard.")
public final class BinarizedDice extends Configured<BinarizedDice.Options> implements AdditiveMetric {

	/**
	 * @param levels how many levels n there are, i / (n + 1) for i = 1 … n; from 1 to 999
	 */
	public record Options(int levels) {

		public Options {
			if (levels < 1 || levels > 999) throw new UserException(WrongValue.message("levels", levels, "between 1 and 999"));
		}

		public Options() {
			this(9);
		}
	}

	/** Prediction, reference, and what is in both. */
	private static final int MAPS = 3;

	public BinarizedDice() {
		this(new Options());
	}

	public BinarizedDice(final Options options) {
		super(options);
	}

	@Override
	public double[] perClass(final long[] sums) {
		return Arrays.stream(perLevel(sums)).mapToDouble(levels -> Arrays.stream(levels).average().orElseThrow()).toArray();
	}

	/** Dice per class and level, [class][level], lowest level first. */
	public double[][] perLevel(final Comparison images) {
		return perLevel(sums(images));
	}

	/** Pixels by class, by map (prediction, reference, both: the lesser of the two), and by the number of levels that they reach. */
	@Override
	public long[] sums(final Comparison images) {
		record Key(int levels) {}
		return images.cached(new Key(options.levels()), () -> count(images));
	}

	private long[] count(final Comparison images) {
		final float[] thresholds = thresholds();
		final int levels = thresholds.length + 1;
		return Additive.plus(images.map((p, r, n) -> {
			final long[] counted = new long[MAPS * images.numClasses() * levels];
			for (int i = 0; i < p.length; i++) {
				final int a = levelsReached(p[i], thresholds), b = levelsReached(r[i], thresholds), first = MAPS * (i / n) * levels;
				counted[first + a]++;
				counted[first + levels + b]++;
				counted[first + 2 * levels + Math.min(a, b)]++;
			}
			return counted;
		}));
	}

	private double[][] perLevel(final long[] sums) {
		final int levels = options.levels() + 1;
		final double[][] dice = new double[sums.length / (MAPS * levels)][options.levels()];
		for (int c = 0; c < dice.length; c++) {
			final int first = MAPS * c * levels;
			long inPrediction = 0, inReference = 0, inBoth = 0;
			for (int l = options.levels(); l > 0; l--) {
				inPrediction += sums[first + l];
				inReference += sums[first + levels + l];
				inBoth += sums[first + 2 * levels + l];
				dice[c][l - 1] = ConfusionMatrix.dice(inBoth, inPrediction + inReference - 2 * inBoth);
			}
		}
		return dice;
	}

	/** {@inheritDoc} A map has a class if a pixel of it reaches a level. */
	@Override
	public boolean[] counted(final long[] sums, final CountedClasses classes) {
		final int levels = options.levels() + 1, k = sums.length / (MAPS * levels);
		final boolean[][] has = new boolean[2][k];
		for (int map = 0; map < 2; map++)
			for (int c = 0; c < k; c++) {
				final int first = (MAPS * c + map) * levels;
				has[map][c] = Arrays.stream(sums, first + 1, first + levels).anyMatch(n -> n > 0);
			}
		return classes.choose(has[0], has[1]);
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
