package sfumato.jobs.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 lines of limited length; a {@link java.io.BufferedReader} takes as much memory as the other side sends. */
final class LimitedLines implements AutoCloseable {

	/** The longest message, in bytes: pixels are in files, and the longest lists have a few hundred bytes per case. */
	static final int MESSAGE = (int) Math.max(1 << 22, Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 16));
	/** The longest line of what a library prints. */
	static final int PRINTED = 1 << 13;

	private static final int BUFFER = 1 << 13;

	/** The handling of lines that are too long. */
	enum TooLong {
		/** The rest of the line is dropped. */
		CUT,
		/** {@link #next} throws an exception. */
		REFUSE
	}

	private final InputStream in;
	private final int most;
	private final TooLong tooLong;
	private final byte[] buffer = new byte[BUFFER];
	private int position, filled;

	/** @param most bytes of a line without its end */
	LimitedLines(final InputStream in, final int most, final TooLong tooLong) {
		this.in = in;
		this.most = most;
		this.tooLong = tooLong;
	}

	/**
	 * Reads a line of the length that was set at first.
	 *
	 * @return null at the end of the stream
	 * @throws IOException if the line is too long, or cannot be read
	 */
	String next() throws IOException {
		return next(most);
	}

	/**
	 * Reads a line, which ends with a line feed or with the stream; a carriage return before the line feed is no part of it.
	 *
	 * @param longest bytes of this line without its end
	 * @return null at the end of the stream
	 * @throws IOException if the line is too long, or cannot be read
	 */
	String next(final int longest) throws IOException {
		final ByteArrayOutputStream line = new ByteArrayOutputStream();
		boolean any = false;
		while (true) {
			if (position == filled) {
				position = 0;
				filled = Math.max(0, in.read(buffer));
				if (filled == 0) return any ? text(line) : null;
			}
			any = true;
			int end = position;
			while (end < filled && buffer[end] != '\n')
				end++;
			final int fits = Math.min(end - position, longest - line.size());
			line.write(buffer, position, fits);
			if (fits < end - position && tooLong == TooLong.REFUSE) throw new IOException(ChildMessages.messageTooLong(longest));
			final boolean ended = end < filled;
			position = ended ? end + 1 : end;
			if (ended) return text(line);
		}
	}

	private static String text(final ByteArrayOutputStream line) {
		final String text = line.toString(StandardCharsets.UTF_8);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
