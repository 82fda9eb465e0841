package sfumato.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The checksum by which Fiji's updater knows a file: SHA-1 of its path and content. Of a jar it is that of the names and contents
 * of its entries in the order of their names, without what a build changes though nothing has changed: dates, the manifest, and
 * comments in properties.
 */
final class Checksum {

	private static final String MANIFEST = "META-INF/MANIFEST.MF";

	private Checksum() {}

	/**
	 * @param path where the file belongs in a Fiji, with slashes
	 * @return 40 hexadecimal digits
	 */
	static String of(final String path, final Path file) throws IOException {
		final MessageDigest digest = sha1();
		if (path.endsWith(".jar")) addJar(digest, file);
		else {
			digest.update(path.getBytes(StandardCharsets.US_ASCII));
			digest.update(Files.readAllBytes(file));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void addJar(final MessageDigest digest, final Path file) throws IOException {
		try (ZipFile jar = new ZipFile(file.toFile())) {
			final List<? extends ZipEntry> entries = jar.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
			for (final ZipEntry entry : entries) {
				digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
				if (entry.getName().equals(MANIFEST)) continue;
				final byte[] content = jar.getInputStream(entry).readAllBytes();
				digest.update(entry.getName().endsWith(".properties") ? withoutComments(content) : content);
			}
		}
	}

	/**
	 * What the updater leaves of properties. A comment's line end stays, and a line after an empty one or after a lone # is not
	 * taken for a comment; neither is what one would choose, but checksums must be equal.
	 */
	static byte[] withoutComments(final byte[] text) {
		final ByteArrayOutputStream rest = new ByteArrayOutputStream(text.length);
		boolean start = true;
		for (int i = 0; i < text.length;) {
			if (start && text[i] == '#') {
				while (i < text.length && text[i] == '#')
					i++;
				start = i < text.length && text[i] != '\n';
				while (i < text.length && text[i] != '\n')
					i++;
				if (i < text.length) rest.write(text[i++]);
			}
			else {
				start = !start && text[i] == '\n';
				rest.write(text[i++]);
			}
		}
		return rest.toByteArray();
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-1", e);
		}
	}
}
