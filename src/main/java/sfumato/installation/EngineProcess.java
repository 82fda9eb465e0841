package sfumato.installation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

import sfumato.engine.EngineProgram;
import sfumato.engine.InstalledEngine;
import sfumato.progress.Progress;
import sfumato.security.PrivateFolder;
import sfumato.text.TextFile;

/**
 * Tests a PyTorch library by loading it in a separate process.
 *
 * @param classPath jars and folders with Sfumato and DJL
 * @param properties system properties of the process
 */
public record EngineProcess(List<Path> classPath, Map<String, String> properties) {

	private static final String BUNDLED = "native/lib/pytorch.properties";
	private static final Pattern DRIVER = Pattern.compile("libcuda\\.so|nvcuda\\.dll");
	private static final int POLL_MILLIS = 200;
	private static final int END_SECONDS = 5;

	public EngineProcess {
		classPath = List.copyOf(classPath);
		properties = Map.copyOf(properties);
	}

	/** Prepares a process that gets only those system properties of this one that locate DJL's libraries. */
	public EngineProcess(final List<Path> classPath) {
		this(classPath, Map.of());
	}

	/** The loaded library: its folder, its version and whether it supports GPUs. */
	record Answer(Path folder, String version, boolean gpu) {}

	/** Returns a process without the libraries that DJL would take from jars. */
	EngineProcess withoutBundled() {
		return new EngineProcess(classPath.stream().filter(p -> !isBundle(p)).toList(), properties);
	}

	private static boolean isBundle(final Path jar) {
		if (!Files.isRegularFile(jar)) return false;
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			return zip.getEntry(BUNDLED) != null;
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** Loads a library from its folder to test it. */
	Answer load(final InstalledEngine engine, final Progress progress) throws IOException {
		return run(Map.of("PYTORCH_LIBRARY_PATH", engine.folder().toString(), "PYTORCH_VERSION", engine.version(),
			"PYTORCH_FLAVOR", engine.flavor(), "jna.library.path", engine.folder().toString()), progress, () -> {});
	}

	/**
	 * Runs {@link EngineProgram} in a process of its own.
	 *
	 * @param settings settings of DJL
	 * @param meanwhile called several times per second while the process runs
	 * @throws IOException if the library cannot be loaded
	 */
	Answer run(final Map<String, String> settings, final Progress progress, final Runnable meanwhile) throws IOException {
		final Path folder = PrivateFolder.temporary("sfumato-engine-"), answer = folder.resolve("answer.properties"), log = folder
			.resolve("log");
		try {
			final ProcessBuilder builder = new ProcessBuilder(command(settings, answer)).redirectErrorStream(true).redirectOutput(
				log.toFile());
			builder.environment().keySet().removeIf(n -> n.startsWith("PYTORCH_")); // DJL would prefer them
			final Process process = builder.start();
			try {
				while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
					progress.checkCanceled();
					meanwhile.run();
				}
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancellationException("Cancelled");
			}
			finally {
				// Windows deletes nothing that a process has open, and loaded libraries are
				if (process.isAlive()) process.destroyForcibly().onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
			}
			return read(answer, process.exitValue(), log);
		}
		finally {
			PrivateFolder.delete(folder, p -> true);
		}
	}

	private List<String> command(final Map<String, String> settings, final Path answer) {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Djava.awt.headless=true", "-Dslf4j.internal.verbosity=ERROR", "-DOPT_OUT_TRACKING=true", "-XX:-CreateCoredumpOnCrash",
			"-XX:ErrorFile=" + answer.resolveSibling("crash.log"), "-Djna.tmpdir=" + answer.getParent(), "-Duser.home=" + System.getProperty("user.home")));
		command.addAll(NativeAccess.options());
		for (final String name : List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR"))
			if (System.getProperty(name) != null) command.add("-D" + name + "=" + System.getProperty(name));
		properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
		settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
		command.addAll(List.of("-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
			EngineProgram.class.getName(), answer.toString()));
		return command;
	}

	private static Answer read(final Path file, final int status, final Path log) throws IOException {
		final Properties p = Files.exists(file) ? TextFile.properties(file) : new Properties();
		if (p.containsKey("error")) throw new IOException(DRIVER.matcher(p.getProperty("error")).find()
			? InstallationMessages.noDriver(p.getProperty("error")) : p.getProperty("error"));
		if (!p.containsKey("folder")) throw new IOException(
			InstallationMessages.processEnded(status, said(log)));
		return new Answer(Path.of(p.getProperty("folder")), p.getProperty("version"), Boolean.parseBoolean(p.getProperty("gpu")));
	}

	private static String said(final Path log) throws IOException {
		final List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream().filter(l -> !l
			.isBlank()).toList();
		return lines.isEmpty() ? InstallationMessages.nothingSaid() : lines.get(0).strip();
	}
}
