package sfumato.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Hashes of files, to recognise them later. */
public final class FileHash {

	private FileHash() {}

	/** SHA-256 of the contents of files, one after the other, as {@code cat … | sha256sum} writes it. */
	public static String sha256(final List<Path> files) throws IOException {
		final MessageDigest digest = sha256();
		for (final Path file : files)
			try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
				in.transferTo(OutputStream.nullOutputStream());
			}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** A fresh SHA-256. */
	public static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
