package sfumato.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and folders that are being written, under hidden names beside what they are to become. The names say of which process they
 * are, so that somebody can clear up after one that was killed.
 */
public final class Unfinished {

	private static final String NEW = "new", OLD = "old";
	/** How deep below a folder others may be written into it. */
	private static final int DEPTH = 3;

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
		return target.resolveSibling("." + what + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + "-" + target
			.getFileName());
	}

	/**
	 * Clears up after a process that was killed: what it had half written is deleted, and what it had moved away to replace it is
	 * moved back.
	 *
	 * @param target what the process was writing, or a folder that it was writing into
	 * @param process its number
	 */
	public static void clearUp(final Path target, final long process) throws IOException {
		final Path place = NewFolder.resolved(target);
		final Pattern hidden = Pattern.compile("\\.(" + NEW + "|" + OLD + ")-" + process + "-[0-9a-f-]{36}-(.+)");
		if (Files.isDirectory(place.getParent())) try (Stream<Path> beside = Files.list(place.getParent())) {
			for (final Path p : beside.toList()) {
				final Matcher name = hidden.matcher(p.getFileName().toString());
				if (name.matches() && name.group(2).equals(place.getFileName().toString())) clearUp(p, name);
			}
		}
		if (Files.isDirectory(place)) for (final Path p : below(place)) {
			final Matcher name = hidden.matcher(p.getFileName().toString());
			if (name.matches() && Files.exists(p)) clearUp(p, name);
		}
	}

	private static List<Path> below(final Path folder) throws IOException {
		try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
			return tree.toList();
		}
	}

	private static void clearUp(final Path left, final Matcher name) throws IOException {
		final Path target = left.resolveSibling(name.group(2));
		if (name.group(1).equals(NEW) || Files.exists(target)) NewFolder.delete(left);
		else Files.move(left, target, StandardCopyOption.ATOMIC_MOVE);
	}
}
