package sfumato.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder so that there is either all of it or nothing: into a hidden folder beside the target, which is then moved.
 * A run that is killed leaves the hidden folder and no half of what it was to write.
 */
public final class NewFolder {

	/** Fills a folder. */
	@FunctionalInterface
	public interface Content {

		void writeInto(Path folder) throws IOException;
	}

	private NewFolder() {}

	/**
	 * Checks, before hours of work, what {@link #write} will check after them.
	 *
	 * @throws IOException if the target exists and must not be replaced
	 */
	public static void requireWritable(final Path target, final boolean overwrite) throws IOException {
		if (Files.exists(target) && !overwrite) throw new IOException("\"" + target +
			"\" exists already. Choose another output, or set overwrite=true.");
		final Path absolute = target.toAbsolutePath().normalize();
		if (absolute.getParent() == null) throw new IOException("\"" + target + "\" cannot be an output folder.");
	}

	/**
	 * Writes a folder; its parents are made if they are missing.
	 *
	 * @param target what the folder will be called
	 * @param overwrite whether an existing folder may be replaced
	 * @throws IOException if the target exists and must not be replaced, or cannot be written
	 */
	public static void write(final Path target, final boolean overwrite, final Content content) throws IOException {
		requireWritable(target, overwrite);
		final Path absolute = target.toAbsolutePath().normalize();
		Files.createDirectories(absolute.getParent());
		final Path fresh = Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + "-");
		try {
			content.writeInto(fresh);
			if (!Files.exists(absolute)) {
				Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
				return;
			}
			final Path old = Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + "-old-");
			Files.move(absolute, old.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
			Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
			delete(old);
		}
		finally {
			delete(fresh);
		}
	}

	/** Deletes a file or folder with all that is in it; nothing happens if it does not exist. */
	public static void delete(final Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		try (Stream<Path> tree = Files.walk(folder)) {
			final List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
			for (final Path p : deepestFirst)
				Files.delete(p);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}
}
