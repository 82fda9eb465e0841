package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;

/** TIFFs made by hand whose parts lie over one another or out of the file, so that together they would need more memory than there is. */
class TiffMemoryTest {

	private static final int LONG = 4, LONG8 = 16, ASCII = 2;

	@TempDir
	private Path folder;

	private static ByteBuffer little(final int n) {
		return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
	}

	private String refusal(final byte[] bytes) throws IOException {
		final Path path = Files.write(folder.resolve("x.tif"), bytes);
		final String message = assertThrows(IOException.class, () -> TiffImages.openWhole(path)).getMessage();
		assertTrue(message.contains("x.tif") && message.length() < 500, message);
		return message;
	}

	/** A directory of one number or place per tag. */
	private static byte[] directory(final TreeMap<Integer, long[]> tags, final long next, final boolean big) {
		final ByteBuffer b = little(big ? 8 + 20 * tags.size() + 8 : 2 + 12 * tags.size() + 4);
		if (big) b.putLong(tags.size());
		else b.putShort((short) tags.size());
		tags.forEach((tag, v) -> { // type, number of values, value or place
			b.putShort(tag.shortValue()).putShort((short) v[0]);
			if (big) b.putLong(v[1]).putLong(v[2]);
			else b.putInt((int) v[1]).putInt((int) v[2]);
		});
		return (big ? b.putLong(next) : b.putInt((int) next)).array();
	}

	private static TreeMap<Integer, long[]> grey(final int width, final int height, final int compression) {
		final TreeMap<Integer, long[]> tags = new TreeMap<>();
		final int[][] numbers = { { TiffDirectory.WIDTH, width }, { TiffDirectory.HEIGHT, height }, { TiffDirectory.BITS, 8 }, {
			TiffDirectory.COMPRESSION, compression }, { TiffDirectory.PHOTOMETRIC, 1 }, { TiffDirectory.SAMPLES, 1 } };
		for (final int[] n : numbers)
			tags.put(n[0], new long[] { LONG, 1, n[1] });
		return tags;
	}

	/** Header, data and one directory. */
	private static byte[] tiff(final TreeMap<Integer, long[]> tags, final byte[] data, final boolean big) {
		final byte[] end = directory(tags, 0, big);
		final int head = big ? 16 : 8;
		final ByteBuffer b = little(head + data.length + end.length).put((byte) 'I').put((byte) 'I');
		if (big) b.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(head + data.length);
		else b.putShort((short) 42).putInt(head + data.length);
		return b.put(data).put(end).array();
	}

	@Test
	void refusesStripsBeyondTheEndOfTheFile() throws IOException {
		final TreeMap<Integer, long[]> tags = grey(10, 10, TiffPlanes.DEFLATE);
		tags.put(TiffDirectory.ROWS_PER_STRIP, new long[] { LONG, 1, 10 });
		tags.put(TiffDirectory.STRIP_OFFSETS, new long[] { LONG8, 1, Long.MAX_VALUE });
		tags.put(TiffDirectory.STRIP_COUNTS, new long[] { LONG8, 1, Integer.MAX_VALUE - 17 });
		assertSays(FileMessages.endsEarly(), refusal(tiff(tags, new byte[100], true)));
	}

	@Test
	void refusesTagsSharedByManyImages() throws IOException {
		final int text = 900_000, images = 20_000, each = 2 + 12 + 4;
		final ByteBuffer b = little(8 + text + images * each).put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + text);
		b.position(8 + text);
		for (int i = 0; i < images; i++) {
			final TreeMap<Integer, long[]> tags = new TreeMap<>();
			tags.put(TiffDirectory.DESCRIPTION, new long[] { ASCII, text, 8 });
			b.put(directory(tags, i == images - 1 ? 0 : b.position() + each, false));
		}
		assertSays(TiffMessages.tooManyValues(), refusal(b.array()));
	}

	@Test
	void refusesStripsThatShareBytes() throws IOException {
		final int strips = 50_000, bytes = 1_000_000;
		final ByteBuffer data = little(bytes);
		for (int i = 0; i < strips; i++)
			data.putInt(4 * i, 8).putInt(4 * (strips + i), bytes);
		final TreeMap<Integer, long[]> tags = grey(8, strips, TiffPlanes.DEFLATE);
		tags.put(TiffDirectory.ROWS_PER_STRIP, new long[] { LONG, 1, 1 });
		tags.put(TiffDirectory.STRIP_OFFSETS, new long[] { LONG, strips, 8 });
		tags.put(TiffDirectory.STRIP_COUNTS, new long[] { LONG, strips, 8 + 4 * strips });
		assertSays(TiffMessages.overlappingPieces(Says.ANY, Says.SOME, Says.SOME), refusal(tiff(tags, data.array(), false)));
	}

	private static byte[] deflated(final byte[] raw) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
			deflater.write(raw);
		}
		return out.toByteArray();
	}

	private static byte[] tiled(final int side, final byte[] data) {
		final TreeMap<Integer, long[]> tags = grey(10, 10, TiffPlanes.DEFLATE);
		tags.put(TiffDirectory.TILE_WIDTH, new long[] { LONG, 1, side });
		tags.put(TiffDirectory.TILE_HEIGHT, new long[] { LONG, 1, side });
		tags.put(TiffDirectory.TILE_OFFSETS, new long[] { LONG, 1, 8 });
		tags.put(TiffDirectory.TILE_COUNTS, new long[] { LONG, 1, data.length });
		return tiff(tags, data, false);
	}

	@Test
	void refusesTilesFarLargerThanTheirData() throws IOException {
		for (final int side : new int[] { 1 << 15, 46_336, 1 << 20 })
			assertTrue(refusal(tiled(side, deflated(new byte[256]))).contains("tiles of " + side + " x " + side), "" + side);
	}

	@Test
	void readsSmallImagesInLargerTiles() throws IOException {
		final byte[] raw = new byte[64 * 64];
		for (int i = 0; i < raw.length; i++)
			raw[i] = (byte) (i % 64 + i / 64);
		final Path path = Files.write(folder.resolve("x.tif"), tiled(64, deflated(raw)));
		final byte[] expected = new byte[100];
		for (int i = 0; i < expected.length; i++)
			expected[i] = (byte) (i % 10 + i / 10);
		assertArrayEquals(expected, (byte[]) TiffImages.openWhole(path).getProcessor().getPixels());
	}
}
