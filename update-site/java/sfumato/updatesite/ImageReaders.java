package sfumato.updatesite;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the image readers that the suite brings to the suite. A jar on Fiji's class path that names an image reader as a service gives
 * it to every plugin that uses Java's ImageIO, in place of the reader that the plugin was made for. Sfumato makes its reader itself and
 * needs no such entry.
 */
final class ImageReaders {

	private static final String SERVICES = "META-INF/services", PREFIX = "javax.imageio.";

	private ImageReaders() {}

	/**
	 * Deletes the entries from the jars in a folder.
	 *
	 * @return how many there were
	 */
	static int keepPrivate(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) return 0;
		final List<Path> jars;
		try (Stream<Path> files = Files.list(folder)) {
			jars = files.filter(f -> f.getFileName().toString().endsWith(".jar")).toList();
		}
		int deleted = 0;
		for (final Path jar : jars)
			deleted += delete(jar);
		return deleted;
	}

	private static int delete(final Path jar) throws IOException {
		int deleted = 0;
		try (FileSystem zip = FileSystems.newFileSystem(jar)) {
			final Path services = zip.getPath(SERVICES);
			if (!Files.isDirectory(services)) return 0;
			final List<Path> entries;
			try (Stream<Path> all = Files.list(services)) {
				entries = all.filter(e -> e.getFileName().toString().startsWith(PREFIX)).toList();
			}
			for (final Path entry : entries) {
				Files.delete(entry);
				deleted++;
			}
		}
		return deleted;
	}
}
