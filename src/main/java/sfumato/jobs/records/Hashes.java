package sfumato.jobs.records;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sfumato.data.LoadedCase;
import sfumato.files.FileHash;
import sfumato.labels.Raters;

/** Hashes of images, to recognise them later. */
public final class Hashes {

	private Hashes() {}

	/** SHA-256 of the size and the 32-bit values of an image, X fastest, the most significant byte first. */
	public static String sha256(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final MessageDigest digest = FileHash.sha256();
		add(digest, image);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the raters' labels: all label maps or all probabilities, one after the other. */
	public static String sha256(final Raters raters) {
		final MessageDigest digest = FileHash.sha256();
		add(digest, raters);
		return HexFormat.of().formatHex(digest.digest());
	}

	/** SHA-256 of the image of a case, followed by the raters' labels. */
	public static String sha256(final LoadedCase c) {
		final MessageDigest digest = FileHash.sha256();
		add(digest, c.image().image());
		add(digest, c.raters());
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void add(final MessageDigest digest, final Raters raters) {
		for (int r = 0; r < raters.size(); r++)
			add(digest, raters.pixels(r));
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
