package sfumato.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The references of a text, numbered in order of citation. */
final class Bibliography {

	private final List<Reference> cited = new ArrayList<>();

	/**
	 * Cites methods and adds their references to the bibliography.
	 *
	 * @param used names as {@link Reference#used} has them; names without a published source are skipped
	 * @return {@code " [1, 4]"}, or an empty text if nothing has a source
	 */
	String cite(final String... used) {
		final List<Reference> sources = Reference.all().stream().filter(r -> Arrays.stream(used).anyMatch(r.used()::contains)).toList();
		sources.stream().filter(s -> !cited.contains(s)).forEach(cited::add);
		return sources.isEmpty() ? "" : sources.stream().map(s -> 1 + cited.indexOf(s)).sorted().map(String::valueOf).collect(
			Collectors.joining(", ", " [", "]"));
	}

	/** Formats the bibliography with one line per reference. */
	String text() {
		return IntStream.range(0, cited.size()).mapToObj(i -> "[" + (i + 1) + "] " + cited.get(i).text() + "\n").collect(Collectors
			.joining());
	}

	String bibtex() {
		return cited.stream().map(Reference::bibtex).collect(Collectors.joining("\n"));
	}
}
