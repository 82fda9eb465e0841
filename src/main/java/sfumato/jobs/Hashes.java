package sfumato.jobs;

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

/** Recognises files again. */
final class Hashes {

	private Hashes() {}

	/** SHA-256 of the contents of files, one after the other. */
	static String sha256(final List<Path> files) throws IOException {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (final Path file : files)
				try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
					in.transferTo(OutputStream.nullOutputStream());
				}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
