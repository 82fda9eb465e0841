package sfumato.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected checksums are what imagej-updater (at ea5f12e) computes for the same files. */
class ChecksumTest {

	private static final String MANIFEST = "Manifest-Version: 1.0\nBuilt-By: somebody\nMain-Class: z.Z\n";
	private static final String PROPERTIES = """
		#Thu Nov 26 20:15:00 UTC 2026
		key=1

		# after an empty line
		##two
		k=2
		#
		# after a lone sign
		# next
		last=3 # 4
		#end""";

	@TempDir
	private Path folder;

	private String jar(final String manifest, final String properties) throws IOException {
		return Checksum.of("jars/x-1.0.jar", Jars.write(folder.resolve("x.jar"), "z/Z.class", "\0\1\2\3\4\5\6\7\10\11",
			"META-INF/MANIFEST.MF", manifest, "a.properties", properties, "d/", "", "b.txt", "# no properties\n"));
	}

	@Test
	void jarChecksumMatchesTheUpdater() throws IOException {
		assertEquals("c9ba6e7a358577b3993fa6fab070666d478bfb21", jar(MANIFEST, PROPERTIES));
	}

	@Test
	void fileChecksumMatchesTheUpdater() throws IOException {
		assertEquals("9858d8da4069bd992c363dc34688c39be306c702", Checksum.of("lib/sfumato/note.txt", Files.writeString(folder
			.resolve("note.txt"), "hello\n")));
	}

	@Test
	void checksumIgnoresBuildTime() throws IOException {
		assertEquals(jar(MANIFEST, PROPERTIES), jar("Manifest-Version: 1.0\nBuild-Jdk: 21\n", PROPERTIES.replace("Nov 26",
			"Dec 24")));
		assertNotEquals(jar(MANIFEST, PROPERTIES), jar(MANIFEST, PROPERTIES.replace("key=1", "key=2")));
	}
}
