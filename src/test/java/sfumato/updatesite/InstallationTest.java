package sfumato.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

/**
 * The whole suite onto a site, from there over http into a folder that is like a Fiji, and started there in a process that has
 * of our files only those on Fiji's class path.
 */
class InstallationTest {

	private static final String MAIN = "jars/sfumato-1.0.0.jar";
	/** What we leave to Fiji. */
	private static final List<String> PROVIDED = List.of("ij", "ij1-patcher", "javassist", "classgraph", "scijava-common",
		"parsington", "imglib2", "commons-math3");
	private static final List<String> SHIPPED = List.of("api", "pytorch-engine", "pytorch-jni", "jna", "gson", "slf4j-api");

	@TempDir
	private Path folder;

	private HttpServer server;

	@BeforeEach
	void serve() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", exchange -> {
			final Path file = folder.resolve("site" + exchange.getRequestURI().getPath());
			exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, 0);
			if (Files.exists(file)) Files.copy(file, exchange.getResponseBody());
			exchange.close();
		});
		server.start();
	}

	@AfterEach
	void stop() {
		server.stop(0);
	}

	private String url() {
		return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
	}

	private void makeSite(final Path files) throws IOException {
		Main.make(new TreeMap<>(Map.of("files", files.toString(), "provided", Files
			.createDirectories(folder.resolve("provided")).toString(), "fiji", "update-site/fiji-files.tsv", "main", MAIN, "site",
			folder.resolve("site").toString(), "description", "d", "link", "l", "author", "a")));
	}

	@Test
	void installsFilesOfThePlatformAndOfAllPlatforms() throws Exception {
		final Path files = folder.resolve("files");
		Jars.withClass(files.resolve(MAIN), sfumato.progress.Progress.class, "");
		Jars.write(files.resolve("lib/sfumato/api-0.36.0.jar"), "a.properties", "# now\na=1\n");
		Jars.write(files.resolve("lib/linux64/sfumato/torch-2.7.1.jar"), "b.txt", "linux");
		Jars.write(files.resolve("lib/win64/sfumato/torch-2.7.1.jar"), "b.txt", "windows");
		makeSite(files);
		final Path fiji = folder.resolve("Fiji");
		assertEquals(List.of(MAIN, "lib/sfumato/api-0.36.0.jar", "lib/win64/sfumato/torch-2.7.1.jar"), new SiteInstaller(url(),
			"win64").install(fiji));
		assertEquals(-1, Files.mismatch(files.resolve(MAIN), fiji.resolve(MAIN)));
	}

	@Test
	@Tag("slow")
	void installedSuiteRunsAMacro() throws Exception {
		final Path files = folder.resolve("files"), fiji = folder.resolve("Fiji");
		jarOf(Path.of("target/classes"), files.resolve(MAIN));
		copy(SHIPPED, files.resolve("lib/sfumato"));
		copy(List.of("commonmark", "commonmark-ext-gfm-tables", "imageio-tiff", "imageio-core", "imageio-metadata", "common-lang",
			"common-io", "common-image", "aircompressor"), files.resolve("jars"));
		copy(PROVIDED, folder.resolve("provided"));
		makeSite(files);
		new SiteInstaller(url(), "linux64").install(fiji);
		copy(PROVIDED, fiji.resolve("jars"));
		copy(List.of("gson"), fiji.resolve("jars"));
		final Path macro = Files.writeString(folder.resolve("fuse.ijm"), "run('Fuse Dataset...', 'dataset=[" + Path.of(
			"test-images/phantoms").toAbsolutePath() + "] cases=1-2 output=[" + folder.resolve("fused") + "]');\n");
		assertEquals("", run(fiji, macro));
		assertTrue(Files.exists(folder.resolve("fused/case02.tif")));
	}

	/** Runs a macro in a Fiji's process; what it printed if it failed. */
	private String run(final Path fiji, final Path macro) throws IOException, InterruptedException {
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-Duser.home=" + folder, "-cp", fiji.resolve(
				"jars") + File.separator + "*", "sfumato.standalone.Main", macro.toString()).redirectErrorStream(true).start();
		final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return process.waitFor() == 0 ? "" : output;
	}

	/** Copies jars of our own class path. */
	private static void copy(final List<String> names, final Path target) throws IOException {
		Files.createDirectories(target);
		for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			final String file = Path.of(entry).getFileName().toString();
			if (file.endsWith(".jar") && names.contains(FijiFiles.jarName(file))) Files.copy(Path.of(entry), target.resolve(file
				.startsWith("api-") ? "djl-" + file : file));
		}
	}

	private static void jarOf(final Path classes, final Path jar) throws IOException {
		Files.createDirectories(jar.getParent());
		final List<Path> all;
		try (Stream<Path> tree = Files.walk(classes)) {
			all = tree.filter(Files::isRegularFile).toList();
		}
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			for (final Path file : all) {
				zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, zip);
				zip.closeEntry();
			}
		}
	}
}
