package sfumato.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sfumato.text.Reason;

/**
 * Files and folders that are being written, under hidden names beside what they are to become.
 *
 * <pre>
 * .new-PID_START_HOST-UUID-NAME    what will be NAME
 * .old-PID_START_HOST-UUID-NAME    what was NAME, until the new one has taken its place
 * </pre>
 *
 * The names say which process they are of: its number, the second in which it started, and its computer, since a folder may be
 * shared by many. So whoever comes next can repair what a process that was killed has left: what was half written is deleted, and
 * what had been moved away to be replaced is moved back. What a living process writes is never touched, and what a process of another
 * computer has left, of which nobody here knows whether it lives, only when it is a day old.
 */
public final class Unfinished {

	private static final String NEW = "new", OLD = "old";
	/** How deep below a folder others may be written into it. */
	private static final int DEPTH = 3;
	private static final Pattern NAME = Pattern.compile("\\.(" + NEW + "|" + OLD +
		")-(\\d+)_(\\d+)_([A-Za-z0-9.]*)-([0-9a-f-]{36})-(.+)");
	private static final Duration LONG = Duration.ofDays(1);
	private static final String HOST = host();

	private Unfinished() {}

	/** A name for what will take the place of a target; it ends as the target's. */
	static Path fresh(final Path target) {
		return hidden(target, NEW);
	}

	/** A name for what was in that place before, until it has been taken. */
	static Path old(final Path target) {
		return hidden(target, OLD);
	}

	private static Path hidden(final Path target, final String what) {
		return target.resolveSibling("." + what + "-" + ProcessHandle.current().pid() + "_" + started(ProcessHandle.current()) + "_" +
			HOST + "-" + UUID.randomUUID() + "-" + target.getFileName());
	}

	private static long started(final ProcessHandle process) {
		return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", "");
		}
		catch (final UnknownHostException e) {
			return "";
		}
	}

	/**
	 * Repairs what processes that no longer live have left of a target. Everything that reads or writes a folder calls this first.
	 *
	 * @param target a file or folder, or a folder into which others are written
	 * @throws IOException in a sentence, if what was moved away cannot be moved back
	 */
	public static void repair(final Path target) throws IOException {
		repair(target, Unfinished::isLeft);
	}

	/**
	 * Clears up after a child of this process that was killed.
	 *
	 * @param target what the process was writing, or a folder that it was writing into
	 * @param process its number
	 */
	public static void clearUp(final Path target, final long process) throws IOException {
		repair(target, name -> Long.parseLong(name.group(2)) == process && name.group(4).equals(HOST));
	}

	private static void repair(final Path target, final Predicate<Matcher> of) throws IOException {
		final Path place = NewFolder.resolved(target), parent = place.getParent();
		if (parent == null) return;
		for (final Path p : list(parent, 1)) {
			final Matcher name = NAME.matcher(p.getFileName().toString());
			if (name.matches() && name.group(6).equals(place.getFileName().toString()) && of.test(name) && isOld(p, name)) repair(p, name);
		}
		if (Files.isDirectory(place)) for (final Path p : list(place, DEPTH)) {
			final Matcher name = NAME.matcher(p.getFileName().toString());
			if (name.matches() && Files.exists(p, LinkOption.NOFOLLOW_LINKS) && of.test(name) && isOld(p, name)) repair(p, name);
		}
	}

	/** What there is in a folder; nothing, where it cannot be looked into. */
	private static List<Path> list(final Path folder, final int depth) throws IOException {
		final List<Path> all = new ArrayList<>();
		try (Stream<Path> tree = depth == 1 ? Files.list(folder) : Files.walk(folder, depth)) {
			tree.forEach(all::add);
		}
		catch (final AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
			return List.of();
		}
		catch (final java.io.UncheckedIOException e) { // somebody else deletes at the same time
			return all;
		}
		return all;
	}

	/** Whether the process that a name is of does not live any more, as far as can be known. */
	private static boolean isLeft(final Matcher name) {
		if (!name.group(4).equals(HOST)) return true;
		final Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(2)));
		// another process may have got its number
		return process.isEmpty() || !process.get().isAlive() || started(process.get()) != 0 && Math.abs(started(process.get()) - Long
			.parseLong(name.group(3))) > 2;
	}

	private static boolean isOld(final Path p, final Matcher name) throws IOException {
		if (name.group(4).equals(HOST)) return true;
		try {
			return Files.getLastModifiedTime(p, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(Instant.now().minus(LONG));
		}
		catch (final NoSuchFileException e) {
			return false;
		}
	}

	private static void repair(final Path left, final Matcher name) throws IOException {
		final Path target = left.resolveSibling(name.group(6));
		if (name.group(1).equals(OLD) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) try {
			Files.move(left, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final NoSuchFileException e) { // somebody else has just done it
			return;
		}
		catch (final FileSystemException e) {
			throw new IOException("\"" + target + "\" was being replaced by a process that ended, and is now called \"" + left +
				"\"; it could not be given its name again" + Reason.because(e) + " Rename it.", e);
		}
		else try {
			NewFolder.delete(left);
		}
		catch (final IOException e) {
			// what is left is in nobody's way
		}
	}

	/**
	 * The process that is writing a target, other than those who may, e.g. {@code process 4711 on this computer}.
	 *
	 * @param own the hidden folder of whoever asks; null for none
	 */
	static Optional<String> writer(final Path place, final Path own) throws IOException {
		for (final Path p : list(place.getParent(), 1)) {
			final Matcher name = NAME.matcher(p.getFileName().toString());
			if (!name.matches() || !name.group(1).equals(NEW) || !name.group(6).equals(place.getFileName().toString()) || p.equals(own))
				continue;
			if (!name.group(4).equals(HOST) ? !isOld(p, name) : !isLeft(name)) return Optional.of("process " + name.group(2) + (name.group(
				4).equals(HOST) ? "" : " on " + name.group(4)));
		}
		return Optional.empty();
	}
}
