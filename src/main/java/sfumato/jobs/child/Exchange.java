package sfumato.jobs.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder through which parent and child hand each other pixels. Its owner, the parent, holds a lock on a file in it; what
 * nobody holds was left by processes that were killed, and goes when the next one begins.
 */
final class Exchange implements AutoCloseable {

	private static final String PREFIX = "sfumato-jobs-", LOCK = "lock";

	private final Path folder;
	private final FileChannel lock;

	private Exchange(final Path folder, final FileChannel lock) {
		this.folder = folder;
		this.lock = lock;
	}

	/** A new folder among the temporary ones, which only this user can read. */
	static Exchange create() throws IOException {
		final Path folder = Files.createTempDirectory(PREFIX);
		deleteAbandoned(folder);
		final FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		lock.lock();
		return new Exchange(folder, lock);
	}

	Path folder() {
		return folder;
	}

	private static void deleteAbandoned(final Path beside) throws IOException {
		final List<Path> others;
		try (Stream<Path> all = Files.list(beside.getParent())) {
			others = all.filter(p -> p.getFileName().toString().startsWith(PREFIX) && Files.exists(p.resolve(LOCK))).toList();
		}
		for (final Path other : others)
			if (!isHeld(other.resolve(LOCK))) delete(other, true);
	}

	private static boolean isHeld(final Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			return channel.tryLock() == null; // closing releases it
		}
		catch (final IOException | OverlappingFileLockException e) {
			return true; // somebody else's, or ours
		}
	}

	/** Deletes the files that were exchanged; what is mapped may keep its pixels. */
	void clear() {
		delete(folder, false);
	}

	/** Deletes the folder. */
	@Override
	public void close() {
		try {
			lock.close();
		}
		catch (final IOException e) {
			// the folder goes nevertheless, now or later
		}
		delete(folder, true);
	}

	/**
	 * Deletes as much as can be: Windows keeps files that are still mapped.
	 *
	 * @param whole whether the folder goes, too, and its lock
	 */
	static void delete(final Path folder, final boolean whole) {
		try (Stream<Path> tree = Files.walk(folder)) {
			for (final Path p : tree.sorted(Comparator.reverseOrder()).toList())
				if (whole || !p.equals(folder) && !p.endsWith(LOCK)) p.toFile().delete();
		}
		catch (final IOException | UncheckedIOException e) {
			// it is gone already, or goes with the temporary files
		}
	}
}
