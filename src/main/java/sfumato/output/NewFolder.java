package sfumato.output;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import sfumato.storage.FileChanges;
import sfumato.text.Reason;

/**
 * Writes a folder atomically: into a hidden folder beside the target, which is then moved. A run that is killed leaves the hidden
 * folder and no half of what it was to write; the next run repairs that ({@link Unfinished#repair}).
 */
public final class NewFolder {

	/** Fills a folder. */
	@FunctionalInterface
	public interface Content {
		void writeInto(Path folder) throws IOException;
	}

	/** The name in the marks of those who write into a folder together. */
	private static final String RUN = "run";
	private static final long PATIENCE_NANOS = 60_000_000_000L;

	private NewFolder() {}

	/**
	 * Checks, before hours of work, what {@link #write} will check after them.
	 *
	 * @throws IOException if the target exists and must not be replaced, or nothing can be written where it is to be
	 */
	public static void requireWritable(final Path target, final boolean overwrite) throws IOException {
		requireFolder(target);
		if (Files.exists(target) && !overwrite) throw new IOException(OutputMessages.exists(target));
		if (Files.exists(target)) OutputNames.requireAccess(target, target);
		OutputNames.requireAccess(target, resolved(target).getParent()); // it is moved to its place
	}

	/**
	 * Checks, before hours of work, whether a folder can be made, or files be added to it if it exists.
	 *
	 * @throws IOException if it cannot
	 */
	public static void requireExtensible(final Path target) throws IOException {
		requireFolder(target);
		OutputNames.requireAccess(target, resolved(target));
	}

	/**
	 * Checks that a folder does not exist or has nothing in it but hidden files, as killed runs leave them.
	 *
	 * @param maker what would have made the files in it, had they been its own: {@code a cross-validation}
	 * @throws IOException if there is anything else
	 */
	public static void requireEmpty(final Path folder, final String maker) throws IOException {
		if (!Files.exists(folder)) return;
		try (Stream<Path> files = Files.list(folder)) {
			if (files.anyMatch(f -> !f.getFileName().toString().startsWith("."))) throw new
				IOException(OutputMessages.foreignFiles(folder, maker));
		}
	}

	private static void requireFolder(final Path target) throws IOException {
		OutputNames.requireUsable(target);
		OutputNames.requireRoom(target);
		Unfinished.repair(target);
		if (Files.exists(target) && !Files.isDirectory(target)) throw new IOException(OutputMessages.isFile(target));
	}

	/** Keeps a place for a folder that will be written. */
	public static final class Claim implements AutoCloseable {
		private final Path mark;
		/** Folders around the place that there were not before, the innermost first. */
		private final List<Path> made;

		private Claim(final Path mark, final List<Path> made) {
			this.mark = mark;
			this.made = made;
		}

		/** Gives the place up; where nothing has been written, not even an empty folder stays. */
		@Override
		public void close() {
			try {
				delete(mark);
				removeEmpty(made);
			}
			catch (final IOException e) {
				// who comes next repairs that
			}
		}
	}

	/** The folders around a place that there are not, the innermost first. */
	private static List<Path> missing(final Path place) {
		final List<Path> missing = new ArrayList<>();
		for (Path p = place.getParent(); p != null && !Files.exists(p); p = p.getParent())
			missing.add(p);
		return missing;
	}

	private static void removeEmpty(final List<Path> folders) throws IOException {
		try {
			for (final Path folder : folders)
				FileChanges.delete(folder);
		}
		catch (final DirectoryNotEmptyException e) {
			// it is in use
		}
	}

	/**
	 * Claims a place before hours of work whose result will be written there, so that of two runs with one output the second hears of
	 * it at its start. The claim is a hidden folder beside the place, as long as the process lives.
	 *
	 * @throws IOException if another run has claimed it or the mark cannot be made
	 */
	public static Claim claim(final Path target) throws IOException {
		Unfinished.repair(target);
		return claimOnce(target);
	}

	private static Claim claimOnce(final Path target) throws IOException {
		OutputNames.requireUsable(target);
		final Path place = resolved(target);
		final Claim claim = new Claim(Unfinished.fresh(place), missing(place));
		try {
			Files.createDirectories(place.getParent());
			Files.createDirectory(claim.mark);
		}
		catch (final FileSystemException e) {
			claim.close();
			throw new IOException(OutputMessages.unwritable(target, Reason.because(e)), e);
		}
		try {
			final Optional<String> other = Unfinished.writer(place, claim.mark);
			if (other.isPresent()) throw new Claimed(OutputMessages.beingMade(target, other.get()));
			return claim;
		}
		catch (final IOException | RuntimeException e) {
			claim.close();
			throw e;
		}
	}

	/**
	 * Claims a file for a moment, e.g. to read it, change it and write it without losing what another run writes into it. Where another
	 * run has claimed it, this waits for up to a minute.
	 *
	 * @throws IOException if another run holds it for longer or the mark cannot be made
	 */
	public static Claim awaitClaim(final Path file) throws IOException {
		Unfinished.repairNowAndThen(file);
		final long end = System.nanoTime() + PATIENCE_NANOS;
		while (true) {
			try {
				return claimOnce(file);
			}
			catch (final Claimed e) {
				if (System.nanoTime() > end) throw e;
			}
			try {
				Thread.sleep(ThreadLocalRandom.current().nextInt(5, 50)); // so that two who meet do not meet again
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancellationException(OutputMessages.interrupted(file));
			}
		}
	}

	/**
	 * Tells others that this run writes into a folder, which exists, along with others that may do so, too. The mark is a hidden folder in
	 * it, as long as the process lives.
	 */
	public static Claim join(final Path folder) throws IOException {
		final Claim claim = new Claim(Unfinished.fresh(resolved(folder).resolve(RUN)), List.of());
		try {
			Files.createDirectory(claim.mark);
		}
		catch (final FileSystemException e) {
			throw new IOException(OutputMessages.unwritableFolder(folder, Reason.because(e)), e);
		}
		return claim;
	}

	/**
	 * Makes sure that what is in a folder may be discarded. To be called while a file is claimed that whoever joins claims, too.
	 *
	 * @throws IOException if another run has {@linkplain #join joined}
	 */
	public static void requireAlone(final Path folder) throws IOException {
		final Optional<String> other = Unfinished.writer(resolved(folder).resolve(RUN), null);
		if (other.isPresent()) throw new IOException(OutputMessages.beingWritten(folder, other.get()));
	}

	/** Another run has claimed a place. */
	private static final class Claimed extends IOException {
		private static final long serialVersionUID = 1L;

		private Claimed(final String message) {
			super(message);
		}
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
		final Path place = resolved(target), fresh = Unfinished.fresh(place), old = Unfinished.old(place);
		final List<Path> made = missing(place);
		Files.createDirectories(place.getParent());
		// not a temporary folder of Java's, which nobody but its owner could read
		Files.createDirectory(fresh);
		try {
			fill(target, fresh, content);
			if (Files.exists(place)) replace(fresh, place, old);
			else FileChanges.rename(fresh, place);
		}
		finally {
			clear(fresh);
			removeEmpty(made);
		}
		clear(old);
	}

	/** What cannot be deleted now, e.g. because Windows has it open, whoever comes next clears up; it is no reason to lose a result. */
	private static void clear(final Path folder) {
		try {
			delete(folder);
		}
		catch (final IOException e) {
			// hidden, and in nobody's way
		}
	}

	private static void fill(final Path target, final Path fresh, final Content content) throws IOException {
		try {
			content.writeInto(fresh);
		}
		catch (final IOException e) {
			throw Reason.writing(target, e);
		}
	}

	private static void replace(final Path fresh, final Path place, final Path old) throws IOException {
		FileChanges.rename(place, old);
		try {
			FileChanges.rename(fresh, place);
		}
		catch (final IOException e) {
			FileChanges.rename(old, place);
			throw e;
		}
	}

	/**
	 * Deletes a folder so that there is all of it or nothing, whenever the process is killed: it leaves its place under a hidden name
	 * first, which whoever comes next clears up.
	 */
	public static void discard(final Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		final Path gone = Unfinished.fresh(folder.toAbsolutePath());
		FileChanges.rename(folder, gone);
		delete(gone);
	}

	static Path resolved(final Path target) throws IOException {
		return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
	}

	/** Deletes a file or folder with all that is in it; nothing happens if it does not exist. */
	public static void delete(final Path folder) throws IOException {
		FileChanges.deleteTree(folder);
	}
}
