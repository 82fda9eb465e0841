package sfumato.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

/**
 * A device of the started engine, which holds tensors and runs networks.
 *
 * @param engine started on the thread that will use it
 * @param device one of {@link TensorEngine#devices()}
 * @param precision of convolutions
 */
public record TensorDevice(TensorEngine engine, Device device, TensorPrecision precision) {

	/** For 32-bit convolutions. */
	public TensorDevice(final TensorEngine engine, final Device device) {
		this(engine, device, TensorPrecision.FP32);
	}

	/**
	 * The device of a name, for 32-bit convolutions.
	 *
	 * @param name {@code auto}, {@code cpu} or {@code gpu}, see {@link TensorEngine#device}
	 */
	public static TensorDevice of(final TensorEngine engine, final String name) {
		return new TensorDevice(engine, engine.device(name));
	}

	/** The same device for convolutions of another precision. */
	public TensorDevice with(final TensorPrecision other) {
		return new TensorDevice(engine, device, other);
	}

	/** Whether it is a GPU. */
	public boolean isGpu() {
		return device.isGpu();
	}

	/** The device in few words, for a status bar: {@code the CPU} or {@code GPU 0}. */
	public String name() {
		return isGpu() ? "GPU " + device.getDeviceId() : "the CPU";
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
