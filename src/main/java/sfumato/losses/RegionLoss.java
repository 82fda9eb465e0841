package sfumato.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import sfumato.methods.Configured;

/**
 * A loss of the overlap of whole regions, rather than of single pixels. What a plugin adds is how agreement and error are counted
 * ({@link Overlap}); what regions are and how their losses become one number is here ({@link Reduction}, {@link ActiveClasses},
 * {@link ClassWeights}).
 *
 * <pre>
 * region loss = (1 − T)^γ  or  (−ln T)^γ,   T = (agreement + s) / (agreement + error + s)
 * </pre>
 *
 * @param <O> the options of the loss, which {@link RegionOptions} are made of
 */
abstract class RegionLoss<O extends Record> extends Configured<O> implements Loss {

	private final RegionOptions region;

	RegionLoss(final O options, final RegionOptions region) {
		super(options);
		this.region = region;
	}

	/**
	 * Counts agreement and error of each image and class.
	 *
	 * @param x probabilities (N, C, H, W), 0 where pixels do not count
	 * @param y targets (N, C, H, W), 0 where pixels do not count
	 */
	abstract Overlap overlap(NDArray x, NDArray y);

	@Override
	public final NDArray evaluate(final NDArray logits, final NDArray target, final NDArray mask) {
		region.weights().require(logits.getShape().get(1));
		final Overlap images;
		final NDArray present;
		// closed as soon as they were used: the next array gets their memory, while automatic derivatives keep what they need
		try (NDArray p = logits.softmax(1); NDArray x = p.mul(mask); NDArray y = target.mul(mask)) {
			images = overlap(x, y);
			present = region.active() == ActiveClasses.ALL ? null : largest(y);
		}
		return reduce(images, present, logits.getDataType());
	}

	/** @param present (N, C): the largest target of each image and class; null if all classes are active */
	private NDArray reduce(final Overlap images, final NDArray present, final DataType type) {
		final Reduction r = region.reduction();
		NDArray sum = null;
		if (r.batch() > 0) {
			final NDArray active = present == null ? null : active(present.max(new int[] { 0 }), type);
			sum = plus(null, r.batch(), mean(losses(images.overBatch()), active, 0));
		}
		if (r.image() > 0 || r.perClass() > 0) {
			final NDArray losses = losses(images), active = present == null ? null : active(present, type);
			if (r.image() > 0) sum = plus(sum, r.image(), mean(losses, active, 1));
			if (r.perClass() > 0) sum = plus(sum, r.perClass(), mean(losses, active, 0));
		}
		return sum;
	}

	/**
	 * The loss of each class from probabilities, the region being the whole batch.
	 *
	 * @return (C)
	 */
	final NDArray perClass(final NDArray x, final NDArray y) {
		return losses(overlap(x, y).overBatch());
	}

	@Override
	public final boolean isPixelwise() {
		return false;
	}

	/** The losses of regions with their class weights; (N, C) or (C) as the overlap. */
	private NDArray losses(final Overlap overlap) {
		NDArray losses = region.log() ? overlap.logLoss(region.smooth()) : overlap.loss(region.smooth());
		// a rounding error below 0 would become NaN
		if (region.gamma() != 1) losses = Numbers.power(Numbers.atLeast(losses, 0), region.gamma());
		if (region.weights().areEqual()) return losses;
		return losses.mul(losses.getManager().create(region.weights().values()).toType(losses.getDataType(), false));
	}

	/** (N, C): the largest target of each image and class; one axis at a time, because the engine knows max over one only. */
	private static NDArray largest(final NDArray y) {
		return y.max(new int[] { 3 }).max(new int[] { 2 });
	}

	private static NDArray active(final NDArray largest, final DataType type) {
		return largest.gt(ActiveClasses.THRESHOLD).toType(type, false);
	}

	/**
	 * The mean of the active losses, along an axis first and then over all that have an active one along it; 0, with gradient
	 * 0, if none is active.
	 *
	 * @param active as losses, 1 or 0; null if all are
	 */
	private static NDArray mean(final NDArray losses, final NDArray active, final int axis) {
		if (active == null) return losses.mean();
		final NDArray counted = losses.mul(active);
		if (losses.getShape().dimension() == 1) return counted.sum().div(Numbers.atLeast(active.sum(), 1));
		final int[] along = { axis };
		final NDArray number = active.sum(along);
		final NDArray means = counted.sum(along).div(Numbers.atLeast(number, 1));
		return means.sum().div(Numbers.atLeast(number.gt(0).toType(losses.getDataType(), false).sum(), 1));
	}

	private static NDArray plus(final NDArray sum, final double weight, final NDArray value) {
		final NDArray weighted = weight == 1 ? value : Numbers.times(value, weight);
		return sum == null ? weighted : sum.add(weighted);
	}
}
