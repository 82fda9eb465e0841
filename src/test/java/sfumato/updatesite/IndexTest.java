package sfumato.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index names files of a Fiji and nothing else. */
class IndexTest {

	@TempDir
	private Path folder;

	private Path index(final String declarations, final String filename) throws IOException {
		final Path file = folder.resolve("db.xml.gz");
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			out.write(("<?xml version=\"1.0\"?>\n" + declarations + "<pluginRecords><plugin filename=\"" + filename +
				"\"><version checksum=\"c\" timestamp=\"1\" filesize=\"2\"/><description>&text;</description></plugin></pluginRecords>")
					.getBytes(StandardCharsets.UTF_8));
		}
		return file;
	}

	private static final String DECLARED = "<!DOCTYPE pluginRecords [<!ENTITY text \"x\">]>\n";

	@Test
	void readsFilesOfTheIndex() throws IOException {
		assertEquals(List.of("jars/a-1.0.jar"), Index.read(index(DECLARED, "jars/a-1.0.jar")).stream().map(SiteFile::path).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a.jar", "jars/../../a.jar", "/etc/a", "C:/a", "jars\\..\\a", "" })
	void refusesPathsOutsideFiji(final String name) throws IOException {
		final Path file = index(DECLARED, name);
		assertTrue(assertThrows(IOException.class, () -> Index.read(file)).getMessage().contains("is no file of a Fiji"));
	}

	/** Reading another document would fail here, because there is none. */
	@Test
	void readsNoExternalEntities() throws IOException {
		final String missing = folder.resolve("missing").toUri().toString();
		for (final String declarations : List.of("<!DOCTYPE pluginRecords SYSTEM \"" + missing + "\" [<!ENTITY text \"x\">]>\n",
			"<!DOCTYPE pluginRecords [<!ENTITY text SYSTEM \"" + missing + "\">]>\n", "<!DOCTYPE pluginRecords [<!ENTITY % p SYSTEM \"" +
				missing + "\"> %p; <!ENTITY text \"x\">]>\n"))
			assertEquals(1, Index.read(index(declarations, "jars/a-1.0.jar")).size(), declarations);
	}
}
