package sfumato.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.util.Platform;
import ai.djl.util.Utils;

import sfumato.security.PrivateFolder;
import sfumato.security.Trust;
import sfumato.text.UserException;

/** Loads libtorch once per process, and stores the reason if that fails. */
final class EngineLoader {

	/** How DJL begins to say that it would have to download. */
	private static final String OFFLINE = "Offline mode is enabled";

	private record Loaded(Engine engine, String failure, Throwable cause) {}

	private static final class Holder {
		static final Loaded LOADED = load();
	}

	/** The version of DJL that this is written for; a test holds it to that of the build. */
	static final String DJL = "0.36.0";

	private EngineLoader() {}

	static Engine engine() {
		final Loaded loaded = Holder.LOADED;
		if (loaded.engine() != null) return loaded.engine();
		throw new UserException(loaded.failure(), loaded.cause());
	}

	private static Loaded load() {
		// before any class of DJL initializes: without these it asks the network where it runs and whom to tell
		setDefault("ai.djl.offline");
		setDefault("OPT_OUT_TRACKING");
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// DJL looks for its engines and native libraries with the loader of whatever thread comes first
		thread.setContextClassLoader(EngineLoader.class.getClassLoader());
		try {
			final String version = Engine.getDjlVersion();
			if (!DJL.equals(version)) return new Loaded(null, EngineMessages.otherDjl(Engine.class.getProtectionDomain().getCodeSource()
				.getLocation().getPath(), version, DJL), null);
			final Optional<InstalledEngine> chosen = InstalledEngine.chosen();
			if (chosen.isPresent()) chosen.get().use();
			requireTrusted();
			// of this version: another plugin's DJL may have another version in the same cache
			final String own = Utils.getEngineCacheDir("pytorch").resolve(Platform.detectPlatform("pytorch").getVersion())
				.toString();
			final String foreign = foreignLibrary(Path.of("/proc/self/maps"), own);
			if (foreign != null) return new Loaded(null, EngineMessages.foreignLibrary(foreign), null);
			Engine.registerEngine(new PtEngineProvider());
			return new Loaded(Engine.getEngine("PyTorch"), null, null);
		}
		catch (final IOException e) {
			return new Loaded(null, e.getMessage(), e);
		}
		catch (final RuntimeException | LinkageError e) {
			Throwable root = e;
			while (root.getCause() != null)
				root = root.getCause();
			final String reason = root.getMessage() == null ? root.toString() : root.getMessage();
			return new Loaded(null, reason.startsWith(OFFLINE) ? EngineMessages.noLibrary(system())
				: EngineMessages.notLoaded(system(), reason), e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * What DJL is about to load libraries from, and where it would put those that it takes out of jars. In a folder for everybody's
	 * temporary files, where DJL goes if the home folder is write-protected, somebody else may have put them.
	 */
	private static void requireTrusted() throws IOException {
		final Trust trust = Trust.ofSystem();
		final Optional<Path> given = InstalledEngine.setting("PYTORCH_LIBRARY_PATH").map(Path::of);
		if (given.isPresent() && Files.isDirectory(given.get())) trust.requireTree(given.get());
		trust.requireTree(PrivateFolder.named(Utils.getEngineCacheDir("pytorch")));
		// JNA, by which DJL counts GPUs, takes its library out of a jar, too
		if (System.getProperty("jna.tmpdir") == null) System.setProperty("jna.tmpdir", PrivateFolder.named(InstalledEngine.cache()
			.resolve("jna")).toString());
	}

	private static String system() {
		return System.getProperty("os.name") + " " + System.getProperty("os.arch");
	}

	private static void setDefault(final String property) {
		if (System.getProperty(property) == null) System.setProperty(property, "true");
	}

	/**
	 * The libtorch that is mapped into this process and not ours: two of them abort the process. Only Linux tells.
	 *
	 * @param maps the kernel's list of mapped files
	 * @param own how the path of the one that DJL loads begins
	 * @return its path, or null if there is none
	 */
	static String foreignLibrary(final Path maps, final String own) {
		if (!Files.isReadable(maps)) return null;
		final String given = System.getProperty("PYTORCH_LIBRARY_PATH", System.getenv("PYTORCH_LIBRARY_PATH"));
		try (Stream<String> lines = Files.lines(maps)) {
			return lines.filter(l -> l.contains("libtorch_cpu") && l.indexOf('/') > 0).map(l -> l.substring(l.indexOf('/')))
				.filter(p -> !p.startsWith(own) && (given == null || !p.startsWith(given))).findFirst().orElse(null);
		}
		catch (final IOException e) {
			return null; // no news, as on systems that have no such list
		}
	}
}
