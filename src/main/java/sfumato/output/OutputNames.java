package sfumato.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import sfumato.storage.FileChanges;
import sfumato.text.Excerpt;

/**
 * Checks, before hours of work, that output files and folders can be created with their names. What Windows cannot have is refused on
 * Windows only; elsewhere it is an ordinary name, of which a log says that it is none on Windows.
 * <p>
 * Results are named as the cases that they are of, since by these names people and {@code Evaluate Segmentation...} find what belongs
 * together. So a name that cannot be one is never changed into another, but refused.
 * <p>
 * Paths are kept to the length that all programs on Windows can open. Java itself could write longer ones, which the Explorer, ImageJ's
 * plugins in other languages and most other programs could not open then.
 */
public final class OutputNames {

	/** In bytes of UTF-8 on Linux, in UTF-16 units on Windows and macOS. */
	private static final int LONGEST_NAME = 255;
	/** Of Windows, in UTF-16 units, with the letter of the drive. */
	private static final int LONGEST_FILE = 259, LONGEST_FOLDER = 247;
	/** The longest path in a folder that Sfumato writes, beyond the folder's hidden name. */
	private static final int INSIDE = 50;
	private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6",
		"COM7", "COM8", "COM9", "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3", "CONIN$", "CONOUT$",
		"LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");
	private static final String FORBIDDEN = "<>:\"|?*\\/";

	private OutputNames() {}

	/** A name without what stands behind its last dot; whole if it has none but the first letter. */
	public static String withoutEnding(final String name) {
		final int dot = name.lastIndexOf('.');
		return dot > 0 ? name.substring(0, dot) : name;
	}

	/** A second file of a result: {@code scores-diagram.csv} of {@code scores.csv} and {@code -diagram.csv}. */
	public static Path beside(final Path file, final String ending) {
		return file.resolveSibling(withoutEnding(file.getFileName().toString()) + ending);
	}

	/**
	 * Checks the name of an output; writes nothing.
	 *
	 * @throws IOException if it is a link that leads nowhere, or its name cannot be one here
	 */
	public static void requireUsable(final Path target) throws IOException {
		if (Files.isSymbolicLink(target) && !Files.exists(target)) throw new IOException(OutputMessages.brokenLink(target,
			Files.readSymbolicLink(target)));
		final boolean windows = FileChanges.isWindows();
		final Path place = target.toAbsolutePath().normalize();
		if (place.getFileName() == null) return;
		// it is written under a longer, hidden name first
		final int added = added(place, windows);
		if (length(place, windows) > LONGEST_NAME - added) throw tooLong(place.getFileName().toString(), LONGEST_NAME - added);
		if (windows) requireRoom(place, place.toString().length() + added, LONGEST_FOLDER); // marks beside files are folders
		for (Path p = place; p.getFileName() != null && !Files.exists(p); p = p.getParent()) {
			if (length(p, windows) > LONGEST_NAME) throw tooLong(p.getFileName().toString(), LONGEST_NAME);
			if (windows && !isWindowsName(p.getFileName().toString())) throw new
				IOException(OutputMessages.windowsName(p.getFileName()));
		}
	}

	/**
	 * Checks whether files can be added to a folder, or to the nearest one around it where it does not exist yet.
	 *
	 * @param target what messages name
	 */
	static void requireAccess(final Path target, final Path folder) throws IOException {
		Path existing = folder;
		while (existing != null && !Files.exists(existing))
			existing = existing.getParent();
		if (existing == null) throw new IOException(OutputMessages.noSuchPlace(target));
		final String what = existing.equals(target) ? "it" : "\"" + existing + "\"";
		if (!Files.isDirectory(existing)) throw new IOException(OutputMessages.insideFile(target, what));
		if (!Files.isWritable(existing)) throw new IOException(OutputMessages.writeProtected(target, what));
	}

	/**
	 * Checks that the paths in a folder that will be written do not become too long for Windows.
	 *
	 * @throws IOException if they do
	 */
	public static void requireRoom(final Path folder) throws IOException {
		final Path place = folder.toAbsolutePath().normalize();
		if (FileChanges.isWindows() && place.getFileName() != null) requireRoom(place, place.toString().length() + added(place, true) + INSIDE,
			LONGEST_FILE);
	}

	private static void requireRoom(final Path place, final int length, final int most) throws IOException {
		if (length > most) throw new IOException(OutputMessages.pathTooLong(Excerpt.of(place.toString()), length, most));
	}

	/**
	 * Checks the files that will be written into a folder for cases.
	 *
	 * @param files the names of the files by the name of their case
	 * @param warn hears what is no fault here, but will be elsewhere
	 * @throws IOException if a name cannot be one here, is too long, or is that of the files of two cases
	 */
	public static void requireFiles(final Path folder, final Map<String, List<String>> files, final Consumer<String> warn)
		throws IOException
	{
		requireFiles(folder.toAbsolutePath().normalize(), files, FileChanges.isWindows(), ignoresCase(folder), warn);
	}

	static void requireFiles(final Path folder, final Map<String, List<String>> files, final boolean windows, final boolean ignoresCase,
		final Consumer<String> warn) throws IOException
	{
		final int added = added(folder.resolve("x"), windows);
		final Map<String, String> owners = new HashMap<>(), alike = new HashMap<>();
		final List<String> pairs = new ArrayList<>(), impossible = new ArrayList<>();
		for (final Map.Entry<String, List<String>> of : files.entrySet())
			for (final String name : of.getValue()) {
				final String owner = owners.put(name, of.getKey()), other = alike.put(name.toLowerCase(Locale.ROOT), name);
				if (owner != null && !owner.equals(of.getKey())) throw new IOException(OutputMessages.casesOfOneName(owner,
					Excerpt.of(of.getKey()), name));
				if (other != null && !other.equals(name)) {
					if (ignoresCase) throw new IOException(OutputMessages.sameIgnoringCase(other, name));
					pairs.add("\"" + Excerpt.of(other) + "\" and \"" + Excerpt.of(name) + "\"");
				}
				if (!isWindowsName(name)) {
					if (windows) throw new IOException(OutputMessages.windowsCase(Excerpt.of(of.getKey()), name));
					impossible.add("\"" + Excerpt.of(name) + "\"");
				}
				if (length(name, windows) + added > LONGEST_NAME) throw tooLong(name, LONGEST_NAME - added);
				if (windows) requireRoom(folder, folder.toString().length() + 1 + name.length() + added, LONGEST_FILE);
			}
		if (!pairs.isEmpty()) warn.accept(OutputMessages.warnOfCase(pairs.get(0), pairs.size() - 1));
		if (!impossible.isEmpty()) warn.accept(OutputMessages.warnOfWindows(impossible.get(0), impossible.size() - 1));
	}

	/** Whether names that differ in case are one name, where a folder is or will be: some folder above it is asked by another name. */
	static boolean ignoresCase(final Path folder) {
		for (Path p = folder.toAbsolutePath().normalize(); p.getFileName() != null; p = p.getParent()) {
			final String name = p.getFileName().toString();
			final String other = name.equals(name.toLowerCase(Locale.ROOT)) ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
			if (!Files.exists(p) || other.equals(name)) continue;
			try {
				return Files.exists(p.resolveSibling(other)) && Files.isSameFile(p, p.resolveSibling(other));
			}
			catch (final IOException e) {
				return false;
			}
		}
		return false;
	}

	/** By how much the hidden name, under which something is written first, is longer. */
	private static int added(final Path place, final boolean windows) {
		return length(Unfinished.fresh(place), windows) - length(place, windows);
	}

	private static int length(final Path p, final boolean windows) {
		return length(p.getFileName().toString(), windows);
	}

	private static int length(final String name, final boolean windows) {
		return windows ? name.length() : name.getBytes(StandardCharsets.UTF_8).length;
	}

	private static IOException tooLong(final String name, final int most) {
		return new IOException(OutputMessages.nameTooLong(name, most));
	}

	/** Whether Windows can have files and folders of this name. */
	static boolean isWindowsName(final String name) {
		final String device = name.split("\\.", 2)[0].stripTrailing().toUpperCase(Locale.ROOT);
		return !RESERVED.contains(device) && !name.endsWith(".") && !name.endsWith(" ") && name.chars().noneMatch(c -> c < ' ' ||
			FORBIDDEN.indexOf(c) >= 0);
	}
}
