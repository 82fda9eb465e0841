package sfumato.training;

import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import sfumato.losses.WeightedLoss;

/**
 * The training objective: a weighted sum of terms, each a scalar function of the logits.
 * <p>
 * An objective belongs to the thread and the device of the training that uses it.
 */
public interface Objective extends AutoCloseable {

	/** Makes the objective of a training. */
	@FunctionalInterface
	interface Factory {

		/** @param manager on the training's device; frees what the objective holds at the latest */
		Objective create(NDManager manager);

		/** The number that patch sides must be a multiple of, in addition to the network's requirement. */
		default int sizeMultiple() {
			return 1;
		}
	}

	/** The loss terms of one batch as a function of the network's logits. */
	@FunctionalInterface
	interface Terms {

		/**
		 * Computes the terms, without their weights; gradients are recorded.
		 *
		 * @param logits of the heads, by name: {@code main} and perhaps {@code aux}
		 * @return one scalar per term, in the order of {@link Objective#names()}
		 */
		NDList of(Map<String, NDArray> logits);
	}

	/** The names of the terms, e.g. for the columns of a history. */
	List<String> names();

	/**
	 * Prepares the loss terms of a batch, without recording gradients.
	 *
	 * @param images (N, C, H, W)
	 * @param target (N, K, H, W)
	 * @param mask (N, 1, H, W); 1 where a pixel counts
	 * @param iteration the number of the batch since the beginning, for random choices
	 */
	Terms terms(NDArray images, NDArray target, NDArray mask, long iteration);

	/** The weighted sum of what {@link Terms#of} has returned. */
	NDArray total(NDList terms);

	@Override
	void close();

	/** The objective of supervised training: the loss against the labels. */
	static Objective of(final WeightedLoss loss) {
		return new Objective() {

			@Override
			public List<String> names() {
				return loss.names();
			}

			@Override
			public Terms terms(final NDArray images, final NDArray target, final NDArray mask, final long iteration) {
				return logits -> loss.terms(logits.get("main"), logits.get("aux"), target, mask);
			}

			@Override
			public NDArray total(final NDList terms) {
				return loss.total(terms);
			}

			@Override
			public void close() {
				// holds nothing
			}
		};
	}
}
