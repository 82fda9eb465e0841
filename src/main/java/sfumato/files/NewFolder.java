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
	 * @throws IOException if the target exists and must not be replaced, or nothing can be written where it is to be
	 */
	public static void requireWritable(final Path target, final boolean overwrite) throws IOException {
		if (Files.exists(target) && !overwrite) throw new IOException("\"" + target +
			"\" exists already. Choose another output, or set overwrite=true.");
		if (Files.exists(target) && !Files.isDirectory(target)) throw new IOException("\"" + target +
			"\" is a file and is not replaced by a folder. Choose another output.");
		Path parent = resolved(target).getParent();
		while (parent != null && !Files.exists(parent))
			parent = parent.getParent();
		if (parent == null) throw new IOException("\"" + target + "\" cannot be an output folder.");
		if (!Files.isDirectory(parent)) throw new IOException("\"" + target + "\" cannot be written because \"" + parent +
			"\" is a file.");
		if (!Files.isWritable(parent)) throw new IOException("\"" + target + "\" cannot be written because \"" + parent +
			"\" is write-protected.");
	}

	/**
	 * Writes a folder; its parents are made if they are missing.
	 *
	 * @param target what the folder will be called; a link to a folder stays, and the folder it leads to is replaced
	 * @param overwrite whether an existing folder may be replaced
	 * @throws IOException if the target exists and must not be replaced, or cannot be written; what was there is then still
	 *           there
	 */
	public static void write(final Path target, final boolean overwrite, final Content content) throws IOException {
		requireWritable(target, overwrite);
		final Path place = resolved(target);
		Files.createDirectories(place.getParent());
		final Path fresh = Unfinished.fresh(place), old = Unfinished.old(place);
		// not a temporary folder of Java's, which nobody but its owner could read
		Files.createDirectory(fresh);
		try {
			content.writeInto(fresh);
			if (Files.exists(place)) replace(fresh, place, old);
			else Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			delete(fresh);
		}
		delete(old);
	}

	private static void replace(final Path fresh, final Path place, final Path old) throws IOException {
		Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
		try {
			Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final IOException e) {
			Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
			throw e;
		}
	}

	static Path resolved(final Path target) throws IOException {
		return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
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
