package sfumato.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The only class that renames and deletes files and folders.
 * <p>
 * Windows refuses both while any process has the file open or mapped, and of a folder while any file in it is open. A virus scanner or an
 * indexer opens a file for a moment after it was written, so on Windows this tries again for two seconds, and then says in a sentence that
 * another program has the file open. On other systems nothing is tried again.
 */
public final class FileChanges {

	private static final long PATIENCE_NANOS = 2_000_000_000L, PAUSE_MILLIS = 20;

	private FileChanges() {}

	/** A file operation that the system may refuse. */
	@FunctionalInterface
	private interface Change {
		boolean make() throws IOException;
	}

	/** Whether the files of this system are as those of Windows. */
	public static boolean isWindows() {
		return !FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * Gives a file or folder another name in one step. A file that has the name is replaced; a folder that has it must be moved away
	 * first.
	 *
	 * @throws FileSystemException with a reason for people where the system refuses it because a file is open
	 */
	public static void rename(final Path from, final Path to) throws IOException {
		attempt(() -> {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			return true;
		}, from, to, false);
	}

	/**
	 * Deletes a file, a link or an empty folder.
	 *
	 * @return whether there was one
	 * @throws FileSystemException with a reason for people where the system refuses it because a file is open
	 */
	public static boolean delete(final Path path) throws IOException {
		return attempt(() -> deleteOnce(path), path, path, false);
	}

	/** Deletes a file, a link or an empty folder, if that is possible right now. */
	public static void tryDelete(final Path path) {
		try {
			deleteOnce(path);
		}
		catch (final IOException e) {
			// it stays
		}
	}

	/**
	 * Deletes a file or folder with all that is in it; nothing happens if it does not exist. Links are deleted and not followed.
	 *
	 * @throws FileSystemException with a reason for people where the system refuses it because a file is open
	 */
	public static void deleteTree(final Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		final List<Path> deepestFirst;
		try (Stream<Path> tree = Files.walk(folder)) {
			deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		for (final Path p : deepestFirst)
			attempt(() -> deleteOnce(p), p, p, true); // on Windows, what was just deleted may fill the folder for a moment
	}

	/** Windows deletes no file that is write-protected. */
	private static boolean deleteOnce(final Path path) throws IOException {
		try {
			return Files.deleteIfExists(path);
		}
		catch (final AccessDeniedException e) {
			if (!isWindows() || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !path.toFile().setWritable(true)) throw e;
			return Files.deleteIfExists(path);
		}
	}

	private static boolean attempt(final Change change, final Path from, final Path to, final boolean emptied) throws IOException {
		final long end = System.nanoTime() + PATIENCE_NANOS;
		while (true)
			try {
				return change.make();
			}
			catch (final FileSystemException e) {
				final boolean open = e instanceof AccessDeniedException || e.getClass() == FileSystemException.class || emptied &&
					e instanceof DirectoryNotEmptyException;
				if (!isWindows() || !open) throw e;
				if (System.nanoTime() > end || !pause()) throw refused(Files.exists(to) ? to : from, e);
			}
	}

	private static FileSystemException refused(final Path path, final FileSystemException cause) {
		final FileSystemException e = new FileSystemException(path.toString(), null, StorageMessages.isOpen());
		e.initCause(cause);
		return e;
	}

	private static boolean pause() {
		try {
			Thread.sleep(PAUSE_MILLIS);
			return true;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}
}
