package sfumato.prediction;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

/** The memory that tensors may still take. */
final class FreeMemory {

	private static final Path MEMINFO = Path.of("/proc/meminfo");

	private FreeMemory() {}

	/** The free bytes on a device; empty if unknown. */
	static OptionalLong bytes(final Device device) {
		return device.isGpu() ? gpu(device) : processor(MEMINFO);
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

	/** The free memory on Linux, including the file cache, which Java does not count as free. */
	static OptionalLong processor(final Path meminfo) {
		final var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		if (!Files.isReadable(meminfo)) return OptionalLong.of(system.getFreeMemorySize());
		try (Stream<String> lines = Files.lines(meminfo)) {
			final OptionalLong available = lines.filter(l -> l.startsWith("MemAvailable:")).mapToLong(l -> 1024 * Long.parseLong(l
				.replaceAll("\\D", ""))).findFirst();
			// in a container Java knows the limit and the file does not
			if (available.isPresent()) return OptionalLong.of(Math.min(available.getAsLong(), system.getTotalMemorySize()));
		}
		catch (final IOException e) {
			// then what Java says
		}
		return OptionalLong.of(system.getFreeMemorySize());
	}
}
