package sfumato.output;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sfumato.security.Trust;
import sfumato.storage.FileChanges;
import sfumato.text.Reason;

/**
 * Unfinished files and folders under hidden names beside their targets.
 *
 * <pre>
 * .new-PID_START_HOST-RANDOM-NAME    what will be NAME
 * .old-PID_START_HOST-RANDOM-NAME    what was NAME, until the new one has taken its place
 * </pre>
 *
 * The names say which process they are of: its number, the second in which it started, and its computer, since a folder may be
 * shared by many. So whoever comes next can repair what a process that was killed has left: what was half written is deleted, and
 * what had been moved away to be replaced is moved back. What a living process writes is never touched, and what a process of another
 * computer has left, of which nobody here knows whether it lives, only when it is a day old and belongs to this user.
 * <p>
 * The names are short, since they add to the length of a path, of which Windows has only so much.
 */
public final class Unfinished {

	private static final String NEW = "new", OLD = "old";
	/** How deep below a folder others may be written into it. */
	private static final int DEPTH = 3;
	private static final Pattern NAME = Pattern.compile("\\.(" + NEW + "|" + OLD +
		")-(\\d+)_(\\d+)_([A-Za-z0-9.]*)-([0-9a-z]{8})-(.+)");
	private static final Duration LONG = Duration.ofDays(1);
	/** What is left does no harm, so that folders into which thousands of files are written are not listed for each of them. */
	private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);
	private static final int MOST_FOLDERS = 64;
	/** Longer names of computers are shortened. */
	private static final int LONGEST_HOST = 15, HASH = 6;
	private static final int RANDOM = 8;
	private static final String HOST = host();
	/** The time of the last check of each folder. */
	private static final Map<Path, Long> LOOKED_AT = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Path, Long> eldest) {
			return size() > MOST_FOLDERS;
		}
	};

	private Unfinished() {}

	/** A name for what will take the place of a target; it ends as the target's. */
	public static Path fresh(final Path target) {
		return hidden(target, NEW);
	}

	/** A name for what was in that place before, until it has been taken. */
	static Path old(final Path target) {
		return hidden(target, OLD);
	}

	private static Path hidden(final Path target, final String what) {
		return target.resolveSibling("." + what + "-" + ProcessHandle.current().pid() + "_" + started(ProcessHandle.current()) + "_" +
			HOST + "-" + random() + "-" + target.getFileName());
	}

	/** The process is in the name already, so that this tells apart what one process writes. */
	private static String random() {
		final String digits = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
		return "0".repeat(Math.max(0, RANDOM - digits.length())) + digits.substring(Math.max(0, digits.length() - RANDOM));
	}

	private static long started(final ProcessHandle process) {
		return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
	}

	private static String host() {
		try {
			return shortened(InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", ""));
		}
		catch (final UnknownHostException e) {
			return "";
		}
	}

	/** Names that begin alike must not become the same one, or a process of another computer would be looked for on this one. */
	static String shortened(final String host) {
		return host.length() <= LONGEST_HOST ? host : host.substring(0, LONGEST_HOST - HASH) + String.format(Locale.ROOT, "%06x", host
			.hashCode() & 0xFFFFFF);
	}

	/**
	 * Repairs whatever is left in the folder of a target, unless this process has done so in the last ten seconds. For files, of which there
	 * may be thousands in one folder: what is left of them is only in the way.
	 */
	static void repairNowAndThen(final Path target) throws IOException {
		final Path place = NewFolder.resolved(target), parent = place.getParent();
		if (parent == null) return;
		synchronized (LOOKED_AT) {
			final Long before = LOOKED_AT.remove(parent);
			final boolean lately = before != null && System.nanoTime() - before < NOW_AND_THEN.toNanos();
			LOOKED_AT.put(parent, lately ? before : System.nanoTime());
			if (lately) return;
		}
		for (final Path p : list(parent, 1))
			repairIfLeft(p, Unfinished::isLeft);
	}

	/**
	 * Repairs what processes that no longer live have left of a target. Everything that reads or writes a folder calls this first.
	 *
	 * @param target a file or folder, or a folder into which others are written
	 * @throws IOException if what was moved away cannot be moved back
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
			if (name.matches() && name.group(6).equals(place.getFileName().toString())) repairIfLeft(p, of);
		}
		if (Files.isDirectory(place)) for (final Path p : list(place, DEPTH))
			repairIfLeft(p, of);
	}

	private static void repairIfLeft(final Path p, final Predicate<Matcher> of) throws IOException {
		final Matcher name = NAME.matcher(p.getFileName().toString());
		if (name.matches() && Files.exists(p, LinkOption.NOFOLLOW_LINKS) && of.test(name) && isOld(p, name) && isOurs(p, name)) repair(p,
			name);
	}

	/** What comes from another computer may be somebody else's, who may know more of it. */
	private static boolean isOurs(final Path p, final Matcher name) throws IOException {
		return name.group(4).equals(HOST) || Trust.ofSystem().isUsers(p);
	}

	/** The contents of a folder; empty if it cannot be read. */
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
			FileChanges.rename(left, target);
		}
		catch (final NoSuchFileException e) { // somebody else has just done it
			return;
		}
		catch (final FileSystemException e) {
			throw new IOException(OutputMessages.notRenamed(target, left, Reason.because(e)), e);
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
