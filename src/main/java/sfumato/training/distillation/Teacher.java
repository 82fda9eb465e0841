package sfumato.training.distillation;

import java.util.Map;

import ai.djl.ndarray.NDArray;

/** A teacher network with fixed weights. */
@FunctionalInterface
interface Teacher extends AutoCloseable {

	/**
	 * Answers a batch; gradients are not recorded.
	 *
	 * @param images (N, C, H, W)
	 * @return logits of the heads (N, classes, H, W), {@code main} and perhaps {@code aux}, in the images' manager
	 */
	Map<String, NDArray> logits(NDArray images);

	/** Frees what it holds. */
	@Override
	default void close() {
		// holds nothing
	}
}
