package sfumato.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sfumato.data.LoadedCase;
import sfumato.labels.RaterLabels;
import sfumato.labels.RaterMaps;

/** Recognises files and images again. */
final class Hashes {

	private Hashes() {}

	/** SHA-256 of the contents of files, one after the other. */
	static String sha256(final List<Path> files) throws IOException {
		final MessageDigest digest = digest();
		for (final Path file : files)
			try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
				in.transferTo(OutputStream.nullOutputStream());
			}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the size and the 32-bit values of an image, X fastest, the most significant byte first. */
	static String sha256(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final MessageDigest digest = digest();
		add(digest, image);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of what raters said: of all label maps or all probabilities, one after the other. */
	static String sha256(final Optional<RaterLabels> raters, final Optional<RaterMaps> maps) {
		final MessageDigest digest = digest();
		add(digest, raters, maps);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the image of a case, followed by what raters said of it. */
	static String sha256(final LoadedCase c) {
		final MessageDigest digest = digest();
		add(digest, c.image().image());
		add(digest, c.maps().isPresent() ? Optional.empty() : Optional.of(c.raters()), c.maps());
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void add(final MessageDigest digest, final Optional<RaterLabels> raters, final Optional<RaterMaps> maps) {
		raters.ifPresent(l -> IntStream.range(0, l.size()).forEach(r -> add(digest, l.labels(r))));
		maps.ifPresent(m -> IntStream.range(0, m.size()).forEach(r -> add(digest, m.map(r).image())));
	}

	private static void add(final MessageDigest digest, final RandomAccessibleInterval<? extends RealType<?>> image) {
		final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
		for (final long length : image.dimensionsAsLongArray())
			buffer.putLong(length);
		for (final RealType<?> value : Views.flatIterable(image)) {
			if (buffer.remaining() < Float.BYTES) flush(digest, buffer);
			buffer.putFloat(value.getRealFloat());
		}
		flush(digest, buffer);
	}

	private static void flush(final MessageDigest digest, final ByteBuffer buffer) {
		digest.update(buffer.flip());
		buffer.clear();
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
