package sfumato.text;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;

/**
 * Recognises out-of-memory errors of Java, the operating system and the tensor library, and words the message. This is the only list
 * of such texts; training, prediction and the child process ask it.
 */
public final class MemoryShortage {

	/** Parts of messages, compared case-insensitively. */
	private static final Pattern TEXTS = Pattern.compile(String.join("|", //
		"out of memory", // CUDA, HIP, Metal, cuBLAS
		"out_of_memory", "OutOfMemory", // names of their errors
		"alloc_failed", "allocation_failed", // cuDNN, cuBLAS
		"unable to find an engine", // cuDNN, where no algorithm fits into what is left
		"tried to allocate", "of which [\\d.]+ .?i?B is free", // libtorch, on a processor and on a GPU
		// libtorch, the system, oneDNN; a library for which a table of the loader is too small is another matter
		"(can't|cannot|could not|unable to|failed to) allocate (?!memory in static TLS)",
		"not enough (memory|storage)", "insufficient memory", // libtorch, Windows, Metal
		"bad_alloc", "bad allocation", // C++
		"paging file is too small", // Windows
		"unable to mmap", "mmap failed", "map failed"), Pattern.CASE_INSENSITIVE); // files in memory
	/** Package of exceptions that carry messages of native code. The class path may lack it. */
	private static final String LIBRARIES = "ai.djl.";

	/** Beginnings of messages of the system in exceptions that do not store them separately. */
	private static final Pattern SYSTEM = Pattern.compile("error=12,|Map failed|Cannot allocate memory|Not enough (memory|storage)|The paging");

	private static final Pattern GPU = Pattern.compile("(?s)Tried to allocate ([\\d.]+ .?i?B).*?total capacity of ([\\d.]+ .?i?B) of" +
		" which ([\\d.]+ .?i?B) is free");
	private static final Pattern BYTES = Pattern.compile("tried to allocate (\\d{1,18}) bytes");
	/** Errors of Java about memory outside of its heap. A larger heap leaves less of this memory. */
	private static final Pattern NATIVE = Pattern.compile("(?i)map failed|native thread");
	private static final Pattern ENGINE = Pattern.compile("(?i)unable to find an engine");

	private MemoryShortage() {}

	/**
	 * Whether missing memory is an error or one of its causes. A {@link UserException} does not count, because its message already explains
	 * the problem.
	 */
	public static boolean is(final Throwable thrown) {
		return find(thrown) != null;
	}

	/** Whether the Java heap, which an option limits, was full, rather than the memory of the computer or the GPU. */
	public static boolean isJava(final Throwable thrown) {
		return find(thrown) instanceof final OutOfMemoryError e && !NATIVE.matcher(String.valueOf(e.getMessage())).find();
	}

	/** Finds the error of missing memory among an exception and its causes; null if there is none. */
	private static Throwable find(final Throwable thrown) {
		Throwable t = thrown;
		for (int depth = 0; t != null && depth < 50 && !(t instanceof UserException); depth++) {
			if (t instanceof OutOfMemoryError || TEXTS.matcher(spoken(t)).find()) return t;
			t = t.getCause();
		}
		return null;
	}

	/** Returns the message of a library or the system. Messages of this project are ignored, because they may quote any file name. */
	private static String spoken(final Throwable t) {
		if (t instanceof final FileSystemException e) return String.valueOf(e.getReason());
		final String message = String.valueOf(t.getMessage());
		if (t instanceof IOException) return SYSTEM.matcher(message).lookingAt() ? message : "";
		return t.getClass().getName().startsWith(LIBRARIES) ? message : "";
	}

	/**
	 * Describes a memory shortage by the requested and the available memory.
	 *
	 * @param thrown an error for which {@link #is} is true
	 */
	public static String sentence(final Throwable thrown) {
		return TextMessages.notEnoughMemory(numbers(thrown), more(thrown));
	}

	/** Returns the requested and the available memory as the middle of a sentence. */
	public static String numbers(final Throwable thrown) {
		final Throwable cause = find(thrown);
		final String message = String.valueOf((cause == null ? thrown : cause).getMessage());
		final Matcher gpu = GPU.matcher(message);
		if (gpu.find()) return TextMessages.gpuMemory(gpu.group(1), gpu.group(2), gpu.group(3));
		final StringBuilder text = new StringBuilder();
		final Matcher bytes = BYTES.matcher(message);
		if (bytes.find()) text.append(TextMessages.memoryAsked(size(Long.parseLong(bytes.group(1)))));
		else if (ENGINE.matcher(message).find()) text.append(TextMessages.noEngine());
		final Runtime java = Runtime.getRuntime();
		text.append(TextMessages.javaMemory(size(java.totalMemory() - java.freeMemory()), size(java.maxMemory())));
		if (cause instanceof OutOfMemoryError && cause.getMessage() != null) text.append(" (").append(Excerpt.of(cause.getMessage()))
			.append(")");
		system().ifPresent(s -> text.append(TextMessages.computerMemory(size(s.getTotalMemorySize()),
			size(s.getFreeMemorySize()))));
		return text.toString();
	}

	/** Advises how to get more memory: a larger heap or computer if the Java heap is full, otherwise to close other programs. */
	private static String more(final Throwable thrown) {
		if (!isJava(thrown)) return TextMessages.closePrograms();
		final long max = Runtime.getRuntime().maxMemory(), most = system().map(OperatingSystemMXBean::getTotalMemorySize).orElse(Long.MAX_VALUE) / 4 *
			3;
		final long wanted = Math.min(2 * max, most) >> 20;
		if (wanted <= max >> 20) return TextMessages.otherComputer();
		return TextMessages.moreForJava(wanted);
	}

	private static Optional<OperatingSystemMXBean> system() {
		return Optional.of(ManagementFactory.getOperatingSystemMXBean()).filter(OperatingSystemMXBean.class::isInstance).map(
			OperatingSystemMXBean.class::cast);
	}

	/** Formats a size in the units of Java's options. */
	private static String size(final long bytes) {
		return bytes < 10L << 30 ? (bytes >> 20) + " MB" : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
	}
}
