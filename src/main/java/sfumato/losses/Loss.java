package sfumato.losses;

import org.scijava.plugin.SciJavaPlugin;

import ai.djl.ndarray.NDArray;

/**
 * A differentiable distance between a network's logits and the target.
 * <p>
 * Implementations are immutable, never look at values on the host (on a GPU that would stall every step), and leave their
 * arguments as they are. Intermediate arrays belong to the manager of the logits.
 */
public interface Loss extends SciJavaPlugin {

	/**
	 * Computes the loss; see the package for the tensors.
	 *
	 * @return a scalar ≥ 0, of the logits' type or double; 0 if the mask leaves no pixel
	 */
	NDArray evaluate(NDArray logits, NDArray target, NDArray mask);

	/**
	 * Whether the loss is a mean over pixels. Such losses are applied to an auxiliary head, too; those that look at a whole
	 * region at once are not.
	 */
	boolean isPixelwise();

	/**
	 * Whether the loss, with its options, is minimised at the soft target: smallest where prediction and target are equal, for every
	 * target. All losses may be trained on hard ones.
	 */
	boolean acceptsSoftTargets();
}
