package sfumato.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The tensor library (libtorch through DJL) of this process. It is loaded by the first {@link #start}; after that starting
 * again only sets the threads of the calling thread.
 * <p>
 * Tensors belong on an {@link EngineThread}, which calls {@link #start} itself.
 */
public final class TensorEngine {

	private final Engine engine;
	private final int threads;

	private TensorEngine(final Engine engine, final int threads) {
		this.engine = engine;
		this.threads = threads;
	}

	/**
	 * Loads the library if need be and prepares the calling thread: tensor operations started from it use {@code threads}
	 * processor threads and record no gradients. It must not have run any before: libtorch ignores a later change of the
	 * number of threads.
	 *
	 * @param threads at least 1; more than the physical cores slows down
	 * @throws UserException if {@code threads} is not positive, or the library cannot be loaded: there is none for
	 *           this system, or another plugin has loaded its own into this process
	 */
	public static TensorEngine start(final int threads) {
		if (threads < 1) throw new UserException(WrongValue.message("threads", threads, "at least 1"));
		final Engine engine = EngineLoader.engine();
		JniUtils.setGradMode(false);
		JniUtils.setNumThreads(threads);
		JniUtils.setGraphExecutorOptimize(false);
		return new TensorEngine(engine, threads);
	}

	/** Processor threads that one operation may use. */
	public int threads() {
		return threads;
	}

	/** Version of the library, e.g. {@code 2.7.1}. */
	public String version() {
		return engine.getVersion();
	}

	/** The folder that it was loaded from. */
	public Path folder() {
		return Path.of(LibUtils.getLibtorchPath());
	}

	/** Version of DJL, which is between us and the library, e.g. {@code 0.36.0}. */
	public static String djlVersion() {
		return Engine.getDjlVersion();
	}

	/** A new memory manager, which owns its arrays until the caller closes it. */
	public NDManager newManager(final Device device) {
		return engine.newBaseManager(device);
	}

	/**
	 * The device for a name.
	 *
	 * @param name {@code cpu}; {@code gpu}, the first one; or {@code auto}, the GPU if there is one
	 * @throws UserException for another name, or if a GPU is asked for and cannot be used
	 */
	public Device device(final String name) {
		switch (name.strip().toLowerCase(Locale.ROOT)) {
			case "cpu":
				return Device.cpu();
			case "auto":
				return hasGpu() ? Device.gpu(0) : Device.cpu();
			case "gpu":
				if (hasGpu()) return Device.gpu(0);
				throw new UserException(CudaUtils.hasCuda() ? EngineMessages.libraryForProcessors() : EngineMessages.noGpu());
			default:
				throw new UserException(WrongValue.message("device", name, "auto, cpu or gpu"));
		}
	}

	/** The devices that can be used, the CPU first. */
	public List<Device> devices() {
		return hasGpu() ? List.of(Device.cpu(), Device.gpu(0)) : List.of(Device.cpu());
	}

	/** A device for people, e.g. {@code CPU, 2 threads, PyTorch 2.7.1}. */
	public String describe(final Device device) {
		return (device.isGpu() ? "GPU " + device.getDeviceId() : "CPU, " + threads + (threads == 1 ? " thread" : " threads")) +
			", PyTorch " + version();
	}

	/** The library itself is asked, not the driver: a driver is of no use to a library built for CPUs. */
	private boolean hasGpu() {
		return engine.hasCapability("CUDA");
	}
}
