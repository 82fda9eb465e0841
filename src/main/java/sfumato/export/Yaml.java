package sfumato.export;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * Maps, lists, texts, numbers and booleans as YAML, which people can read and every version of the language understands
 * alike: texts are quoted unless they are words of lower-case letters, digits, underscores and inner full stops that no
 * reader takes for something else ({@code y} is true to some), and numbers are written without exponents.
 */
final class Yaml {

	private static final Gson TEXT = new GsonBuilder().disableHtmlEscaping().create();
	private static final Set<String> NO_TEXTS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

	private Yaml() {}

	/** Formats a map as a YAML document in the order of its keys. */
	static String write(final Map<String, ?> document) {
		final StringBuilder out = new StringBuilder();
		map(out, document, 0);
		return out.toString();
	}

	private static void map(final StringBuilder out, final Map<?, ?> map, final int depth) {
		for (final Map.Entry<?, ?> entry : map.entrySet()) {
			indent(out, depth);
			out.append(text((String) entry.getKey())).append(':');
			final Object value = entry.getValue();
			out.append(isBlock(value) ? '\n' : ' ');
			value(out, value, depth + 1);
		}
	}

	private static void value(final StringBuilder out, final Object value, final int depth) {
		if (!isBlock(value)) out.append(scalar(value)).append('\n');
		else if (value instanceof Map<?, ?> map) map(out, map, depth);
		else for (final Object element : (List<?>) value) {
			indent(out, depth);
			out.append("- ");
			value(out, element, depth + 1);
		}
	}

	/** Indents a line. The first entry of a map in a list follows the dash of the list. */
	private static void indent(final StringBuilder out, final int depth) {
		if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') out.append("  ".repeat(depth));
	}

	/** Whether a value needs lines of its own. Lists of scalars stay on one line. */
	private static boolean isBlock(final Object value) {
		return value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && list.stream().anyMatch(
			e -> e instanceof Map || e instanceof List);
	}

	private static String scalar(final Object value) {
		if (value instanceof String s) return text(s);
		if (value instanceof Boolean b) return b.toString();
		if (value instanceof Number n) return new BigDecimal(n.toString()).toPlainString();
		if (value instanceof Map) return "{}";
		if (value instanceof List<?> list) return list.stream().map(Yaml::scalar).collect(java.util.stream.Collectors.joining(
			", ", "[", "]"));
		throw new IllegalStateException("No YAML form of " + value);
	}

	private static String text(final String s) {
		return s.matches("[a-z_]([a-z0-9_.]*[a-z0-9_])?") && !NO_TEXTS.contains(s) ? s : TEXT.toJson(s);
	}
}
