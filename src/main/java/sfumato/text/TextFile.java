package sfumato.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Reads text files in UTF-8. All of them are read here, so that a file of other bytes, or of too many, is a sentence everywhere. */
public final class TextFile {

	/** What is made of a text takes up to a hundred times its memory: a list of empty lists has three letters per list. */
	private static final long SHARE_OF_MEMORY = 64;
	private static final long LEAST = 1 << 20, MOST = 1 << 26;

	private TextFile() {}

	/**
	 * Reads a file.
	 *
	 * @return its text without a byte order mark
	 * @throws IOException in a sentence with the path: no such file, no text, or more of it than there is memory for
	 */
	public static String read(final Path file) throws IOException {
		if (!Files.exists(file)) throw new IOException(TextMessages.noFile(file));
		if (!Files.isRegularFile(file)) throw new IOException(TextMessages.notAFile(file));
		try (InputStream in = Files.newInputStream(file)) {
			final int most = mostBytes();
			final byte[] bytes = in.readNBytes(most + 1);
			if (bytes.length > most) throw new IOException(TextMessages.tooLarge(file, most, (Runtime.getRuntime().maxMemory() >>
				20)));
			final String text = decode(bytes, file);
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (final FileSystemException e) {
			throw new IOException(Reason.of(e), e);
		}
	}

	/**
	 * Reads the lines of a file, without what ends them.
	 *
	 * @throws IOException as {@link #read}
	 */
	public static List<String> lines(final Path file) throws IOException {
		return read(file).lines().toList();
	}

	/**
	 * Reads a file of keys and values.
	 *
	 * @throws IOException as {@link #read}, and if a letter is written as a backslash and u without four digits
	 */
	public static Properties properties(final Path file) throws IOException {
		final Properties properties = new Properties();
		try {
			properties.load(new StringReader(read(file)));
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(TextMessages.badEscape(file), e);
		}
		return properties;
	}

	/** How large a text may be. */
	static int mostBytes() {
		return (int) Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
	}

	private static String decode(final byte[] bytes, final Path file) throws IOException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (final CharacterCodingException e) {
			throw new IOException(TextMessages.notUtf8(file), e);
		}
	}
}
