package sfumato.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import sfumato.text.Excerpt;

/**
 * Says, before hours of work, whether a file or folder can have a name. A name that Windows cannot have is refused on Windows only;
 * elsewhere it is an ordinary name.
 */
public final class OutputNames {

	/** In bytes of UTF-8 on Linux, in UTF-16 units on Windows and macOS. */
	private static final int LONGEST_NAME = 255;
	private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6",
		"COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");
	private static final String FORBIDDEN = "<>:\"|?*";

	private OutputNames() {}

	/**
	 * Checks the name of an output; writes nothing.
	 *
	 * @throws IOException in a sentence, if it is a link that leads nowhere, or its name cannot be one here
	 */
	public static void requireUsable(final Path target) throws IOException {
		if (Files.isSymbolicLink(target) && !Files.exists(target)) throw new IOException("\"" + target +
			"\" is a link to \"" + Files.readSymbolicLink(target) + "\", which does not exist. Delete the link, or choose another output.");
		final boolean windows = System.getProperty("os.name").startsWith("Windows");
		final Path place = target.toAbsolutePath().normalize();
		if (place.getFileName() == null) return;
		// it is written under a longer, hidden name first
		final int added = length(Unfinished.fresh(place), windows) - length(place, windows);
		if (length(place, windows) > LONGEST_NAME - added) throw tooLong(place, LONGEST_NAME - added);
		for (Path p = place; p.getFileName() != null && !Files.exists(p); p = p.getParent()) {
			if (length(p, windows) > LONGEST_NAME) throw tooLong(p, LONGEST_NAME);
			if (windows && !isWindowsName(p.getFileName().toString())) throw new IOException("\"" + p.getFileName() +
				"\" cannot be the name of an output on Windows. Choose another name.");
		}
	}

	/**
	 * Checks whether files can be added to a folder, or to the nearest one around it where it does not exist yet.
	 *
	 * @param target what messages name
	 */
	static void requireRoom(final Path target, final Path folder) throws IOException {
		Path existing = folder;
		while (existing != null && !Files.exists(existing))
			existing = existing.getParent();
		if (existing == null) throw new IOException("\"" + target + "\" cannot be written because there is no such place. Choose another output.");
		final String why = !Files.isDirectory(existing) ? "is a file" : !Files.isWritable(existing) ? "is write-protected" : "";
		if (!why.isEmpty()) throw new IOException("\"" + target + "\" cannot be written because " + (existing.equals(target) ? "it" :
			"\"" + existing + "\"") + " " + why + ". Choose another output.");
	}

	private static int length(final Path p, final boolean windows) {
		final String name = p.getFileName().toString();
		return windows ? name.length() : name.getBytes(StandardCharsets.UTF_8).length;
	}

	private static IOException tooLong(final Path p, final int most) {
		return new IOException("The name \"" + Excerpt.of(p.getFileName().toString()) +
			"\" is too long for an output; choose one of at most " + most + " bytes.");
	}

	/** Whether Windows can have files and folders of this name. */
	static boolean isWindowsName(final String name) {
		final String device = name.split("\\.", 2)[0].stripTrailing().toUpperCase(Locale.ROOT);
		return !RESERVED.contains(device) && !name.endsWith(".") && !name.endsWith(" ") && name.chars().noneMatch(c -> c < ' ' ||
			FORBIDDEN.indexOf(c) >= 0);
	}
}
