package sfumato.jobs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sfumato.data.LoadedCase;
import sfumato.files.FileHash;
import sfumato.labels.RaterLabels;
import sfumato.labels.RaterMaps;

/** Recognises images again. */
final class Hashes {

	private Hashes() {}

	/** SHA-256 of the size and the 32-bit values of an image, X fastest, the most significant byte first. */
	static String sha256(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final MessageDigest digest = FileHash.sha256();
		add(digest, image);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of what raters said: of all label maps or all probabilities, one after the other. */
	static String sha256(final Optional<RaterLabels> raters, final Optional<RaterMaps> maps) {
		final MessageDigest digest = FileHash.sha256();
		add(digest, raters, maps);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the image of a case, followed by what raters said of it. */
	static String sha256(final LoadedCase c) {
		final MessageDigest digest = FileHash.sha256();
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
}
