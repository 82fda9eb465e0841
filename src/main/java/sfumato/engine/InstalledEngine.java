package sfumato.engine;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import sfumato.security.PrivateFolder;
import sfumato.security.Trust;
import sfumato.storage.FileChanges;
import sfumato.text.Excerpt;
import sfumato.text.TextFile;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The PyTorch library that this user has installed: a folder with libtorch, and its contents. It is remembered in a file beside DJL's
 * own libraries, so that every process of this user finds it, and read before the first tensor is made. Without an installed library,
 * DJL takes the one on the class path.
 * <p>
 * Knows nothing of DJL, which in Fiji is in another process.
 *
 * @param folder where the shared libraries are, all of them; DJL loads every one it finds
 * @param version of PyTorch
 * @param flavor {@code cpu} or {@code cu128}: which of DJL's bindings belongs to it
 * @param origin where it came from, for people
 */
public record InstalledEngine(Path folder, String version, String flavor, String origin) {

	/** The version that DJL's bindings were made for; no other can be loaded. */
	public static final String VERSION = "2.7.1";
	/** The flavors that there are bindings for. */
	public static final Set<String> FLAVORS = Set.of("cpu", "cu128");

	private static final String FILE = "engine.properties";

	public InstalledEngine {
		folder = folder.toAbsolutePath().normalize();
		if (!FLAVORS.contains(flavor)) throw new UserException(WrongValue.message("flavor", flavor, "cpu or cu128"));
	}

	/** Whether it computes on NVIDIA GPUs. */
	public boolean forGpu() {
		return flavor.startsWith("cu");
	}

	/**
	 * Where engines are kept: a folder beside DJL's libraries, which the variable {@code DJL_CACHE_DIR} moves.
	 */
	public static Path home() {
		return cache().resolve("sfumato");
	}

	/** Where DJL keeps its libraries; the same rule as its own. */
	public static Path cache() {
		return setting("ENGINE_CACHE_DIR").or(() -> setting("DJL_CACHE_DIR")).map(Path::of).orElseGet(() -> {
			final Path user = Path.of(System.getProperty("user.home"));
			return (Files.isWritable(user) ? user : Path.of(System.getProperty("java.io.tmpdir"))).resolve(".djl.ai");
		});
	}

	/** A setting of DJL's, as variable of the environment or system property. */
	static Optional<String> setting(final String name) {
		return Optional.ofNullable(System.getenv(name)).or(() -> Optional.ofNullable(System.getProperty(name))).filter(s -> !s
			.isBlank());
	}

	/**
	 * The chosen one, whether or not its folder still exists.
	 *
	 * @throws IOException if there is a choice that cannot be read, or that others than this user can have made (see {@link Trust})
	 */
	public static Optional<InstalledEngine> chosen() throws IOException {
		final Path file = home().resolve(FILE);
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
		Trust.ofSystem().requireFile(file);
		final Properties p = TextFile.properties(file);
		try {
			return Optional.of(new InstalledEngine(Path.of(value(p, "folder")), value(p, "version"), value(p, "flavor"), value(p,
				"origin")));
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(EngineMessages.engineSetting(file, Excerpt.sentence(e.getMessage())), e);
		}
	}

	private static String value(final Properties p, final String key) {
		final String value = p.getProperty(key);
		if (value == null) throw new UserException(EngineMessages.noFile(key));
		return value;
	}

	/** From now on it is the chosen one, in processes that start. */
	public void choose() throws IOException {
		final Properties p = new Properties();
		p.setProperty("folder", folder.toString());
		p.setProperty("version", version);
		p.setProperty("flavor", flavor);
		p.setProperty("origin", origin);
		final Path fresh = Files.createTempFile(PrivateFolder.named(home()), "engine", ".tmp");
		try (Writer out = Files.newBufferedWriter(fresh)) {
			p.store(out, EngineMessages.writtenBy());
		}
		FileChanges.rename(fresh, home().resolve(FILE));
	}

	/** From now on nothing is chosen; the folder stays. */
	public static void forget() throws IOException {
		FileChanges.delete(home().resolve(FILE));
	}

	/**
	 * Makes DJL load this library, unless DJL is configured otherwise. Before any class of DJL.
	 *
	 * @throws IOException if it is no longer there, or others than this user can change it (see {@link Trust})
	 */
	void use() throws IOException {
		if (setting("PYTORCH_LIBRARY_PATH").or(() -> setting("PYTORCH_FLAVOR")).isPresent()) return;
		if (!Files.exists(folder.resolve(System.mapLibraryName("torch")))) throw new IOException(
			EngineMessages.engineIsGone(folder));
		Trust.ofSystem().requireTree(folder);
		System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
		System.setProperty("PYTORCH_VERSION", version);
		System.setProperty("PYTORCH_FLAVOR", flavor);
		// where DJL looks for the CUDA runtime that counts GPUs
		System.setProperty("jna.library.path", Optional.ofNullable(System.getProperty("jna.library.path")).map(
			p -> p + File.pathSeparator).orElse("") + folder);
	}
}
