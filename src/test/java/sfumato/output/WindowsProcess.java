package sfumato.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program in a process of its own whose files, in one folder, are as on Windows. */
public final class WindowsProcess {

	/** What was printed, and how it ended. */
	public record Outcome(int status, List<String> lines) {

		/** What was refused, except that pixels which are mapped are deleted: these stay until the process that maps them ends. */
		public List<String> refusals() {
			return lines.stream().filter(l -> l.startsWith(WindowsFileSystems.REFUSED) && !(l.contains("sfumato-jobs-") && l
				.contains("FileChanges.tryDelete"))).toList();
		}

		public String text() {
			return String.join("\n", lines);
		}
	}

	private static final long SECONDS = 300;

	private WindowsProcess() {}

	/** The options of such a process. */
	public static List<String> options(final Path folder) {
		return List.of("-Djava.nio.file.spi.DefaultFileSystemProvider=" + WindowsFileSystems.class.getName(), "-D" +
			WindowsFileSystems.FOLDER + "=" + folder);
	}

	/**
	 * Runs a program.
	 *
	 * @param folder where files are as on Windows, with a folder {@code tmp} for temporary files
	 */
	public static Outcome run(final Path folder, final Class<?> program, final String... arguments) throws IOException,
		InterruptedException
	{
		final Path place = folder.toRealPath(), log = Files.createTempFile("windows", ".log");
		Files.createDirectories(place.resolve("tmp"));
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m", "--add-opens=java.base/java.lang=ALL-UNNAMED",
			"-Djava.awt.headless=true", "-Duser.home=" + System.getProperty("user.home"), "-Djava.io.tmpdir=" + place.resolve("tmp")));
		command.addAll(options(place));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			process.getOutputStream().close();
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) throw new IOException("The process did not end: " + Files.readString(log));
			return new Outcome(process.exitValue(), new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList());
		}
		finally {
			process.destroyForcibly();
			Files.delete(log);
		}
	}

	/** Nothing is left under a hidden name, and nothing has a name or a length that Windows cannot have. */
	public static void requireTidy(final Path folder) throws IOException {
		try (Stream<Path> tree = Files.walk(folder)) {
			for (final Path p : (Iterable<Path>) tree.filter(p -> !p.startsWith(folder.resolve("tmp")))::iterator) {
				final String name = p.getFileName().toString();
				if (name.startsWith(".") || name.matches(".*[<>:\"|?*\\p{Cntrl}].*|.*[. ]|(?i:con|nul|prn|aux)(\\..*)?") || p.toString()
					.length() > 259) throw new IOException("There is \"" + p + "\".");
			}
		}
	}
}
