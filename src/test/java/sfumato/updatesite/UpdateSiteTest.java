package sfumato.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.util.FileUtils;

import com.google.gson.Gson;

import sfumato.progress.Progress;

class UpdateSiteTest {

	private static final String MAIN = "jars/sfumato-1.0.0.jar";
	private static final long FIRST = 20260101120000L, SECOND = 20260201120000L;

	@TempDir
	private Path folder;

	private Path files;

	@BeforeEach
	void theFilesOfARelease() throws IOException {
		Files.createDirectory(folder.resolve("provided"));
		files = folder.resolve("files");
		Jars.withClass(files.resolve(MAIN), Progress.class, "");
		Jars.write(files.resolve("lib/sfumato/api-0.36.0.jar"), "a.txt", "one");
		Jars.write(files.resolve("lib/linux64/sfumato/torch-2.7.1-linux-x86_64.jar"), "b.txt", "one");
	}

	private List<SiteFile> make(final String site, final String previous, final long timestamp) throws IOException {
		final Map<String, String> options = new TreeMap<>(Map.of("files", files.toString(), "provided", folder
			.resolve("provided").toString(), "fiji", "update-site/fiji-files.tsv",
			"main", MAIN, "site", folder.resolve(site).toString(), "timestamp", Long.toString(timestamp), "description",
			"a < b & c", "link", "https://example.org/", "author", "Somebody"));
		if (!previous.isEmpty()) options.put("previous", folder.resolve(previous).toString());
		return Main.make(options);
	}

	private Map<String, SiteFile> index(final String site) throws IOException {
		return Index.read(folder.resolve(site).resolve("db.xml.gz")).stream().collect(Collectors.toMap(SiteFile::path, Function
			.identity()));
	}

	private String refused() {
		return assertThrows(IOException.class, () -> make("refused", "", FIRST)).getMessage();
	}

	@Test
	void storesEveryFileUnderItsTimestamp() throws IOException {
		make("site", "", FIRST);
		assertTrue(Files.exists(folder.resolve("site/lib/sfumato/api-0.36.0.jar-" + FIRST)));
		assertEquals(-1, Files.mismatch(files.resolve(MAIN), folder.resolve("site").resolve(MAIN + "-" + FIRST)));
		final SiteFile main = index("site").get(MAIN);
		assertEquals(FIRST, main.current().orElseThrow().timestamp());
		assertEquals(Files.size(files.resolve(MAIN)), main.current().orElseThrow().size());
	}

	@Test
	void filesInPlatformFoldersAreForThatPlatform() {
		assertEquals(Optional.of("linux64"), file("lib/linux64/sfumato/torch.jar").platform());
		assertEquals(Optional.of("macos-arm64"), file("lib/macos-arm64/x").platform());
		assertEquals(Optional.empty(), file("lib/sfumato/linux64/torch.jar").platform());
		assertEquals(Optional.empty(), file("lib/linux64").platform());
	}

	private static SiteFile file(final String path) {
		return new SiteFile(path, Optional.empty(), List.of());
	}

	@Test
	void keepsUnchangedFiles() throws IOException {
		final Path library = files.resolve("lib/sfumato/api-0.36.0.jar");
		Jars.write(library, "META-INF/MANIFEST.MF", "Built-By: me\n", "a.txt", "one");
		final long bytes = Files.size(library);
		make("site", "", FIRST);
		Jars.write(library, "a.txt", "one", "META-INF/MANIFEST.MF", "Built-By: somebody else\n");
		make("second", "site", SECOND);
		final SiteFile.Version version = index("second").get("lib/sfumato/api-0.36.0.jar").current().orElseThrow();
		assertEquals(FIRST, version.timestamp());
		assertEquals(bytes, version.size());
		assertEquals(bytes, Files.size(folder.resolve("second/lib/sfumato/api-0.36.0.jar-" + FIRST)));
	}

	@Test
	void newVersionsListPreviousOnes() throws IOException {
		make("site", "", FIRST);
		final String before = index("site").get("lib/sfumato/api-0.36.0.jar").current().orElseThrow().checksum();
		Files.delete(files.resolve("lib/sfumato/api-0.36.0.jar"));
		Jars.write(files.resolve("lib/sfumato/api-0.37.0.jar"), "a.txt", "two");
		make("second", "site", SECOND);
		final SiteFile api = index("second").get("lib/sfumato/api-0.37.0.jar");
		assertEquals(List.of(new SiteFile.Previous("lib/sfumato/api-0.36.0.jar", before, FIRST, SECOND)), api.previous());
		assertEquals(SECOND, api.current().orElseThrow().timestamp());
	}

	@Test
	void marksDroppedFilesAsObsolete() throws IOException {
		make("site", "", FIRST);
		Files.delete(files.resolve("lib/sfumato/api-0.36.0.jar"));
		make("second", "site", SECOND);
		final SiteFile gone = index("second").get("lib/sfumato/api-0.36.0.jar");
		assertTrue(gone.current().isEmpty());
		assertEquals(1, gone.previous().size());
		assertFalse(Files.exists(folder.resolve("second/lib/sfumato/api-0.36.0.jar-" + FIRST)));
	}

	@Test
	void timestampsNeverDecrease() throws IOException {
		make("site", "", SECOND);
		assertTrue(assertThrows(IOException.class, () -> make("second", "site", FIRST)).getMessage().endsWith(
			"and a new one cannot be of " + FIRST + "."));
	}

	@Test
	void refusesFilesThatReplaceFilesOfFiji() throws IOException {
		Files.move(files.resolve("lib/sfumato/api-0.36.0.jar"), files.resolve("jars/api-0.36.0.jar"));
		assertEquals("jars/api-0.36.0.jar would replace Fiji's api.jar (script-editor); rename it, or leave it to Fiji.",
			refused());
	}

	@Test
	void refusesJarsThatShadowOtherClasses() throws IOException {
		Jars.write(files.resolve("plugins/own-1.0.jar"), "com/sun/jna/Native.class", "");
		assertEquals("plugins/own-1.0.jar holds com/sun/jna/Native.class, which could hide a class of Fiji's; it belongs in" +
			" lib/sfumato, off Fiji's class path.", refused());
	}

	@Test
	void refusesDependenciesMissingInFiji() throws IOException {
		Jars.withClass(files.resolve(MAIN), FijiFiles.class, "");
		assertTrue(refused().contains("org.scijava.util.FileUtils"), refused());
		Jars.withClass(files.resolve("lib/sfumato/unheard-of-1.0.jar"), FileUtils.class, "");
		Jars.withClass(files.resolve("lib/sfumato/rest-1.0.jar"), SiteFile.class, "");
		assertTrue(refused().endsWith(MAIN + " needs unheard-of.jar, which Fiji is not known to ship."), refused());
		Jars.withClass(folder.resolve("provided/not-there-either-1.0.jar"), Gson.class, "");
		assertTrue(refused().contains(MAIN + " needs not-there-either.jar, which Fiji is not known to ship."), refused());
	}

	@Test
	void acceptsLibrariesThatFijiShips() throws IOException {
		Jars.withClass(files.resolve(MAIN), UsesGson.class, "");
		final FijiFiles fiji = FijiFiles.read(Path.of("update-site/fiji-files.tsv"));
		final Path gson = Path.of(Gson.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		assertEquals(List.of("gson"), List.copyOf(Needs.of(files.resolve(MAIN), List.of(gson))));
		assertTrue(Needs.missingInFiji(Set.of("gson"), fiji).isEmpty());
	}

	@Test
	void hidesImageReadersFromOtherPlugins() throws IOException {
		final Path jar = Jars.write(files.resolve("jars/imageio-tiff-3.jar"), "META-INF/services/javax.imageio.spi.ImageReaderSpi",
			"com.twelvemonkeys.Reader", "META-INF/services/java.nio.Other", "x", "com/twelvemonkeys/Reader.class", "code");
		assertEquals(1, ImageReaders.keepPrivate(files.resolve("jars")));
		try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(jar.toFile())) {
			assertEquals(List.of("META-INF/services/java.nio.Other", "com/twelvemonkeys/Reader.class"), zip.stream().filter(e -> !e
				.isDirectory()).map(java.util.zip.ZipEntry::getName).sorted().toList());
		}
		assertEquals(0, ImageReaders.keepPrivate(files.resolve("jars")));
		assertEquals(0, ImageReaders.keepPrivate(files.resolve("nowhere")));
	}

	@Test
	void refusesTwoVersionsOfOneFile() throws IOException {
		Jars.write(files.resolve("lib/sfumato/api-0.37.0.jar"), "a.txt", "one");
		assertEquals("lib/sfumato/api-0.36.0.jar and lib/sfumato/api-0.37.0.jar are two versions of one file to Fiji's updater.",
			refused());
	}

	@Test
	void refusesFilesOutsideUpdaterFolders() throws IOException {
		Jars.write(files.resolve("libs/x-1.jar"), "a.txt", "one");
		assertTrue(refused().startsWith("libs/x-1.jar is in a folder that Fiji's updater does not look into"));
	}
}
