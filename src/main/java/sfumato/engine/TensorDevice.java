package sfumato.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

/**
 * A device of the started engine: where tensors are made.
 *
 * @param engine started on the thread that will use it
 * @param device one of {@link TensorEngine#devices()}
 */
public record TensorDevice(TensorEngine engine, Device device) {

	/**
	 * The device of a name.
	 *
	 * @param name {@code auto}, {@code cpu} or {@code gpu}, see {@link TensorEngine#device}
	 */
	public static TensorDevice of(final TensorEngine engine, final String name) {
		return new TensorDevice(engine, engine.device(name));
	}

	/** A manager of its own on this device, which the caller closes. */
	public NDManager newManager() {
		return engine.newManager(device);
	}

	/** The device for people, e.g. {@code CPU, 2 threads, PyTorch 2.7.1}. */
	@Override
	public String toString() {
		return engine.describe(device);
	}
}
