package sfumato.training;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.engine.EngineException;

/** Says what can be done when the memory does not suffice. */
final class MemoryShortage {

	/** What libtorch says on the processor (DefaultCPUAllocator), on a GPU, and of other allocations. */
	private static final Pattern SIGNS = Pattern.compile(
		"(?i)out of memory|not enough memory|can't allocate memory|cannot allocate memory|bad_alloc|ALLOC_FAILED");
	private static final Pattern GPU = Pattern.compile("(?s)Tried to allocate ([\\d.]+ .iB).*?total capacity of ([\\d.]+ .iB) of" +
		" which ([\\d.]+ .iB) is free");

	private MemoryShortage() {}

	/** Whether something was thrown because memory could not be had. */
	static boolean is(final Throwable thrown) {
		return thrown instanceof OutOfMemoryError || thrown instanceof EngineException && SIGNS.matcher(String.valueOf(thrown
			.getMessage())).find();
	}

	/**
	 * The sentences for the user.
	 *
	 * @param multiple of the network: sides of patches are multiples of it
	 */
	static String sentence(final Throwable thrown, final int batch, final int patch, final int accumulate, final int multiple) {
		final int smaller = patch / 2 / multiple * multiple;
		final String patchHint = smaller > 0 ? "patch=" + smaller : "a smaller network";
		return "There is not enough memory for batches of " + batch + " patches of " + patch + " x " + patch + " pixels: " +
			numbers(thrown) + ". Try " + (batch > 1 ? "batch=" + batch / 2 + " accumulate=" + 2 * accumulate +
				", which makes steps of as many patches, or " + patchHint : patchHint) + ".";
	}

	private static String numbers(final Throwable thrown) {
		final Matcher gpu = GPU.matcher(String.valueOf(thrown.getMessage()));
		if (gpu.find()) return gpu.group(1) + " more were asked for, and of the GPU's " + gpu.group(2) + " there are " + gpu.group(
			3) + " left";
		final Runtime java = Runtime.getRuntime();
		final String heap = "Java uses " + gigabytes(java.totalMemory() - java.freeMemory()) + " of at most " + gigabytes(java
			.maxMemory()) + " GB";
		return ManagementFactory.getOperatingSystemMXBean() instanceof final com.sun.management.OperatingSystemMXBean system
			? heap + ", and of the computer's " + gigabytes(system.getTotalMemorySize()) + " GB there are " + gigabytes(system
				.getFreeMemorySize()) + " left" : heap;
	}

	private static String gigabytes(final long bytes) {
		return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
	}
}
