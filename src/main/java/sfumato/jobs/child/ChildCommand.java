package sfumato.jobs.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.engine.InstalledEngine;
import sfumato.installation.NativeAccess;

/** The command line and the environment of a child process: the same Java with a class path of its own. */
final class ChildCommand {

	/** What the child is told of the settings of this process, with all whose names begin like this. */
	private static final List<String> PASSED_ON = List.of("user.home", "user.language", "user.country",
		"java.util.prefs.userRoot", "file.encoding", "ai.djl.", "DJL_", "ENGINE_CACHE_DIR", "OPT_OUT_TRACKING", "PYTORCH_",
		"sfumato.");

	private ChildCommand() {}

	static ProcessBuilder of(final ChildSettings settings, final int threads, final Exchange exchange) throws IOException {
		final List<String> command = new ArrayList<>();
		command.add(java().toString());
		final long megabytes = settings.megabytes() > 0 ? settings.megabytes() : Runtime.getRuntime().maxMemory() >> 20;
		command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + exchange
			.crashReport(), "-Djava.io.tmpdir=" + exchange.temporary(), "-Djava.awt.headless=true",
			// the tensor library logs through SLF4J; that nobody listens needs no warning
			"-Dslf4j.internal.verbosity=ERROR"));
		command.addAll(NativeAccess.options());
		System.getProperties().stringPropertyNames().stream().filter(n -> PASSED_ON.stream().anyMatch(n::startsWith)).sorted()
			.forEach(n -> command.add("-D" + n + "=" + System.getProperty(n)));
		// which would else be among the temporary files of the child where the home folder is write-protected
		if (!System.getProperties().containsKey("DJL_CACHE_DIR")) command.add("-DDJL_CACHE_DIR=" + InstalledEngine.cache());
		command.addAll(List.of("-cp", settings.classPath().stream().map(Path::toString).collect(Collectors.joining(
			File.pathSeparator)), ChildProgram.class.getName()));
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		final Map<String, String> environment = builder.environment();
		environment.put("OMP_NUM_THREADS", Integer.toString(threads));
		environment.putIfAbsent("MALLOC_ARENA_MAX", "2"); // one heap per thread would keep what it once took
		environment.putAll(settings.environment());
		return builder;
	}

	private static Path java() throws IOException {
		final Path home = Path.of(System.getProperty("java.home"));
		final boolean windows = System.getProperty("os.name").startsWith("Windows");
		final Path java = home.resolve("bin").resolve(windows ? "java.exe" : "java");
		if (!Files.exists(java)) throw new IOException(ChildMessages.noJava(java));
		return java;
	}
}
