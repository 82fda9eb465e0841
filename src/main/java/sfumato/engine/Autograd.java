package sfumato.engine;

import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Turns gradient recording on and off, on the calling thread only. DJL's own collector is one per process and leaves recording on when
 * it fails.
 */
public final class Autograd {

	private Autograd() {}

	/**
	 * Runs work with gradients recorded, e.g. {@code forward}, a loss and {@link #backward}. Recording ends with it, also
	 * when it throws.
	 */
	public static <T> T record(final Supplier<T> work) {
		final boolean before = JniUtils.isGradMode();
		JniUtils.setGradMode(true);
		try {
			return work.get();
		}
		finally {
			JniUtils.setGradMode(before);
		}
	}

	/**
	 * Adds the derivatives of a single number to the gradients of all parameters that it was computed from.
	 *
	 * @param loss a single number computed while gradients were recorded
	 */
	public static void backward(final NDArray loss) {
		try (NDArray one = loss.onesLike()) {
			JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
		}
	}
}
