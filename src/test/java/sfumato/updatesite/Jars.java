package sfumato.updatesite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small jars for tests. */
final class Jars {

	private Jars() {}

	/**
	 * @param entries names and texts, taking turns; a name that ends with a slash is a folder
	 */
	static Path write(final Path file, final String... entries) throws IOException {
		Files.createDirectories(file.getParent());
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry(entries[i]));
				zip.write(entries[i + 1].getBytes(StandardCharsets.ISO_8859_1));
				zip.closeEntry();
			}
		}
		return file;
	}

	/** A jar with a class of another jar's in it, under the same or another name. */
	static Path withClass(final Path file, final Class<?> type, final String entry) throws IOException {
		final String name = type.getName().replace('.', '/') + ".class";
		final byte[] bytes = type.getResourceAsStream("/" + name).readAllBytes();
		return write(file, entry.isEmpty() ? name : entry, new String(bytes, StandardCharsets.ISO_8859_1));
	}
}
