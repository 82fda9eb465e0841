package sfumato.text;

/** Breaks texts into lines for message boxes, which would be as wide as their longest line. */
public final class Lines {

	/** The largest number of letters of a line in a message box. */
	public static final int WIDTH = 80;

	private Lines() {}

	/** The same text in lines of at most {@value #WIDTH} letters. */
	public static String wrap(final String text) {
		return wrap(text, WIDTH);
	}

	/** The same text in lines of at most so many letters; words that are longer, such as paths, are broken behind a separator or anywhere. */
	public static String wrap(final String text, final int width) {
		final StringBuilder all = new StringBuilder();
		for (final String line : text.split("\n", -1)) {
			if (all.length() > 0) all.append('\n');
			wrapLine(line, width, all);
		}
		return all.toString();
	}

	private static void wrapLine(final String line, final int width, final StringBuilder out) {
		int start = 0;
		while (line.length() - start > width) {
			final int blank = line.lastIndexOf(' ', start + width);
			final int end = blank > start ? blank : separator(line, start, start + width);
			out.append(line, start, end).append('\n');
			start = blank > start ? end + 1 : end;
		}
		out.append(line, start, line.length());
	}

	/** Behind the last separator of a path. */
	private static int separator(final String line, final int start, final int end) {
		final int last = Math.max(line.lastIndexOf('/', end - 1), line.lastIndexOf('\\', end - 1)) + 1;
		if (last > start + 1) return last;
		return Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
	}
}
