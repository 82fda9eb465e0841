package sfumato.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Notes about cases for the log, of which those that say the same of several cases become one: that of the first case, with the number
 * of cases. Notes that differ only in the name of their case say the same.
 */
public final class CaseNotes {

	/** Shorter names, such as 7, are in a note for other reasons, too. */
	private static final int SHORTEST_NAME = 3;

	private final Map<String, List<String>> notes = new LinkedHashMap<>();

	/** Adds the notes of a case. */
	public void add(final String name, final List<String> ofCase) {
		for (final String note : ofCase.stream().distinct().toList())
			notes.computeIfAbsent(withoutName(note, name), k -> new ArrayList<>()).add(note);
	}

	private static String withoutName(final String note, final String name) {
		return name.length() < SHORTEST_NAME ? note : note.replaceAll("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
			"\0");
	}

	/** The notes in the order in which they were first added. */
	public List<String> lines() {
		return notes.values().stream().map(same -> same.get(0) + (same.size() == 1 ? "" : " (" + same.size() + " cases)")).toList();
	}

	/** Logs the notes. */
	public void log(final Progress progress) {
		lines().forEach(progress::log);
	}
}
