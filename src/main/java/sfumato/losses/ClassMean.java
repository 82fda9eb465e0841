package sfumato.losses;

import ai.djl.ndarray.NDArray;

/** The mean of per-class losses over the active classes; apart from the enum, which must load without a tensor engine. */
final class ClassMean {

	private ClassMean() {}

	/**
	 * @param losses (C)
	 * @param maskedTarget (N, C, H, W), zero where the mask is zero
	 * @return a scalar; 0, with gradient 0, if no class is active
	 */
	static NDArray of(final ActiveClasses which, final NDArray losses, final NDArray maskedTarget) {
		if (which == ActiveClasses.ALL) return losses.mean();
		// one axis at a time: the engine knows max over a single axis only
		final NDArray largest = maskedTarget.max(new int[] { 3 }).max(new int[] { 2 }).max(new int[] { 0 });
		final NDArray active = largest.gt(ActiveClasses.THRESHOLD).toType(losses.getDataType(), false);
		return losses.mul(active).sum().div(active.sum().maximum(1));
	}
}
