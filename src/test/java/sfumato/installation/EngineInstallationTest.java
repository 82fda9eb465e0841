package sfumato.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import sfumato.Says;
import sfumato.engine.EngineMessages;
import sfumato.engine.InstalledEngine;
import sfumato.progress.Progress;

class EngineInstallationTest {

	private static final String CACHE = "DJL_CACHE_DIR";
	/** What DJL's loader believes to be its developers' server, see {@link sfumato.installation.https.Handler}. */
	private static final String PUBLISHER = "sfumato.test.publisher";

	@TempDir
	private Path folder;

	private final EngineProcess process = new EngineProcess(Arrays.stream(System.getProperty("java.class.path").split(
		File.pathSeparator)).map(Path::of).toList());
	private final List<String> asked = new CopyOnWriteArrayList<>();
	private HttpServer server;
	private String before;

	@BeforeEach
	void ownCacheAndServer() throws IOException {
		before = System.getProperty(CACHE);
		System.setProperty(CACHE, folder.resolve("cache").toString());
		Files.createDirectory(folder.resolve("served"));
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", exchange -> {
			asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
			final Path file = folder.resolve("served" + exchange.getRequestURI().getPath());
			final boolean there = Files.exists(file), head = exchange.getRequestMethod().equals("HEAD");
			if (there && head) exchange.getResponseHeaders().add("Content-Length", Long.toString(Files.size(file)));
			exchange.sendResponseHeaders(there ? 200 : 404, head || !there ? -1 : Files.size(file));
			if (there && !head) Files.copy(file, exchange.getResponseBody());
			exchange.close();
		});
		server.start();
	}

	@AfterEach
	void restore() {
		server.stop(0);
		if (before == null) System.clearProperty(CACHE);
		else System.setProperty(CACHE, before);
	}

	private String address(final String name) {
		return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
	}

	private static String sha256(final Path file) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
	}

	/** What is below the folder of engines, which tells whether anything has been left. */
	private List<String> kept() throws IOException {
		if (!Files.exists(InstalledEngine.home())) return List.of();
		try (Stream<Path> all = Files.list(InstalledEngine.home())) {
			return all.map(p -> p.getFileName().toString()).toList();
		}
	}

	@Test
	void describesTheFileBeforeInstallation() throws Exception {
		final Path wheel = Zips.wheel(folder.resolve("torch.whl"), "2.7.1+cpu");
		final List<String> lines = EngineInstallation.ofFiles(wheel, "", Progress.none()).description();
		assertEquals("torch.whl, 0.0 MB, SHA-256 " + sha256(wheel), lines.get(0));
		assertTrue(lines.get(1).startsWith("PyTorch 2.7.1 for processors, 1 libraries, 0.0 MB unpacked, into " + folder.resolve(
			"cache").resolve("sfumato")), lines.get(1));
		assertTrue(Files.notExists(folder.resolve("cache")));
	}

	@Test
	void refusesFilesOfAnotherChecksum() throws Exception {
		final Path wheel = Zips.wheel(folder.resolve("torch.whl"), "2.7.1");
		EngineInstallation.ofFiles(wheel, sha256(wheel).toUpperCase(), Progress.none());
		assertEquals(InstallationMessages.otherChecksum("torch.whl", sha256(wheel), "0123"),
			assertThrows(IllegalArgumentException.class,
				() -> EngineInstallation.ofFiles(wheel, "0123", Progress.none())).getMessage());
	}

	@Test
	void leavesNoFilesIfTheLibraryCannotBeLoaded() throws Exception {
		final InstalledEngine other = new InstalledEngine(folder, "2.7.1", "cpu", "before");
		other.choose();
		final EngineInstallation broken = EngineInstallation.ofFiles(Zips.wheel(folder.resolve("torch.whl"), "2.7.1"), "", Progress
			.none());
		final String message = assertThrows(IOException.class, () -> broken.install(process, false, Progress.none()))
			.getMessage();
		assertTrue(message.startsWith("The PyTorch library for") && message.contains("could not be loaded"), message);
		assertEquals(List.of("engine.properties"), kept());
		assertEquals(Optional.of(other), InstalledEngine.chosen());
	}

	@Test
	void showsSizeAndChecksumBeforeTheDownload() throws Exception {
		final Path wheel = Zips.wheel(folder.resolve("served/torch.whl"), "2.7.1");
		final List<String> lines = EngineInstallation.ofAddress(address("torch.whl"), sha256(wheel)).description();
		assertEquals("torch.whl, 0.0 MB, SHA-256 must be " + sha256(wheel), lines.get(0));
		assertTrue(asked.stream().allMatch(a -> a.equals("HEAD /torch.whl")), asked::toString);
		assertEquals(List.of(), kept());
	}

	@Test
	void deletesDownloadsOfAnotherChecksum() throws Exception {
		Zips.wheel(folder.resolve("served/torch.whl"), "2.7.1");
		final EngineInstallation wrong = EngineInstallation.ofAddress(address("torch.whl"), "0123");
		assertSays(InstallationMessages.otherChecksum(Says.ANY, Says.ANY, "0123"), assertThrows(IllegalArgumentException.class, ()
			-> wrong.install(process, false, Progress.none())).getMessage());
		assertEquals(List.of(), kept());
	}

	@Test
	void refusesUnknownAddressesWithoutChecksum() throws Exception {
		assertEquals(InstallationMessages.noChecksum("torch.whl"), assertThrows(
			IllegalArgumentException.class, () -> EngineInstallation.ofAddress(address("torch.whl"), "")).getMessage());
		final KnownPackage known = KnownPackage.all().get(0);
		Files.writeString(folder.resolve("served").resolve(known.name()), "another");
		final EngineInstallation fake = EngineInstallation.ofAddress(address(known.name()), "");
		assertTrue(fake.description().get(0).endsWith("SHA-256 must be " + known.sha256()));
		assertThrows(IOException.class, () -> fake.install(process, false, Progress.none()));
		assertEquals(List.of(), kept());
	}

	@Test
	void namesUnreachableAddresses() throws Exception {
		assertSays(InstallationMessages.answers(Says.ANY, 404), assertThrows(IOException.class, () ->
			EngineInstallation.ofAddress(address("none.whl"), "0123")).getMessage());
		assertEquals(InstallationMessages.addressScheme("torch.whl"), assertThrows(
			IllegalArgumentException.class, () -> EngineInstallation.ofAddress("torch.whl", "0123")).getMessage());
	}

	@Test
	void reportsMissingFolderOfTheChosenEngine() throws Exception {
		new InstalledEngine(folder.resolve("gone"), "2.7.1", "cpu", "a test").choose();
		assertSays(EngineMessages.engineIsGone(folder.resolve("gone")), assertThrows(IOException.class, () -> process.run(Map.of(),
			Progress.none(), () -> {})).getMessage());
	}

	@Test
	void downloadsNoLibraryUnasked() {
		final String message = assertThrows(IOException.class, () -> process.withoutBundled().run(Map.of(), Progress.none(),
			() -> {})).getMessage();
		assertSays(EngineMessages.noLibrary(Says.ANY), message);
	}

	/** DJL's jar for this system, of our own class path. */
	private Path bundled() {
		return process.classPath().stream().filter(p -> p.toString().contains("pytorch-native-cpu")).findFirst().orElseThrow();
	}

	@Test
	@Tag("slow")
	void installsAndUsesARealPackage() throws Exception {
		final InstalledEngine engine = EngineInstallation.ofFiles(bundled(), "", Progress.none()).install(process, false, Progress
			.none());
		assertEquals(Optional.of(engine), InstalledEngine.chosen());
		final EngineProcess.Answer answer = process.withoutBundled().run(Map.of(), Progress.none(), () -> {});
		assertEquals(engine.folder(), answer.folder());
		assertEquals("2.7.1", answer.version());
	}

	@Test
	@Tag("slow")
	void usesTheDownloadOfDjl() throws Exception {
		final Path served = Files.createDirectories(folder.resolve("served/pytorch/2.7.1"));
		final StringBuilder index = new StringBuilder();
		try (ZipFile jar = new ZipFile(bundled().toFile())) {
			for (final ZipEntry e : jar.stream().filter(e -> e.getName().startsWith("pytorch/") && !e.isDirectory()).toList()) {
				final String[] parts = e.getName().split("/");
				final String line = parts[1] + "/" + parts[2] + "/native/lib/" + parts[3] + ".gz";
				index.append(line).append('\n');
				Files.createDirectories(served.resolve(line).getParent());
				try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(served.resolve(line))) {
					{
						def.setLevel(Deflater.BEST_SPEED);
					}
				}) {
					jar.getInputStream(e).transferTo(out);
				}
			}
		}
		Files.writeString(served.resolve("files.txt"), index);
		final EngineProcess redirected = new EngineProcess(process.classPath(), Map.of("java.protocol.handler.pkgs",
			"sfumato.installation", PUBLISHER, address("")));
		final InstalledEngine engine = EngineInstallation.ofDjl("cpu").install(redirected, false, Progress.none());
		assertTrue(asked.contains("GET /pytorch/2.7.1/files.txt"), asked::toString);
		assertTrue(engine.folder().startsWith(folder.resolve("cache/pytorch")));
		assertEquals(engine.folder(), process.withoutBundled().run(Map.of(), Progress.none(), () -> {}).folder());
	}
}
