package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sfumato.output.KillingFileSystems;
import sfumato.output.NewFolder;
import sfumato.output.Unfinished;

/**
 * Ends a process at each create, rename and delete and in the middle of writes of small jobs, and then does what the user is told to:
 * what comes out is, byte by byte, what a run without interruption writes, and nothing else is there.
 */
@Tag("slow")
class KilledJobsTest {

	/** How many points of a job are hit at most, evenly spread over all of them; all 757 take about ten minutes. */
	private static final int POINTS = Integer.getInteger("sfumato.kills", Integer.MAX_VALUE);
	/** Of jobs with more writes than that, every 20th is a point; of others, each is. */
	private static final int FEW_WRITES = 60, STRIDE = 20;
	private static final long SECONDS = 120;

	@TempDir
	private static Path shared;

	private static LocalJobs jobs;
	private static ResumedJobs resumed;
	private static Path inputs, work;
	private static Process next;
	private static final List<String> SUMMARY = new ArrayList<>();

	@BeforeAll
	static void writeInputs() throws IOException {
		jobs = new LocalJobs();
		inputs = shared.resolve("inputs");
		work = shared.resolve("work");
		KilledJob.writeInputs(jobs, inputs);
		next = start();
		resumed = new ResumedJobs(inputs, work);
	}

	@AfterAll
	static void stop() throws IOException {
		if (next != null) next.destroyForcibly();
		if (resumed != null) resumed.close();
		jobs.close();
		SUMMARY.forEach(System.out::println);
	}

	/** A process that makes itself ready meanwhile. */
	private static Process start() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
			"-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m", "-Djava.nio.file.spi.DefaultFileSystemProvider=" + KillingFileSystems.class
				.getName(), "-Djava.awt.headless=true", "-Duser.home=" + System.getProperty("user.home"), "-cp", System.getProperty(
					"java.class.path"), KilledJob.class.getName(), inputs.toString(), work.toString()).redirectErrorStream(true).start();
	}

	/** Runs a job up to a point in a process of its own; returns what it said. */
	private static String run(final KilledJob job, final int stride, final int point) throws IOException, InterruptedException {
		final Process process = next;
		next = start();
		try (Writer orders = process.outputWriter(StandardCharsets.UTF_8)) {
			orders.write(job.name() + " " + stride + " " + point + "\n");
		}
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) throw new IOException("The process did not end.");
		assertEquals(point == 0 ? 0 : KillingFileSystems.STATUS, process.exitValue(), () -> job + " at " + point + ": " + said);
		return said;
	}

	private static int[] count(final KilledJob job, final int stride) throws IOException, InterruptedException {
		final String said = run(job, stride, 0);
		return Stream.of(said.substring(said.indexOf(KilledJob.COUNTS) + KilledJob.COUNTS.length()).strip().split(" ")).mapToInt(
			Integer::parseInt).toArray();
	}

	private static void reset(final Path before) throws IOException {
		NewFolder.delete(work);
		copy(before, work);
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> tree = Files.walk(from)) {
			for (final Path p : tree.toList())
				Files.copy(p, to.resolve(from.relativize(p).toString()));
		}
	}

	/** All files by their place, as text of one byte a letter; what tells how long something took is left out. */
	private static Map<String, String> contents(final Path folder) throws IOException {
		final Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> tree = Files.walk(folder)) {
			for (final Path p : tree.toList()) {
				final String name = folder.relativize(p).toString(), text = Files.isDirectory(p) ? "" : Files.readString(p,
					StandardCharsets.ISO_8859_1);
				contents.put(name, name.endsWith("training.json") ? text.replaceFirst("\"seconds\": [0-9.E-]+", "") : name.endsWith(
					"predictions.csv") ? lastRows(text) : name.endsWith("rdf.yaml") ? text
						.replaceFirst("(?m)^timestamp: .*$", "") : text);
			}
		}
		return contents;
	}

	/** To this table every run adds a row for each image that it tries: the last of each, without the seconds. */
	private static String lastRows(final String table) {
		final Map<String, String> last = new LinkedHashMap<>();
		table.lines().forEach(line -> last.put(line.replaceFirst(",.*", ""), line.replaceFirst("^([^,]*,(?:done|failed)),[0-9.]+,",
			"$1,,")));
		return String.join("\n", last.values());
	}

	private static String difference(final Map<String, String> expected, final Map<String, String> actual) {
		final Set<String> names = new LinkedHashSet<>(expected.keySet());
		names.addAll(actual.keySet());
		final List<String> different = new ArrayList<>();
		for (final String name : names)
			if (!actual.containsKey(name)) different.add("no " + name);
			else if (!expected.containsKey(name)) different.add("left " + name);
			else if (!expected.get(name).equals(actual.get(name))) different.add("another " + name + (name.endsWith(".csv") || name
				.endsWith(".json") ? ": " + actual.get(name) : ""));
		return String.join("; ", different);
	}

	@ParameterizedTest
	@EnumSource
	void resumedJobsEqualUninterruptedOnes(final KilledJob job) throws IOException, InterruptedException {
		final long begin = System.nanoTime();
		final Path before = shared.resolve("before-" + job);
		Files.createDirectories(before);
		NewFolder.delete(work);
		Files.createDirectory(work);
		job.prepare(jobs, inputs, work);
		NewFolder.delete(before);
		copy(work, before);
		final int[] every = count(job, 1);
		final Map<String, String> old = contents(before), whole = contents(work);
		final int stride = every[3] > FEW_WRITES ? STRIDE : 1, points = every[0] + every[1] + every[2] + every[3] / stride;
		assertTrue(every[1] > 0 && points > 10, "points are few");
		final List<String> faults = new ArrayList<>();
		int hit = 0;
		for (int i = 0; i < Math.min(POINTS, points); i++) {
			final int point = 1 + (int) ((long) i * points / Math.min(POINTS, points));
			reset(before);
			run(job, stride, point);
			hit++;
			String fault = "";
			try {
				if (job.writesOneFolder()) fault = torn(old, whole);
				resumed.resume(job);
				fault += difference(whole, contents(work));
			}
			catch (final IOException | RuntimeException e) {
				fault += e;
			}
			if (!fault.isEmpty()) faults.add("point " + point + ": " + fault);
		}
		SUMMARY.add(String.format("%s: %d of %d points hit (%d creates, %d renames, %d deletes, every %dth of %d writes) in %d s, %d faults",
			job, hit, points, every[0], every[1], every[2], stride, every[3], (System.nanoTime() - begin) / 1_000_000_000, faults.size()));
		assertEquals("", String.join("\n", faults));
	}

	/** What is wrong with the folder that a killed process was to write, once it has been repaired. */
	private static String torn(final Map<String, String> old, final Map<String, String> whole) throws IOException {
		Unfinished.repair(work.resolve("model"));
		final Map<String, String> now = model(contents(work));
		return now.equals(model(old)) || now.equals(model(whole)) ? "" : "torn: " + difference(model(old), now) + "; ";
	}

	private static Map<String, String> model(final Map<String, String> contents) {
		final Map<String, String> model = new TreeMap<>(contents);
		model.keySet().removeIf(name -> !Path.of(name).startsWith("model"));
		return model;
	}
}
