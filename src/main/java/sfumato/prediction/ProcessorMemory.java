package sfumato.prediction;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The computer's memory, which tensors on a processor take. Needs no tensor engine. */
public final class ProcessorMemory {

	private static final Path MEMINFO = Path.of("/proc/meminfo");

	private ProcessorMemory() {}

	/** The bytes that are free; on Linux including the file cache, which Java does not count as free. */
	public static long free() {
		return free(MEMINFO);
	}

	static long free(final Path meminfo) {
		final var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		if (!Files.isReadable(meminfo)) return system.getFreeMemorySize();
		try (Stream<String> lines = Files.lines(meminfo)) {
			final OptionalLong available = lines.filter(l -> l.startsWith("MemAvailable:")).mapToLong(l -> 1024 * Long.parseLong(l
				.replaceAll("\\D", ""))).findFirst();
			// in a container Java knows the limit and the file does not
			if (available.isPresent()) return Math.min(available.getAsLong(), system.getTotalMemorySize());
		}
		catch (final IOException e) {
			// then what Java says
		}
		return system.getFreeMemorySize();
	}
}
