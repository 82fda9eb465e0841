package sfumato.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import sfumato.Says;
import sfumato.engine.checkpoint.CheckpointMessages;
import sfumato.text.TextMessages;

/**
 * Has damaged files read, in a process of its own with little memory.
 *
 * <pre>
 * FuzzProgram FOLDER all COUNT FIRST [FORMAT …]   inputs of all formats, or of some, with seeds from FIRST on
 * FuzzProgram FOLDER FORMAT SEED                      one input again, which stays in the folder; prints what became of it
 * FuzzProgram FOLDER FORMAT file FILE                 a file that is there
 * </pre>
 */
public final class FuzzProgram {

	/** What an input may take of the reading thread's processor time, of the wall clock before the run ends, and of memory. */
	private static final long MOST_NANOS = 2_000_000_000L, WATCHDOG_SECONDS = 60, MOST_BYTES = 400L << 20;
	private static final int MOST_LETTERS = 500;

	/** What became of an input. */
	private record Outcome(String message, String fault, long nanos, long bytes, Throwable error) {}

	/** What became of the inputs of a format. */
	private static final class Sums {
		private int inputs, refused, faults;
		private long nanos, worst, bytes;
		private int worstSeed;

		void add(final int seed, final Outcome o) {
			inputs++;
			if (o.message() != null) refused++;
			if (o.fault() != null) faults++;
			nanos += o.nanos();
			bytes = Math.max(bytes, o.bytes());
			if (o.nanos() < worst) return;
			worst = o.nanos();
			worstSeed = seed;
		}
	}

	private final com.sun.management.ThreadMXBean clock = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "reader");
		thread.setDaemon(true);
		return thread;
	});
	private final Path folder;

	private FuzzProgram(final Path folder) {
		this.folder = folder;
	}

	public static void main(final String[] args) throws Exception {
		final FuzzProgram program = new FuzzProgram(Path.of(args[0]).toAbsolutePath());
		final boolean good = args[1].equals("all") ? program.all(Integer.parseInt(args[2]), Integer.parseInt(args[3]), List.of(args)
			.subList(4, args.length)) : program.one(args);
		System.out.flush();
		Runtime.getRuntime().halt(good ? 0 : 1);
	}

	private boolean all(final int count, final int first, final List<String> names) throws Exception {
		final List<FuzzFormat> formats = FuzzFormat.all(folder.resolve("seeds")).stream().filter(f -> names.isEmpty() || names.contains(f
			.name())).toList();
		final Map<String, Sums> sums = new LinkedHashMap<>();
		final long start = System.nanoTime();
		boolean good = true;
		for (final FuzzFormat format : formats) {
			final Sums of = new Sums();
			sums.put(format.name(), of);
			good &= intact(format);
			// every format gets its share, the first ones one more
			final int share = count / formats.size() + (sums.size() <= count % formats.size() ? 1 : 0);
			for (int i = 0; i < share; i++) {
				final Outcome o = read(format, write(format, first + i), first + i);
				of.add(first + i, o);
				if (o.fault() == null) continue;
				good = false;
				System.out.println("FAULT " + format.name() + " " + (first + i) + ": " + o.fault() + ": " + shown(o));
			}
			System.out.printf(Locale.ROOT, "%-14s %6d inputs, %6d refused, %4d faults, mean %7.2f ms, slowest %8.1f ms (seed %d), most %5d MB%n",
				format.name(), of.inputs, of.refused, of.faults, of.nanos / 1e6 / Math.max(1, of.inputs), of.worst / 1e6, of.worstSeed,
				of.bytes >> 20);
		}
		System.out.printf(Locale.ROOT, "%d inputs of %d formats, %d refused, %d faults, in %.1f s%n", sums.values().stream().mapToInt(
			s -> s.inputs).sum(), sums.size(), sums.values().stream().mapToInt(s -> s.refused).sum(), sums.values().stream().mapToInt(
				s -> s.faults).sum(), (System.nanoTime() - start) / 1e9);
		return good;
	}

	/** What is not damaged is read, or the damage would not be what is refused. */
	private boolean intact(final FuzzFormat format) throws Exception {
		boolean good = true;
		for (int s = 0; s < format.seeds().size(); s++) {
			final Outcome o = read(format, place(format, format.seeds().get(s)), -1 - s);
			if (o.message() == null && o.fault() == null) continue;
			System.out.println("FAULT " + format.name() + " " + (-1 - s) + ": not damaged, but refused: " + shown(o));
			good = false;
		}
		return good;
	}

	private static String shown(final Outcome o) {
		final String text = o.message() != null ? o.message() : "";
		return (text.length() > 600 ? text.substring(0, 600) + "…" : text).replace("\n", "\\n") + trace(o.error());
	}

	private static String trace(final Throwable error) {
		if (error == null) return "";
		final StringBuilder text = new StringBuilder("\n    " + error.getClass().getName());
		for (Throwable t = error; t != null; t = t.getCause())
			Arrays.stream(t.getStackTrace()).limit(12).forEach(f -> text.append("\n      at ").append(f));
		return text.toString();
	}

	private boolean one(final String[] args) throws Exception {
		final FuzzFormat format = FuzzFormat.all(folder.resolve("seeds")).stream().filter(f -> f.name().equals(args[1])).findFirst()
			.orElseThrow();
		final Path place;
		if (args[2].equals("file")) {
			final Map<String, byte[]> files = new LinkedHashMap<>(format.seeds().get(0));
			files.put(format.file(), Files.readAllBytes(Path.of(args[3])));
			place = place(format, files);
		}
		else {
			final int seed = Integer.parseInt(args[2]);
			place = seed < 0 ? place(format, format.seeds().get(-1 - seed)) : write(format, seed);
		}
		final Outcome o = read(format, place, 0);
		System.out.printf(Locale.ROOT, "%s in %s: %s: %s%n%.1f ms, %d MB%n", format.name(), place, o.fault() != null ? "FAULT " + o
			.fault() : o.message() != null ? "refused" : "read", shown(o), o.nanos() / 1e6, o.bytes() >> 20);
		return o.fault() == null;
	}

	/** The input of a seed: the files of one that is valid, one of them damaged. */
	private Path write(final FuzzFormat format, final int seed) throws IOException {
		final Random random = new Random(seed * 1_000_003L + format.name().hashCode());
		final Map<String, byte[]> valid = format.seeds().get(random.nextInt(format.seeds().size()));
		final Map<String, byte[]> files = new LinkedHashMap<>(valid);
		final List<String> damaged = new ArrayList<>(format.damaged());
		damaged.retainAll(files.keySet());
		final String name = damaged.get(random.nextInt(damaged.size()));
		final Map<String, byte[]> other = format.seeds().get(random.nextInt(format.seeds().size()));
		files.put(name, new Mutator(random).damage(valid.get(name), other.getOrDefault(name, valid.get(name)), format.wrapping()));
		return place(format, files);
	}

	private Path place(final FuzzFormat format, final Map<String, byte[]> files) throws IOException {
		final Path place = folder.resolve(format.name());
		sfumato.output.NewFolder.delete(place);
		for (final Map.Entry<String, byte[]> f : files.entrySet()) {
			final Path file = place.resolve(f.getKey());
			Files.createDirectories(file.getParent());
			Files.write(file, f.getValue());
		}
		return place;
	}

	private Outcome read(final FuzzFormat format, final Path place, final int seed) throws InterruptedException {
		final Callable<Outcome> task = () -> {
			final long thread = Thread.currentThread().getId();
			final long bytes = clock.getThreadAllocatedBytes(thread), nanos = clock.getThreadCpuTime(thread);
			Throwable error = null;
			try {
				format.reader().read(place);
			}
			catch (final Throwable t) { // what kinds there are is what this is about
				error = t;
			}
			return outcome(format, error, clock.getThreadCpuTime(thread) - nanos, clock.getThreadAllocatedBytes(thread) - bytes);
		};
		final Future<Outcome> future = reader.submit(task);
		try {
			return future.get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
		}
		catch (final ExecutionException e) {
			throw new IllegalStateException(e);
		}
		catch (final TimeoutException e) {
			System.out.println("HANG " + format.name() + " " + seed + ": no answer after " + WATCHDOG_SECONDS + " s, in " + place);
			Thread.getAllStackTraces().forEach((t, trace) -> {
				if (t.getName().equals("reader")) Arrays.stream(trace).limit(20).forEach(f -> System.out.println("      at " + f));
			});
			System.out.flush();
			Runtime.getRuntime().halt(2);
			return null;
		}
	}

	private static Outcome outcome(final FuzzFormat format, final Throwable thrown, final long nanos, final long bytes) {
		final Throwable error = thrown instanceof final UncheckedIOException e ? e.getCause() : thrown;
		final String message = error == null ? null : String.valueOf(error.getMessage());
		String fault = null;
		if (error != null && !(error instanceof IOException) && !(error instanceof IllegalArgumentException)) fault =
			"an error that is no sentence";
		else if (message != null) fault = badSentence(format, message);
		if (fault == null && nanos > MOST_NANOS) fault = nanos / 1_000_000 + " ms of processor time";
		if (fault == null && bytes > MOST_BYTES) fault = (bytes >> 20) + " MB of memory";
		return new Outcome(message, fault, nanos, bytes, fault == null ? null : error);
	}

	private static String badSentence(final FuzzFormat format, final String message) {
		if (message.length() > MOST_LETTERS) return message.length() + " letters";
		if (message.chars().anyMatch(Character::isISOControl)) return "several lines";
		if (!message.matches("(?s).*[.?!…]\\s*")) return "no sentence";
		if (!message.contains(" ")) return "a word";
		if (message.contains("Exception") || message.contains("java.")) return "the name of a class";
		// small files do not fill the memory unless something in them was believed
		if (Says.says(TextMessages.doesNotFit(Says.SOME), message) || Says.says(CheckpointMessages.headerTooLong(Says.ANY,
			Says.SOME), message)) return "memory was exhausted";
		return format.names().isEmpty() || format.names().stream().anyMatch(message::contains) ? null : "no file is named";
	}
}
