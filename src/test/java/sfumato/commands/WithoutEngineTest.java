package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.script.ScriptException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.prefs.PrefService;
import org.scijava.script.ScriptService;

import sfumato.Says;
import sfumato.jobs.child.ChildClassPath;
import sfumato.jobs.child.ChildMessages;
import sfumato.jobs.child.JobLocation;
import sfumato.output.NewFolder;
import sfumato.text.WrongValue;

/** As in Fiji: the tensor engine is in a folder of its own, and whatever happens to its process, ImageJ lives on. */
class WithoutEngineTest {

	/** How the names of the jars begin that Fiji does not load. */
	private static final List<String> ENGINE = List.of("api-", "pytorch-", "jna-", "slf4j-api-", "commons-compress-",
		"commons-codec-", "commons-io-");

	private static boolean isEngine(final Path jar) {
		return ENGINE.stream().anyMatch(jar.getFileName().toString()::startsWith);
	}

	/** Lays the jars out as the update site does. */
	private static void layOut(final List<Path> jars, final Path lib) throws IOException {
		Files.createDirectories(lib.resolve("sfumato"));
		final Path system = Files.createDirectories(lib.resolve("linux64").resolve("sfumato"));
		for (final Path jar : jars) {
			final boolean here = System.getProperty("os.name").startsWith("Linux") && jar.getFileName().toString().startsWith(
				"pytorch-native");
			Files.createSymbolicLink((here ? system : lib.resolve("sfumato")).resolve(jar.getFileName()), jar);
		}
	}

	@Test
	void allCommandsWorkThroughAChildProcess(@TempDir final Path folder) throws Exception {
		final List<Path> all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
			.toList();
		layOut(all.stream().filter(WithoutEngineTest::isEngine).toList(), folder.resolve("lib"));
		final List<String> mine = new Story(MacroRunner.imagej(), Files.createDirectory(folder.resolve("here"))).tell();
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", all
			.stream().filter(p -> !isEngine(p)).map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-Duser.home=" + System.getProperty(
				"user.home"), "-Djava.util.prefs.userRoot=" + folder, "-Dsfumato.jobs.lib=" + folder.resolve("lib").resolve("sfumato"),
			WithoutEngine.class.getName(), Files.createDirectory(folder.resolve("there")).toString()).redirectErrorStream(true)
				.start();
		final List<String> printed = new ArrayList<>();
		try (var out = process.inputReader()) {
			for (String line = out.readLine(); line != null; line = out.readLine())
				printed.add(line);
		}
		NewFolder.delete(folder.resolve("lib")); // JUnit has much to say about links
		final List<String> theirs = printed.stream().filter(l -> l.startsWith(WithoutEngine.MARK)).map(l -> l.substring(
			WithoutEngine.MARK.length())).toList();
		assertEquals("engine false", theirs.isEmpty() ? String.join("\n", printed) : theirs.get(0));
		final List<String> told = theirs.subList(1, Math.min(theirs.size(), 1 + mine.size()));
		assertEquals(String.join("\n", mine), String.join("\n", told).replace("there/", "here/"), () -> String.join("\n", printed));
		assertTrue(mine.stream().anyMatch(l -> l.startsWith("Error: There is no Loss named \"no-such-loss\"")), mine::toString);
		final String killed = ChildMessages.killed(137);
		final List<String> ends = theirs.subList(1 + mine.size(), theirs.size());
		assertEquals(7, ends.size(), () -> String.join("\n", printed));
		assertTrue(ends.get(1).startsWith(killed), ends::toString);
		assertEquals(List.of(killed, ends.get(0), "null", ends.get(0), "children 0"), ends.subList(2, 7));
		assertFalse(Files.exists(folder.resolve("there").resolve("killed")));
		assertEquals(0, process.waitFor());
	}

	@Test
	void choosesTheProcessByTheLocationOfTheEngine(@TempDir final Path imagej) throws IOException {
		assertFalse(ChildClassPath.isForChild(Optional.of(imagej)));
		assertEquals(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).distinct().toList(),
			ChildClassPath.find(Optional.of(imagej)));
		// another plugin's engine may be on the class path, too
		final Path jar = Files.createFile(Files.createDirectories(imagej.resolve("lib").resolve("sfumato")).resolve("djl-api.jar"));
		assertTrue(ChildClassPath.isForChild(Optional.of(imagej)));
		final List<Path> found = ChildClassPath.find(Optional.of(imagej));
		assertEquals(jar, found.get(1));
		assertFalse(found.stream().anyMatch(p -> p.getFileName().toString().startsWith("pytorch")));
		Files.delete(jar);
		assertSays(ChildMessages.noEngineJars(jar.getParent()), assertThrows(IOException.class, () ->
			ChildClassPath.find(Optional.of(imagej))).getMessage());

		assertTrue(JobLocation.isChild(null, true, false));
		assertFalse(JobLocation.isChild(null, false, true));
		assertTrue(JobLocation.isChild("child", false, true));
		assertFalse(JobLocation.isChild("local", true, true));
		assertEquals(ChildMessages.notOnClassPath("sfumato.jobs"), assertThrows(IllegalArgumentException.class, () ->
			JobLocation.isChild("local", true, false)).getMessage());
		assertEquals(WrongValue.message("The system property sfumato.jobs", "gpu", "local or child"), assertThrows(
			IllegalArgumentException.class, () -> JobLocation.isChild("gpu", false, true)).getMessage());
	}

	@Test
	void scriptsSetPreferencesOfTheChildProcess() throws ScriptException {
		final Context context = MacroRunner.imagej().context();
		assertEquals(JobService.class, context.service(ScriptService.class).lookupClass("JobService"));
		final JobService jobs = context.service(JobService.class);
		jobs.prefer("memory", " 16000");
		assertEquals(16000, context.service(PrefService.class).getInt(JobService.class, "memory", 0));
		jobs.prefer("memory", "");
		assertEquals(0, context.service(PrefService.class).getInt(JobService.class, "memory", 0));
		assertSays(CommandMessages.noPreference("PATH", "memory, idle", Says.ANY, Says.ANY),
			assertThrows(IllegalArgumentException.class, () -> jobs.prefer("PATH", "x")).getMessage());
	}
}
