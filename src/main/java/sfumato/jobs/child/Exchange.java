package sfumato.jobs.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import sfumato.security.FileAccess.Kind;
import sfumato.security.PrivateFolder;
import sfumato.security.Trust;

/**
 * The folder through which parent and child exchange pixels, with the child's temporary files; only this user can read it. Its owner,
 * the parent, holds a lock on a file in it; what nobody holds was left by processes that were killed, and goes when the next one
 * begins. Folders of other users are not touched.
 */
final class Exchange implements AutoCloseable {

	private static final String PREFIX = "sfumato-jobs-", LOCK = "lock", PIXELS = "pixels", TEMPORARY = "tmp", CRASH = "crash.log";
	/** More than the JVM writes of a crash. */
	private static final int LONGEST_REPORT = 1 << 24;

	/** The folders of this process, whose locks it must not look at: on Linux and macOS closing a file gives up all locks on it. */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private final Path folder;
	private final FileChannel lock;

	private Exchange(final Path folder, final FileChannel lock) {
		this.folder = folder;
		this.lock = lock;
	}

	/**
	 * A new folder among the temporary ones.
	 *
	 * @throws IOException if others could replace it there
	 */
	static Exchange create() throws IOException {
		final Path folder = PrivateFolder.temporary(PREFIX);
		OWN.add(folder);
		deleteAbandoned(folder);
		final FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		final Exchange exchange = new Exchange(folder, lock);
		try {
			lock.lock();
			// only now: a file without content is not held yet, and somebody who begins just now must not take the folder for abandoned
			lock.write(ByteBuffer.wrap(new byte[] { '1' }));
			Files.createDirectory(folder.resolve(PIXELS));
			Files.createDirectory(folder.resolve(TEMPORARY));
			return exchange;
		}
		catch (final IOException | RuntimeException e) { // e.g. by an interrupt
			exchange.close();
			throw e;
		}
	}

	Path folder() {
		return folder;
	}

	/** The subfolder with pixels, in the folder of an exchange. */
	static Path pixels(final Path folder) {
		return folder.resolve(PIXELS);
	}

	/** For the temporary files of the child and its libraries, which load code from there. */
	Path temporary() {
		return folder.resolve(TEMPORARY);
	}

	/** Where the JVM of the child writes what it knows of its own crash. */
	Path crashReport() {
		return folder.resolve(CRASH);
	}

	/**
	 * Keeps the report of a crash beside the folder, which goes: in a new file, whose name nobody can foretell and that only this
	 * user can read.
	 *
	 * @return empty if there is none
	 */
	Optional<Path> keepCrashReport() {
		try {
			if (!Files.isRegularFile(crashReport(), LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
			final Path kept = Files.createTempFile(folder.getParent(), "sfumato-crash-", ".log");
			try (InputStream in = Files.newInputStream(crashReport(), LinkOption.NOFOLLOW_LINKS);
					OutputStream out = Files.newOutputStream(kept))
			{
				out.write(in.readNBytes(LONGEST_REPORT));
			}
			return Optional.of(kept);
		}
		catch (final IOException e) {
			return Optional.empty(); // the message says the same without it
		}
	}

	private static void deleteAbandoned(final Path beside) throws IOException {
		final Trust trust = Trust.ofSystem();
		try (DirectoryStream<Path> others = Files.newDirectoryStream(beside.getParent(), PREFIX + "*")) {
			for (final Path other : others)
				// looked at before it is opened: opening a pipe waits for ever
				if (!OWN.contains(other) && trust.isOwn(other, Kind.FOLDER) && trust.isOwn(other.resolve(LOCK), Kind.FILE) && !isHeld(
					other.resolve(LOCK))) delete(other, true);
		}
		catch (final DirectoryIteratorException | IOException e) {
			// who may not list the temporary files leaves them
		}
	}

	private static boolean isHeld(final Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			return channel.size() == 0 || channel.tryLock() == null; // closing releases it
		}
		catch (final IOException | OverlappingFileLockException e) {
			return true; // somebody else's, or ours
		}
	}

	/** Deletes the exchanged files; mapped files may keep their pixels. */
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
		OWN.remove(folder);
	}

	/**
	 * Deletes as much as can be: Windows keeps files that are still mapped.
	 *
	 * @param whole whether the folder goes, too; else only the pixels
	 */
	static void delete(final Path folder, final boolean whole) {
		if (!whole) PrivateFolder.delete(pixels(folder), p -> !p.equals(pixels(folder)));
		else {
			final Path lock = folder.resolve(LOCK);
			PrivateFolder.delete(folder, p -> !p.equals(lock) && !p.equals(folder));
			// the lock goes last: without it nobody would know that the folder is abandoned
			if (isAlone(lock)) PrivateFolder.delete(folder, p -> true);
		}
	}

	private static boolean isAlone(final Path lock) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(lock.getParent(), p -> !p.equals(lock))) {
			return !files.iterator().hasNext();
		}
		catch (final DirectoryIteratorException | IOException e) {
			return false;
		}
	}
}
