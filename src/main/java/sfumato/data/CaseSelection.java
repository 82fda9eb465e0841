package sfumato.data;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Parses selections of cases such as {@code 1-5+8, case1*}. */
public final class CaseSelection {

	private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

	private CaseSelection() {}

	/**
	 * The indices (from 0, ascending, each once) that a selection asks for; see {@link Dataset#cases(String)}.
	 *
	 * @param names of all cases, in natural order
	 */
	public static List<Integer> positions(final String selection, final List<String> names) {
		final TreeSet<Integer> chosen = new TreeSet<>();
		if (selection == null || selection.isBlank()) for (int i = 0; i < names.size(); i++)
			chosen.add(i);
		else if (names.contains(selection.strip())) chosen.add(names.indexOf(selection.strip()));
		else for (final String part : selection.split("[,+]", -1))
			add(part.strip(), selection, names, chosen);
		return new ArrayList<>(chosen);
	}

	/** What {@link #positions} reads as these positions (from 0): names, and where a name would be misread, its position. */
	static String text(final List<Integer> positions, final List<String> names) {
		final List<String> parts = positions.stream().map(p -> part(p, names)).toList();
		final String text = String.join(",", parts);
		return parts.size() > 1 && names.contains(text) ? parts.get(0) + "," + text : text;
	}

	private static String part(final int position, final List<String> names) {
		final String name = names.get(position);
		if (name.equals(name.strip()) && !name.contains(",") && !name.contains("+")) return name;
		String number = Integer.toString(position + 1);
		while (names.contains(number))
			number = "0" + number;
		return number;
	}

	private static void add(final String part, final String selection, final List<String> names,
		final TreeSet<Integer> chosen)
	{
		if (part.isEmpty()) throw new UserException(DataMessages.emptyPart(selection, names.get(0)));
		if (names.contains(part)) {
			chosen.add(names.indexOf(part));
			return;
		}
		final Matcher range = RANGE.matcher(part);
		if (range.matches()) {
			final int from = Integer.parseInt(range.group(1));
			final int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
			if (from < 1 || to > names.size() || from > to) throw new UserException(DataMessages.noRange(part, names.size(),
				known(names)));
			for (int i = from; i <= to; i++)
				chosen.add(i - 1);
			return;
		}
		boolean found = false;
		for (int i = 0; i < names.size(); i++)
			if (matches(part, names.get(i))) {
				chosen.add(i);
				found = true;
			}
		if (!found) throw new UserException(DataMessages.noCase(part, known(names)));
	}

	/** Whether a name matches a glob, in time linear in the number of stars. */
	static boolean matches(final String glob, final String name) {
		int g = 0, n = 0, star = -1, from = 0;
		while (n < name.length())
			if (g < glob.length() && glob.charAt(g) == '*') { // of nothing at first
				star = g++;
				from = n;
			}
			else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
				g++;
				n++;
			}
			else if (star >= 0) { // of one letter more
				g = star + 1;
				n = ++from;
			}
			else return false;
		while (g < glob.length() && glob.charAt(g) == '*')
			g++;
		return g == glob.length();
	}

	/** Names in one line, the middle left out if there are many. */
	private static String known(final List<String> names) {
		final String all = names.size() <= 12 ? String.join(", ", names) : String.join(", ", names.subList(0, 10)) + ", … , " + names.get(names
			.size() - 1);
		return Excerpt.sentence(all);
	}
}
