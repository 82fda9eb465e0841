package sfumato.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tags of one image in a TIFF or BigTIFF. Nothing in the file is believed before it is checked: directories that lead back to
 * one that has been read, values that lie outside of the file and sizes that the file cannot hold are refused.
 * <p>
 * Source: TIFF revision 6.0 (Adobe 1992), BigTIFF (Aware Systems 2007).
 */
final class TiffDirectory {

	static final int SUBFILE = 254, WIDTH = 256, HEIGHT = 257, BITS = 258, COMPRESSION = 259, PHOTOMETRIC = 262, FILL_ORDER = 266,
			DESCRIPTION = 270, STRIP_OFFSETS = 273, SAMPLES = 277, ROWS_PER_STRIP = 278, STRIP_COUNTS = 279, X_RESOLUTION = 282,
			Y_RESOLUTION = 283, PLANAR = 284, RESOLUTION_UNIT = 296, PREDICTOR = 317, TILE_WIDTH = 322, TILE_HEIGHT = 323,
			TILE_OFFSETS = 324, TILE_COUNTS = 325, EXTRA_SAMPLES = 338, SAMPLE_FORMAT = 339, JPEG_TABLES = 347, SUBSAMPLING = 530,
			METADATA_LENGTHS = 50838, METADATA = 50839;

	/** More images than that are no stack but a mistake. */
	private static final int MOST_DIRECTORIES = 1_000_000, MOST_ENTRIES = 10_000;
	/** As ImageJ has it. */
	private static final int LONGEST_METADATA_HEADER = 804;
	private static final int SHORT = 3, LONG = 4;
	/** Bytes per value of the types 1 … 18; 0 for what there is not. */
	private static final int[] SIZES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/** All tags together may be so many times as long as the file: some writers have several images share the same bytes. */
	private static final int SHARED = 4;

	private final Map<Integer, byte[]> values = new TreeMap<>();
	private final Map<Integer, Integer> types = new TreeMap<>();
	private final ByteOrder order;
	private final boolean big;
	/** Whether the values of all tags lie inside the file. */
	private boolean whole = true;
	/** Where ImageJ keeps what it knows of an image beside its pixels; 0: nowhere. */
	private long metadata;

	private TiffDirectory(final ByteOrder order, final boolean big) {
		this.order = order;
		this.big = big;
	}

	/**
	 * Reads the directories of all images in their order.
	 *
	 * @throws IOException if the file is no TIFF or damaged
	 */
	static List<TiffDirectory> all(final Path path) throws IOException {
		try (FileChannel file = FileChannel.open(path)) {
			final ByteBuffer head = read(file, 0, (int) Math.min(16, file.size()));
			final int magic = head.remaining() < 8 ? 0 : head.getShort(0);
			if (magic != 0x4949 && magic != 0x4D4D) throw new IOException(head.remaining() >= 2 && (head.getShort(0) == 0x4949
				|| head.getShort(0) == 0x4D4D) ? TiffMessages.endsInHeader(path) : TiffMessages.noTiff(path));
			head.order(magic == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			final int version = head.getShort(2);
			final boolean big = version == 43;
			if (version != 42 && !big) throw new IOException(TiffMessages.noTiff(path));
			if (big && (head.remaining() < 16 || head.getShort(4) != 8)) throw new IOException(TiffMessages.noBigTiff(path));
			final List<TiffDirectory> all = new ArrayList<>();
			final Set<Long> seen = new HashSet<>();
			long left = Math.min(SHARED * file.size(), Math.max(1 << 24, Runtime.getRuntime().maxMemory() / 4));
			long at = big ? head.getLong(8) : head.getInt(4) & 0xFFFFFFFFL;
			while (at != 0) {
				if (!seen.add(at)) throw new IOException(TiffMessages.loop(all.size() + 1));
				if (all.size() == MOST_DIRECTORIES) throw new IOException(TiffMessages.tooManyImages(MOST_DIRECTORIES));
				final TiffDirectory next = new TiffDirectory(head.order(), big);
				at = next.read(file, at);
				left -= next.values.values().stream().mapToLong(v -> v.length).sum();
				if (left < 0) throw new IOException(TiffMessages.tooManyValues());
				all.add(next);
			}
			if (all.isEmpty()) throw new IOException(TiffMessages.noImage());
			return all;
		}
		catch (final java.nio.file.FileSystemException e) {
			throw e;
		}
		catch (final EOFException e) {
			throw new IOException(TiffMessages.endsInTags(path), e);
		}
		catch (final IOException e) {
			if (String.valueOf(e.getMessage()).startsWith(path.toString())) throw e;
			throw new IOException(path + " is damaged; " + e.getMessage() + ".", e);
		}
	}

	private static ByteBuffer read(final FileChannel file, final long at, final int n) throws IOException {
		if (at < 0 || n < 0 || at > file.size() - n) throw new EOFException();
		final ByteBuffer buffer = ByteBuffer.allocate(n);
		while (buffer.hasRemaining())
			if (file.read(buffer, at + buffer.position()) < 0) throw new EOFException();
		return buffer.flip();
	}

	/** Reads the directory at a position, and returns where the next one is. */
	private long read(final FileChannel file, final long at) throws IOException {
		final ByteBuffer count = read(file, at, big ? 8 : 2).order(order);
		final long n = big ? count.getLong() : count.getShort() & 0xFFFF;
		if (n < 1 || n > MOST_ENTRIES) throw new IOException(TiffMessages.directoryTags(n));
		final int each = big ? 20 : 12;
		final ByteBuffer entries = read(file, at + (big ? 8 : 2), (int) n * each).order(order);
		for (int i = 0; i < n; i++) {
			final int start = i * each, tag = entries.getShort(start) & 0xFFFF, type = entries.getShort(start + 2) & 0xFFFF;
			final long number = big ? entries.getLong(start + 4) : entries.getInt(start + 4) & 0xFFFFFFFFL;
			final int size = type < SIZES.length ? SIZES[type] : 0;
			whole &= size > 0 && number >= 0 && number <= file.size() / size;
			if (size == 0) continue; // readers skip what they do not know
			if (number < 0 || number > file.size() / size) {
				if (!isUsed(tag)) continue;
				throw new IOException(TiffMessages.tagValues(tag, number));
			}
			final int bytes = (int) Math.min(Integer.MAX_VALUE - 16, number * size), room = big ? 8 : 4;
			final long place = bytes <= room ? 0 : big ? entries.getLong(start + each - room) : entries.getInt(start + each - room) &
				0xFFFFFFFFL;
			// other readers take the last one of a tag, and a number of another type for another number
			whole &= place >= 0 && place <= file.size() - bytes && !types.containsKey(tag) && (type == SHORT || type == LONG || !isNumber(
				tag));
			if (tag == METADATA) metadata = place;
			if (!isUsed(tag) || values.containsKey(tag)) continue; // the first one counts, as for libtiff
			final byte[] value = new byte[bytes];
			if (bytes <= room) entries.get(start + each - room, value);
			else read(file, place, bytes).get(value);
			values.put(tag, value);
			types.put(tag, type);
		}
		whole &= metadata == 0 || hasWholeMetadata(file);
		try {
			final ByteBuffer next = read(file, at + (big ? 8 : 2) + n * each, big ? 8 : 4).order(order);
			return big ? next.getLong() : next.getInt() & 0xFFFFFFFFL;
		}
		catch (final EOFException e) { // some writers leave out what says that there is no other
			return 0;
		}
	}

	/**
	 * Whether ImageJ's own part of a file is what it says: a header with kinds and how many entries each has, then the entries, whose
	 * lengths are in a tag.
	 */
	private boolean hasWholeMetadata(final FileChannel file) throws IOException {
		final long[] lengths = numbers(METADATA_LENGTHS);
		long bytes = 0, entries = 1;
		for (final long length : lengths) {
			if (length < 0 || length > file.size()) return false;
			bytes += length;
		}
		if (bytes > file.size() - metadata) return false;
		if (lengths.length == 0 || lengths[0] < 12 || lengths[0] > LONGEST_METADATA_HEADER) return true; // ImageJ passes it over
		final ByteBuffer header = read(file, metadata, (int) lengths[0]).order(order);
		for (int i = 8; i + 4 <= header.limit(); i += 8) {
			if (header.getInt(i) < 0) return false;
			entries += header.getInt(i);
		}
		return entries <= lengths.length;
	}

	private static boolean isNumber(final int tag) {
		return switch (tag) {
			case WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP, STRIP_COUNTS, PLANAR, SAMPLE_FORMAT ->
				true;
			default -> false;
		};
	}

	/** Whether a reader that believes all tags, used here or not, is led nowhere else. */
	boolean isWhole() {
		return whole;
	}

	private static boolean isUsed(final int tag) {
		return switch (tag) {
			case SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER, DESCRIPTION, STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP,
					STRIP_COUNTS, X_RESOLUTION, Y_RESOLUTION, PLANAR, RESOLUTION_UNIT, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS,
					TILE_COUNTS, EXTRA_SAMPLES, SAMPLE_FORMAT, JPEG_TABLES, SUBSAMPLING, METADATA_LENGTHS -> true;
			default -> false;
		};
	}

	ByteOrder order() {
		return order;
	}

	/** Whether positions have 64 bits. */
	boolean isBig() {
		return big;
	}

	boolean has(final int tag) {
		return values.containsKey(tag);
	}

	/** The raw bytes of a value; null if there is no such tag. */
	byte[] bytes(final int tag) {
		return values.get(tag);
	}

	/** A text; empty if there is none. */
	String text(final int tag) {
		final byte[] bytes = values.get(tag);
		if (bytes == null) return "";
		int end = 0;
		while (end < bytes.length && bytes[end] != 0)
			end++;
		return new String(bytes, 0, end, StandardCharsets.UTF_8);
	}

	/** Whole numbers; empty if there is no such tag. */
	long[] numbers(final int tag) {
		final byte[] bytes = values.get(tag);
		if (bytes == null) return new long[0];
		final int size = SIZES[types.get(tag)];
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
		final long[] numbers = new long[bytes.length / size];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = switch (size) {
				case 1 -> buffer.get() & 0xFF;
				case 2 -> buffer.getShort() & 0xFFFF;
				case 4 -> buffer.getInt() & 0xFFFFFFFFL;
				default -> buffer.getLong();
			};
		return numbers;
	}

	/** The first of the numbers, or what counts where there is none. */
	long number(final int tag, final long otherwise) {
		final long[] numbers = numbers(tag);
		return numbers.length == 0 ? otherwise : numbers[0];
	}

	/** A fraction, or NaN. */
	double fraction(final int tag) {
		final byte[] bytes = values.get(tag);
		if (bytes == null || bytes.length < 8 || types.get(tag) != 5) return Double.NaN;
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
		return (double) (buffer.getInt() & 0xFFFFFFFFL) / (buffer.getInt() & 0xFFFFFFFFL);
	}

	/** Pixels in a row. */
	int width() {
		return (int) Math.min(Integer.MAX_VALUE, number(WIDTH, 0));
	}

	/** Rows. */
	int height() {
		return (int) Math.min(Integer.MAX_VALUE, number(HEIGHT, 0));
	}

	/** Values per pixel. */
	int samples() {
		return (int) Math.min(Integer.MAX_VALUE, number(SAMPLES, 1));
	}

	/** Bits per value; those of a pixel are all the same. */
	int bits() {
		return (int) number(BITS, 1);
	}

	int compression() {
		return (int) number(COMPRESSION, 1);
	}

	int photometric() {
		return (int) number(PHOTOMETRIC, 1);
	}

	int predictor() {
		return (int) number(PREDICTOR, 1);
	}

	/** 1 unsigned, 2 signed, 3 floating point. */
	int format() {
		final int format = (int) number(SAMPLE_FORMAT, 1);
		return format == 4 ? 1 : format;
	}

	boolean isTiled() {
		return has(TILE_WIDTH) && has(TILE_OFFSETS);
	}

	/** Whether the values of a pixel are in planes of their own. */
	boolean isPlanar() {
		return samples() > 1 && number(PLANAR, 1) == 2;
	}

	/** Whether the last value of a pixel is its opacity. */
	boolean hasAlpha() {
		final long[] extra = numbers(EXTRA_SAMPLES);
		return extra.length > 0 && (extra[extra.length - 1] == 1 || extra[extra.length - 1] == 2) && samples() > 1;
	}

	/** Whether another image has as many pixels of as many values of the same kind. */
	boolean isLike(final TiffDirectory other) {
		return width() == other.width() && height() == other.height() && samples() == other.samples() && bits() == other.bits() &&
			format() == other.format();
	}

	/** Whether it is a smaller copy of another image, or a mask of its transparency. */
	boolean isAuxiliary() {
		return (number(SUBFILE, 0) & 5) != 0;
	}
}
