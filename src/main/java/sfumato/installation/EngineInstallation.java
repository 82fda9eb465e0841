package sfumato.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import sfumato.engine.InstalledEngine;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.security.PrivateFolder;
import sfumato.text.UserException;

/**
 * A planned installation of a PyTorch library: shown first, then executed. Making one reads files that are here and asks an address
 * for a size; only {@link #install} downloads or writes anything.
 */
public final class EngineInstallation {

	private interface Work {
		InstalledEngine run(EngineProcess process, boolean overwrite, Progress progress) throws IOException;
	}

	private final List<String> description;
	private final Work work;

	private EngineInstallation(final List<String> description, final Work work) {
		this.description = List.copyOf(description);
		this.work = work;
	}

	/** Returns version, size, checksum and source, one line each. */
	public List<String> description() {
		return description;
	}

	/**
	 * Downloads or unpacks the library, loads it in a child process, and chooses it if this succeeds. After an error the previous choice
	 * stays.
	 *
	 * @param process a process that can load DJL
	 * @param overwrite whether to replace an existing folder
	 * @return the choice, which processes that start afterwards use
	 * @throws IOException if something cannot be downloaded, written or loaded
	 */
	public InstalledEngine install(final EngineProcess process, final boolean overwrite, final Progress progress)
		throws IOException
	{
		final InstalledEngine engine = work.run(process, overwrite, progress);
		engine.choose();
		return engine;
	}

	/**
	 * Plans an installation from files.
	 *
	 * @param path a package, or a folder of packages that belong together
	 * @param checksum expected SHA-256 of a single package; empty to skip this check
	 */
	public static EngineInstallation ofFiles(final Path path, final String checksum, final Progress progress) throws IOException {
		final EnginePackages packages = EnginePackages.in(path);
		final List<String> lines = new ArrayList<>();
		for (final Path file : packages.files()) {
			final String sum = sha256(file, progress);
			if (packages.files().size() == 1) requireChecksum(file.getFileName().toString(), sum, checksum);
			lines.add(file.getFileName() + ", " + megabytes(Files.size(file)) + ", SHA-256 " + sum + KnownPackage.remark(file
				.getFileName().toString(), sum));
		}
		final Path target = target(packages.version(), packages.flavor());
		lines.add(InstallationMessages.unpacked(packages.version(), kind(packages.flavor()), packages.size(),
			megabytes(packages.bytes()), target));
		return new EngineInstallation(lines, (process, overwrite, listener) -> unpacked(packages, target, process, overwrite,
			listener));
	}

	private static InstalledEngine unpacked(final EnginePackages packages, final Path target, final EngineProcess process,
		final boolean overwrite, final Progress progress) throws IOException
	{
		PrivateFolder.named(target.getParent());
		NewFolder.write(target, overwrite, folder -> {
			packages.unpack(folder, progress.part(0, 0.8));
			progress.update(0.8, InstallationMessages.trying());
			process.load(new InstalledEngine(folder, packages.version(), packages.flavor(), ""), progress.part(0.8, 1));
		});
		return new InstalledEngine(target, packages.version(), packages.flavor(), packages.names());
	}

	/** Plans to use the PyTorch library of a Python installation without copying it. */
	public static EngineInstallation ofPyTorch(final Path path) throws IOException {
		final InstalledEngine engine = PyTorchFolder.find(path);
		return new EngineInstallation(List.of(InstallationMessages.usedInPlace(engine.version(), kind(engine.flavor()),
			engine.folder())), (process, overwrite, progress) -> {
				progress.update(0, InstallationMessages.trying());
				process.load(engine, progress);
				return engine;
			});
	}

	/**
	 * Plans an installation by the download of DJL.
	 *
	 * @param flavor {@code cu128} or {@code cpu}
	 */
	public static EngineInstallation ofDjl(final String flavor) {
		return new EngineInstallation(List.of(InstallationMessages.download(InstalledEngine.VERSION, kind(flavor),
			DjlDownload.size(flavor), InstalledEngine.cache().resolve("pytorch")), InstallationMessages.noPublishedChecksum()), (process, overwrite,
				progress) -> DjlDownload.run(flavor, process, progress));
	}

	/**
	 * Plans an installation of a package from an address.
	 *
	 * @param address an http, https or file address
	 * @param checksum SHA-256 of the package; may be empty for known packages
	 * @throws UserException if the checksum is missing and the package is unknown
	 */
	public static EngineInstallation ofAddress(final String address, final String checksum) throws IOException {
		final URI uri = uri(address);
		final String name = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
		if (!EnginePackages.isPackage(Path.of(name.isEmpty() ? "-" : name))) throw new
			UserException(InstallationMessages.addressEnding(address));
		final Optional<KnownPackage> known = KnownPackage.named(name);
		final String sum = checksum.isBlank() ? known.map(KnownPackage::sha256).orElseThrow(() -> new UserException(
			InstallationMessages.noChecksum(name))) : checksum;
		final long size = size(uri);
		final String sizeText = size < 0 ? InstallationMessages.sizeUnknown() : megabytes(size), wanted = sum.toLowerCase(Locale.ROOT);
		final List<String> lines = List.of(known.isPresent() ? InstallationMessages.checksum(name, known.get().version(), kind(known
			.get().flavor()), sizeText, wanted) : InstallationMessages.checksum(name, sizeText, wanted), InstallationMessages.fromTo(
				address, InstalledEngine.home()));
		return new EngineInstallation(lines, (process, overwrite, progress) -> {
			final Path folder = Files.createTempDirectory(PrivateFolder.named(InstalledEngine.home()), "download");
			try {
				final Path file = folder.resolve(name);
				download(uri, size, file, progress.part(0, 0.7));
				return ofFiles(file, sum, progress).work.run(process, overwrite, progress.part(0.7, 1));
			}
			finally {
				NewFolder.delete(folder);
			}
		});
	}

	private static URI uri(final String address) {
		try {
			final URI uri = URI.create(address.strip());
			if (uri.getScheme() != null && List.of("http", "https", "file").contains(uri.getScheme()) && uri.getPath() != null)
				return uri;
		}
		catch (final IllegalArgumentException e) {
			// said below
		}
		throw new UserException(InstallationMessages.addressScheme(address));
	}

	/** Returns the size of the file at an address in bytes, or -1 if the server does not report it. */
	private static long size(final URI uri) throws IOException {
		final URLConnection connection = open(uri);
		if (connection instanceof final HttpURLConnection http) {
			http.setRequestMethod("HEAD");
			if (http.getResponseCode() >= 400) throw new IOException(InstallationMessages.answers(uri, http.getResponseCode()));
		}
		return connection.getContentLengthLong();
	}

	private static URLConnection open(final URI uri) throws IOException {
		try {
			final URLConnection connection = uri.toURL().openConnection();
			connection.setConnectTimeout(30_000);
			connection.setReadTimeout(60_000);
			connection.connect();
			return connection instanceof HttpURLConnection ? uri.toURL().openConnection() : connection;
		}
		catch (final IOException e) {
			throw new IOException(InstallationMessages.unreachable(uri, e.getMessage()), e);
		}
	}

	private static void download(final URI uri, final long size, final Path file, final Progress progress) throws IOException {
		try (InputStream in = open(uri).getInputStream();
				OutputStream out = Files.newOutputStream(file))
		{
			final byte[] buffer = new byte[1 << 16];
			long done = 0;
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				progress.checkCanceled();
				out.write(buffer, 0, n);
				done += n;
				progress.update(size > 0 ? Math.min(1, (double) done / size) : 0.5,
					InstallationMessages.downloading(file.getFileName(), done >> 20));
			}
			if (size >= 0 && done != size) throw new IOException(InstallationMessages.endedEarly(uri, done, size));
		}
	}

	private static void requireChecksum(final String name, final String is, final String wanted) {
		if (!wanted.isBlank() && !is.equalsIgnoreCase(wanted.strip())) throw new
			UserException(InstallationMessages.otherChecksum(name, is, wanted.strip()));
	}

	private static Path target(final String version, final String flavor) {
		return InstalledEngine.home().resolve(version + "-" + flavor + "-" + System.getProperty("os.name").split(" ")[0].toLowerCase(
			Locale.ROOT) + "-" + System.getProperty("os.arch"));
	}

	private static String kind(final String flavor) {
		return flavor.equals("cpu") ? "processors" : "NVIDIA GPUs";
	}

	private static String megabytes(final long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", bytes * 1e-6);
	}

	private static String sha256(final Path file, final Progress progress) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			final byte[] buffer = new byte[1 << 20];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				progress.checkCanceled();
				digest.update(buffer, 0, n);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
