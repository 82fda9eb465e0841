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

	/** Largest share of the heap for a text. Parsed texts take up to a hundred times their size: an empty list takes three characters. */
	private static final long SHARE_OF_MEMORY = 64;
	private static final long LEAST = 1 << 20, MOST = 1 << 26;

	private TextFile() {}

	/**
	 * Reads a text file.
	 *
	 * @return the text without its byte order mark
	 * @throws IOException if the file is missing, is no text or is too large for the memory, with the path
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
	 * Reads the lines of a text file without their line ends.
	 *
	 * @throws IOException as {@link #read}
	 */
	public static List<String> lines(final Path file) throws IOException {
		return read(file).lines().toList();
	}

	/**
	 * Reads a file of keys and values.
	 *
	 * @throws IOException as {@link #read}, and if four digits do not follow a backslash and u
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

	/** Returns the maximum size of a text in bytes. */
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
