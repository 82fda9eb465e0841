package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The Dice semimetric losses: the Dice loss that is right on soft labels.
 * <p>
 * For one class, x and y being its probabilities and targets over all pixels of the batch that count, |·| their sum,
 *
 * <pre>
 * DML1 = 1 − (Σ min(x,y) + s) / (½|x| + ½|y| + s)   = ½|x−y| / (½|x| + ½|y| + s)
 * DML2 = 1 − (⟨x,y⟩ + s) / (⟨x,y⟩ + ½|x−y| + s)     = ½|x−y| / (⟨x,y⟩ + ½|x−y| + s)
 * </pre>
 *
 * and the loss is the mean over the active classes. With s = 0: both are 0 exactly at x = y, equal to the soft Dice loss
 * 1 − 2⟨x,y⟩/(|x|+|y|) if x or y is hard, DML1 ≤ DML2, and d(a,c) ≤ 3/2 (d(a,b) + d(b,c)).
 * <p>
 * The right-hand forms are computed: they have no difference of large sums, so that the loss is exactly 0, with gradient
 * exactly 0, at x = y, and never negative. At x_i = y_i the derivative of |x_i − y_i| is taken as 0, the mean of both sides.
 * <p>
 * Source: Wang et al., MICCAI 2023, equation 4; pooling over the batch and s as in the authors' configuration.
 */
@Plugin(type = Loss.class, name = "dice-semimetric",
	description = "Dice semimetric loss (DML1, DML2): equals soft Dice on hard labels and is right on soft ones.")
public final class DiceSemimetric implements Loss {

	private static final int[] PIXELS = { 0, 2, 3 };

	/** Which of the two losses. */
	public enum Variant {
		/** Intersection Σ min(x, y); the paper's default. */
		DML1,
		/** Intersection ⟨x, y⟩. */
		DML2
	}

	/**
	 * @param variant default {@link Variant#DML1}
	 * @param smooth s ≥ 0, in units of intersecting pixels; default 1. It sets how hard a class that is absent from the target
	 *          is pushed down. The theorems hold for 0
	 * @param active default {@link ActiveClasses#ALL}
	 */
	public record Options(Variant variant, double smooth, ActiveClasses active) {

		public Options {
			if (!(smooth >= 0)) throw new IllegalArgumentException("smooth must be 0 or greater, but is " + smooth + ".");
		}

		public Options() {
			this(Variant.DML1, 1, ActiveClasses.ALL);
		}
	}

	private final Options options;

	public DiceSemimetric() {
		this(new Options());
	}

	public DiceSemimetric(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public NDArray evaluate(final NDArray logits, final NDArray target, final NDArray mask) {
		final NDArray y = target.mul(mask);
		return ClassMean.of(options.active(), perClass(logits.softmax(1).mul(mask), y), y);
	}

	/**
	 * The loss of each class from probabilities.
	 *
	 * @param x (N, C, H, W), in [0, 1]
	 * @param y (N, C, H, W), in [0, 1]
	 * @return (C)
	 */
	NDArray perClass(final NDArray x, final NDArray y) {
		final NDArray half = x.sub(y).abs().sum(PIXELS).div(2);
		final NDArray size = options.variant() == Variant.DML1 ? x.sum(PIXELS).add(y.sum(PIXELS)).div(2) : x.mul(y).sum(
			PIXELS).add(half);
		// a class without a single pixel on either side agrees: 0 / tiny rather than 0 / 0
		return half.div(size.add(options.smooth()).maximum(Float.MIN_NORMAL));
	}

	@Override
	public boolean isPixelwise() {
		return false;
	}
}
