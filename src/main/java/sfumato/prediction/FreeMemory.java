package sfumato.prediction;

import java.lang.management.MemoryUsage;
import java.util.OptionalLong;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

/** The memory that tensors may still take. */
final class FreeMemory {

	private FreeMemory() {}

	/** The free bytes on a device; empty if unknown. */
	static OptionalLong bytes(final Device device) {
		return device.isGpu() ? gpu(device) : OptionalLong.of(ProcessorMemory.free());
	}

	private static OptionalLong gpu(final Device device) {
		try {
			final MemoryUsage usage = CudaUtils.getGpuMemory(device);
			return OptionalLong.of(usage.getMax() - usage.getUsed());
		}
		catch (final RuntimeException | LinkageError e) {
			return OptionalLong.empty(); // a GPU that the library can use without CUDA's tools being installed
		}
	}
}
