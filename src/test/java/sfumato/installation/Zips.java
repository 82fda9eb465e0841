package sfumato.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small packages for tests. */
final class Zips {

	static final String TORCH = System.mapLibraryName("torch"), CUDA = System.mapLibraryName("torch_cuda");

	private Zips() {}

	/** @param entries names and texts, taking turns */
	static Path write(final Path file, final String... entries) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry(entries[i]));
				zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
				zip.closeEntry();
			}
		}
		return file;
	}

	/** A wheel that holds no library but a text. */
	static Path wheel(final Path file, final String version) throws IOException {
		return write(file, "torch/version.py", "from typing import Optional\n__version__ = '" + version + "'\n", "torch/lib/" + TORCH,
			"no library");
	}
}
