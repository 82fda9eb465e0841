package sfumato.installation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * The hardware of this machine for computing.
 *
 * @param processor name of the processor
 * @param cores number of cores that Java sees
 * @param memory size of the memory in bytes
 * @param gpus NVIDIA GPUs that the driver lists; none without a driver
 */
public record Hardware(String processor, int cores, long memory, List<Gpu> gpus) {

	private static final int PATIENCE_SECONDS = 10;

	/**
	 * A GPU as the driver reports it.
	 *
	 * @param memory size of the memory with its unit
	 */
	public record Gpu(String name, String driver, String memory) {

		@Override
		public String toString() {
			return name + ", " + memory + ", driver " + driver;
		}
	}

	/** Finds the hardware of this computer. */
	public static Hardware look() {
		final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Hardware(processor(Path.of("/proc/cpuinfo")), Runtime.getRuntime().availableProcessors(), system
			.getTotalMemorySize(), gpus(ask("nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader")));
	}

	private static String processor(final Path list) {
		if (Files.isReadable(list)) try (Stream<String> lines = Files.lines(list)) {
			final Optional<String> name = lines.filter(l -> l.startsWith("model name")).findFirst();
			if (name.isPresent()) return name.get().substring(name.get().indexOf(':') + 1).strip();
		}
		catch (final IOException e) {
			// as on systems without
		}
		return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElseGet(() -> ask("sysctl", "-n",
			"machdep.cpu.brand_string").stream().findFirst().orElse(System.getProperty("os.arch")));
	}

	/**
	 * Parses the GPU list of the driver.
	 *
	 * @param lines lines of the form {@code NVIDIA H100 80GB HBM3, 550.54.15, 81559 MiB}
	 */
	static List<Gpu> gpus(final List<String> lines) {
		final List<Gpu> gpus = new ArrayList<>();
		for (final String line : lines) {
			final String[] columns = line.split("\\s*,\\s*");
			if (columns.length == 3) gpus.add(new Gpu(columns[0], columns[1], columns[2]));
		}
		return gpus;
	}

	/** Returns the output of a program; empty if the program is missing or fails. */
	private static List<String> ask(final String... command) {
		try {
			final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return List.of();
			}
			final String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
			return process.exitValue() == 0 ? text.lines().toList() : List.of();
		}
		catch (final IOException e) {
			return List.of();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return List.of();
		}
	}
}
