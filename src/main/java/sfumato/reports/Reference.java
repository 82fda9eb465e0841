package sfumato.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bibliographic reference.
 *
 * @param key BibTeX key
 * @param type BibTeX type of the entry, e.g. {@code article}
 * @param fields BibTeX fields without enclosing braces
 * @param used the methods for which the reference is cited, e.g. {@code fusion staple}
 */
record Reference(String key, String type, Map<String, String> fields, List<String> used) {

	private static final Pattern ENTRY = Pattern.compile("(?ms)^@(\\w+)\\{(\\w+),\\n(.*?)\\n}$");
	private static final Pattern FIELD = Pattern.compile("(?m)^  (\\w+) = \\{(.*)},?$");
	private static final List<Reference> ALL = read();

	/** Returns all references in the order of their file. */
	static List<Reference> all() {
		return ALL;
	}

	private static List<Reference> read() {
		try (InputStream in = Reference.class.getResourceAsStream("references.bib")) {
			final List<Reference> all = new ArrayList<>();
			for (final Matcher entry = ENTRY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)); entry.find();) {
				final Map<String, String> fields = new LinkedHashMap<>();
				for (final Matcher field = FIELD.matcher(entry.group(3)); field.find();)
					fields.put(field.group(1), field.group(2));
				all.add(new Reference(entry.group(2), entry.group(1), fields, Arrays.asList(fields.remove("used").split(", "))));
			}
			return List.copyOf(all);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	String bibtex() {
		return "@" + type + "{" + key + ",\n" + fields.entrySet().stream().map(f -> "  " + f.getKey() + " = {" + f.getValue() + "}")
			.collect(Collectors.joining(",\n")) + "\n}\n";
	}

	/** Formats the reference with authors, title, source and year. */
	String text() {
		final String authors = authors();
		final StringBuilder text = new StringBuilder(authors).append(authors.endsWith(".") ? " " : ". ").append(plain("title")).append(
			".");
		for (final String where : List.of("journal", "booktitle"))
			if (fields.containsKey(where)) text.append(where.equals("journal") ? " " : " In: ").append(plain(where));
		if (fields.containsKey("volume")) text.append(' ').append(plain("volume"));
		if (fields.containsKey("pages")) text.append(fields.containsKey("volume") ? ":" : ", pp. ").append(plain("pages"));
		if (fields.containsKey("year")) text.append(" (").append(plain("year")).append(")");
		text.append(text.charAt(text.length() - 1) == '.' ? "" : ".");
		if (fields.containsKey("doi")) text.append(" https://doi.org/").append(fields.get("doi"));
		else if (fields.containsKey("eprint")) text.append(" arXiv:").append(fields.get("eprint"));
		else if (fields.containsKey("url")) text.append(' ').append(fields.get("url"));
		return text.toString();
	}

	/** Returns the first three authors, and "et al" if there are more. */
	private String authors() {
		final String[] all = plain("author").split(" and ");
		final String some = Arrays.stream(all).limit(3).collect(Collectors.joining("; "));
		return all.length > 3 ? some + " et al" : some;
	}

	private String plain(final String field) {
		return fields.get(field).replace("--", "–").replace("{\\o}", "ø").replace("{\\'a}", "á").replace("{\\\"a}", "ä").replaceAll(
			"[{}]", "");
	}
}
