package sfumato.files;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.airlift.compress.zstd.ZstdInputStream;

/**
 * Reads the pixels of one image in a TIFF, plane by plane: the tags in {@link TiffDirectory} decide how, and unsupported tags are
 * refused by name.
 *
 * <pre>
 * whole numbers, unsigned and signed   1, 2, 4, 8, 16, 32 bits
 * floating point                       16, 32, 64 bits
 * colours                              grey, white is zero, RGB, palette (its indices), YCbCr in JPEG; with opacity
 * compression                          none, LZW, Deflate, PackBits, JPEG, Zstandard; predictors 1, 2, 3
 * layout                               strips and tiles, chunky and planar, both orders of bytes, TIFF and BigTIFF
 * </pre>
 *
 * Each plane is handed to TwelveMonkeys' reader as a small TIFF of its own, so that it sees nothing that was not checked. It is used
 * by {@code readRaster}, since {@code read} cuts floating-point values off at 0 and 1.
 */
final class TiffPlanes {

	static final int NONE = 1, LZW = 5, JPEG = 7, DEFLATE = 8, OLD_DEFLATE = 32946, PACKBITS = 32773, ZSTD = 50000;

	private static final int GREY = 1, WHITE_IS_ZERO = 0, RGB = 2, PALETTE = 3, YCBCR = 6;
	private static final Map<Integer, String> COMPRESSIONS = Map.ofEntries(Map.entry(2, "CCITT"), Map.entry(3, "CCITT fax 3"), Map
		.entry(4, "CCITT fax 4"), Map.entry(6, "old JPEG"), Map.entry(33003, "JPEG 2000"), Map.entry(33005, "JPEG 2000"), Map.entry(
			34712, "JPEG 2000"), Map.entry(34887, "LERC"), Map.entry(34925, "LZMA"), Map.entry(50001, "WebP"), Map.entry(50002,
				"JPEG XL"), Map.entry(52546, "JPEG XL"));
	private static final Map<Integer, String> PHOTOMETRICS = Map.of(4, "transparency mask", 5, "CMYK", 6, "YCbCr", 8, "CIE L*a*b*", 9,
		"ICC L*a*b*", 10, "ITU L*a*b*", 32803, "color filter array", 34892, "linear raw");
	/** How many bytes one byte can stand for at most, generously. */
	private static final Map<Integer, Long> EXPANSION = Map.of(NONE, 1L, LZW, 2_000L, JPEG, 4_000L, DEFLATE, 1_100L, OLD_DEFLATE,
		1_100L, PACKBITS, 70L, ZSTD, 50_000L);

	/** Bytes of a tile that are no trouble, whether they are there or not. */
	private static final long SMALL = 1 << 22;

	private final Path path;
	private final TiffDirectory tags;
	private final int width, height, samples, bits, format, compression;

	/**
	 * Looks at the tags; nothing else is read.
	 *
	 * @throws IOException in a sentence that names the tag, if the image is of a kind that is not read or cannot be right
	 */
	TiffPlanes(final Path path, final TiffDirectory tags) throws IOException {
		this.path = path;
		this.tags = tags;
		width = tags.width();
		height = tags.height();
		samples = tags.samples();
		bits = tags.bits();
		format = tags.format();
		compression = tags.compression();
		check();
	}

	private void check() throws IOException {
		if (width < 1 || height < 1) throw new IOException(TiffMessages.noImageSize(path));
		if (samples < 1 || samples > 10_000) throw refused("SamplesPerPixel", 277, samples, "");
		requireAllAlike("BitsPerSample", TiffDirectory.BITS);
		requireAllAlike("SampleFormat", TiffDirectory.SAMPLE_FORMAT);
		if (format < 1 || format > 3) throw refused("SampleFormat", 339, format, format == 5 || format == 6 ? "complex numbers" : "");
		final List<Integer> known = format == 3 ? List.of(16, 32, 64) : format == 2 ? List.of(8, 16, 32) : List.of(1, 2, 4, 8, 16, 32);
		if (!known.contains(bits)) throw refused("BitsPerSample", 258, bits, format == 3 ? "floating point" : "whole numbers");
		if (!EXPANSION.containsKey(compression)) throw refused("Compression", 259, compression, COMPRESSIONS.getOrDefault(compression,
			""));
		final int colours = tags.photometric();
		if (colours != GREY && colours != WHITE_IS_ZERO && colours != RGB && colours != PALETTE && !(colours == YCBCR &&
			compression == JPEG)) throw refused("PhotometricInterpretation", 262, colours, PHOTOMETRICS.getOrDefault(colours, ""));
		if (colours == WHITE_IS_ZERO && format == 3) throw refused("PhotometricInterpretation", 262, colours,
			TiffMessages.whiteIsZero());
		if (tags.number(TiffDirectory.FILL_ORDER, 1) != 1) throw refused("FillOrder", 266, tags.number(TiffDirectory.FILL_ORDER, 1),
			"");
		final int predictor = tags.predictor();
		if (predictor < 1 || predictor > 3 || predictor == 2 && (format == 3 || bits < 8) || predictor == 3 && (format != 3 ||
			samples > 1 && !tags.isPlanar())) throw refused("Predictor", 317, predictor, TiffMessages.valuesOfBits(samples,
				bits));
		if (bits < 8 && samples > 1) throw refused("SamplesPerPixel", 277, samples, TiffMessages.ofBits(bits));
		if ((long) width * height * samples > Integer.MAX_VALUE - 16) throw new IOException(TiffMessages.planeTooLarge(path,
			width, height, samples));
		checkData();
	}

	private void requireAllAlike(final String name, final int tag) throws IOException {
		final long[] values = tags.numbers(tag);
		for (int i = 1; i < Math.min(values.length, samples); i++)
			if (values[i] != values[0]) throw refused(name, tag, values[0] + " and " + values[i], TiffMessages.ofOnePixel());
	}

	/** Memory is never asked for on the word of a tag: what is said to be there must be there. */
	private void checkData() throws IOException {
		final long[] offsets = offsets(), counts = counts();
		if (offsets.length == 0 || offsets.length != counts.length) throw new IOException(TiffMessages.offsetsAndSizes(path,
			offsets.length, counts.length));
		final long size = Files.size(path), pieces = (long) piecesPerSample() * (tags.isPlanar() ? samples : 1);
		if (offsets.length < pieces) throw new IOException(TiffMessages.pieceCount(path, offsets.length, pieces, width, height));
		long bytes = 0, longest = 0;
		for (int i = 0; i < pieces; i++) {
			if (offsets[i] < 8 || counts[i] < 1 || offsets[i] > size - counts[i] || counts[i] > Integer.MAX_VALUE - 16)
				throw new IOException(TiffMessages.endsEarly(path));
			bytes += counts[i];
			longest = Math.max(longest, counts[i]);
		}
		final long wanted = ((long) width * samples * bits + 7) / 8 * height;
		// equal tiles may be stored once, but then they are small
		if (bytes > size && bytes > 2 * wanted) throw new IOException(TiffMessages.overlappingPieces(path, width, height));
		if (wanted > bytes * EXPANSION.get(compression)) throw new IOException(TiffMessages.tooFewBytes(path, bytes, width, height,
			samples * bits));
		if (tags.isTiled()) {
			final double tile = (double) pieceWidth() * pieceHeight() * (tags.isPlanar() ? 1 : samples) * bits / 8;
			if (tile > SMALL && tile > Math.min(Integer.MAX_VALUE - 16, longest * EXPANSION.get(compression))) throw
				new IOException(TiffMessages.tooFewTileBytes(path, longest, pieceWidth(), pieceHeight()));
		}
		final double memory = (double) Float.BYTES * width * height * samples, most = Runtime.getRuntime().maxMemory();
		if (memory > most) throw new IOException(TiffMessages.tooLarge(path, width, height, memory / (1 << 20), most / (1 <<
			20)));
	}

	private IOException refused(final String tag, final int number, final Object value, final String meaning) {
		return new IOException(TiffMessages.notReadTag(path, tag, number, value, meaning));
	}

	private long[] offsets() {
		return tags.numbers(tags.isTiled() ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
	}

	private long[] counts() {
		final long[] counts = tags.numbers(tags.isTiled() ? TiffDirectory.TILE_COUNTS : TiffDirectory.STRIP_COUNTS);
		// some writers of one uncompressed strip leave its size out
		if (counts.length == 0 && !tags.isTiled() && compression == NONE && offsets().length == 1) return new long[] { (long) height *
			rowBytes((long) width * (tags.isPlanar() ? 1 : samples)) };
		return counts;
	}

	private int rowBytes(final long values) {
		return (int) ((values * bits + 7) / 8);
	}

	private int pieceWidth() throws IOException {
		final long w = tags.isTiled() ? tags.number(TiffDirectory.TILE_WIDTH, 0) : width;
		if (w < 1 || w > 1 << 20 && tags.isTiled()) throw refused("TileWidth", 322, w, "");
		return (int) w;
	}

	private int pieceHeight() throws IOException {
		final long h = tags.isTiled() ? tags.number(TiffDirectory.TILE_HEIGHT, 0) : Math.min(height, tags.number(
			TiffDirectory.ROWS_PER_STRIP, height));
		if (h < 1 || h > 1 << 20 && tags.isTiled()) throw refused(tags.isTiled() ? "TileLength" : "RowsPerStrip", tags.isTiled() ? 323
			: 278, h, "");
		return (int) h;
	}

	private int piecesPerSample() throws IOException {
		final long across = (width + (long) pieceWidth() - 1) / pieceWidth(), down = (height + (long) pieceHeight() - 1) /
			pieceHeight();
		if (across * down > Integer.MAX_VALUE) throw new IOException(TiffMessages.tooManyPieces(path, across, down));
		return (int) (across * down);
	}

	/** Whether a compression is one of those of JPEG, also of those that are not read. */
	static boolean isJpeg(final int compression) {
		return compression == JPEG || COMPRESSIONS.getOrDefault(compression, "").contains("JPEG");
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	/** Values of a pixel that are an image of their own: all, but the opacity. */
	int channels() {
		return samples - (tags.hasAlpha() ? 1 : 0);
	}

	/** Whether the channels are red, green and blue. */
	boolean isRgb() {
		return (tags.photometric() == RGB || tags.photometric() == YCBCR) && channels() == 3;
	}

	/** 8 or 16 where values are whole and not negative, else 32. */
	int depth() {
		return format == 1 && bits <= 8 ? 8 : format == 1 && bits == 16 ? 16 : 32;
	}

	/** Whether two images can be planes of one stack. */
	boolean isLike(final TiffPlanes other) {
		return tags.isLike(other.tags);
	}

	/** The size of an image, as people write it. */
	String size() {
		return width + " x " + height + (samples > 1 ? " x " + samples : "") + " of " + bits + " bits";
	}

	/**
	 * Reads the values.
	 *
	 * @param white whether 0 is made the largest value where the tags say that white is zero
	 * @return one array per channel; 1 bit becomes 0 and 255, and what is fully transparent 0
	 * @throws IOException if the data are damaged
	 */
	float[][] read(final boolean white) throws IOException {
		final float[][] all = new float[samples][];
		final boolean turned = white && tags.photometric() == WHITE_IS_ZERO;
		try (FileChannel file = FileChannel.open(path)) {
			if (tags.isPlanar()) {
				final int n = piecesPerSample();
				for (int s = 0; s < samples; s++)
					all[s] = grey(file, s * n, 1, turned && s < channels() ? 1 : 0);
			}
			else if (samples == 1) all[0] = grey(file, 0, 1, turned ? 1 : 0);
			else if (compression == JPEG) colours(raster(file, 0, samples, tags.photometric()), all);
			else {
				// pixels of several values are rows of so many times as many values: whatever they mean
				final float[] together = grey(file, 0, samples, turned ? channels() : 0);
				for (int s = 0; s < samples; s++) {
					all[s] = new float[width * height];
					for (int i = 0; i < all[s].length; i++)
						all[s][i] = together[i * samples + s];
				}
			}
		}
		catch (final java.nio.file.FileSystemException e) {
			throw e;
		}
		catch (final EOFException e) {
			throw new IOException(TiffMessages.dataEndEarly(path), e);
		}
		catch (final IOException | RuntimeException e) { // decoders throw whatever they stumble over
			if (e instanceof IOException && String.valueOf(e.getMessage()).startsWith(path.toString())) throw (IOException) e;
			throw new IOException(TiffMessages.badCompression(path), e);
		}
		if (bits == 1) for (final float[] plane : all)
			for (int i = 0; i < plane.length; i++)
				plane[i] *= 255;
		final float[][] channels = Arrays.copyOf(all, channels());
		if (tags.hasAlpha()) Transparency.clear(channels, all[samples - 1], (float) (format == 3 ? 1 : Math.pow(2, bits) - 1));
		return channels;
	}

	private void colours(final Raster raster, final float[][] all) {
		final int[] row = new int[width];
		for (int s = 0; s < samples; s++) {
			all[s] = new float[width * height];
			for (int y = 0; y < height; y++) {
				raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, s, row);
				for (int x = 0; x < width; x++)
					all[s][y * width + x] = row[x];
			}
		}
	}

	/**
	 * The pieces from a number on as an image of one value per pixel and as many pixels as there are values.
	 *
	 * @param turned how many of the values of a pixel are turned round, so that 0 becomes the largest: while they are whole numbers, since
	 *          32 bits are rounded as floats
	 */
	private float[] grey(final FileChannel file, final int first, final int perPixel, final int turned) throws IOException {
		final Raster raster = raster(file, first, perPixel, GREY);
		final int w = width * perPixel, tile = pieceWidth() * perPixel;
		final float[] values = new float[w * height];
		final boolean summed = tags.predictor() == 2;
		final long mask = (1L << bits) - 1, sign = 1L << bits - 1;
		final double[] row = new double[w];
		final long[] whole = new long[w];
		for (int y = 0; y < height; y++) {
			raster.getSamples(raster.getMinX(), raster.getMinY() + y, w, 1, 0, row);
			if (format == 3) {
				for (int x = 0; x < w; x++)
					values[y * w + x] = (float) row[x];
				continue;
			}
			for (int x = 0; x < w; x++) {
				long v = (long) row[x] & mask;
				// differences of neighbours start again in each tile
				if (summed && x % tile >= perPixel) v = v + whole[x - perPixel] & mask;
				whole[x] = v;
				if (x % perPixel < turned) v = ~v & mask;
				values[y * w + x] = format == 2 && (v & sign) != 0 ? v - mask - 1 : v;
			}
		}
		return values;
	}

	/** Lets TwelveMonkeys decode a TIFF that holds these pieces and nothing else. */
	private Raster raster(final FileChannel file, final int first, final int perPixel, final int photometric) throws IOException {
		final ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(alone(file, first, perPixel,
			photometric))))
		{
			reader.setInput(in);
			return reader.readRaster(0, null);
		}
		finally {
			reader.dispose();
		}
	}

	private byte[] alone(final FileChannel file, final int first, final int perPixel, final int photometric) throws IOException {
		final int n = piecesPerSample();
		final long[] offsets = offsets(), counts = counts();
		final boolean jpeg = compression == JPEG;
		final int values = jpeg ? perPixel : 1, factor = jpeg ? 1 : perPixel;
		final ByteArrayOutputStream data = new ByteArrayOutputStream();
		final long[] starts = new long[n], sizes = new long[n];
		for (int i = 0; i < n; i++) {
			byte[] piece = new byte[(int) counts[first + i]];
			final ByteBuffer buffer = ByteBuffer.wrap(piece);
			while (buffer.hasRemaining())
				if (file.read(buffer, offsets[first + i] + buffer.position()) < 0) throw new EOFException();
			if (compression == ZSTD) piece = stored(piece, rowBytes((long) pieceWidth() * perPixel) * Math.min(pieceHeight(), tags.isTiled()
				? pieceHeight() : height));
			starts[i] = 8L + data.size();
			sizes[i] = piece.length;
			data.write(piece);
			if (data.size() % 2 == 1) data.write(0);
		}
		final Map<Integer, long[]> entries = new TreeMap<>();
		entries.put(TiffDirectory.WIDTH, new long[] { (long) width * factor });
		entries.put(TiffDirectory.HEIGHT, new long[] { height });
		entries.put(TiffDirectory.BITS, repeat(bits, values));
		entries.put(TiffDirectory.COMPRESSION, new long[] { compression == ZSTD ? DEFLATE : compression });
		entries.put(TiffDirectory.PHOTOMETRIC, new long[] { jpeg ? photometric : GREY });
		entries.put(TiffDirectory.SAMPLES, new long[] { values });
		entries.put(TiffDirectory.SAMPLE_FORMAT, repeat(format == 2 ? 1 : format, values));
		if (tags.predictor() == 3) entries.put(TiffDirectory.PREDICTOR, new long[] { 3 });
		if (tags.isTiled()) {
			entries.put(TiffDirectory.TILE_WIDTH, new long[] { (long) pieceWidth() * factor });
			entries.put(TiffDirectory.TILE_HEIGHT, new long[] { pieceHeight() });
		}
		else entries.put(TiffDirectory.ROWS_PER_STRIP, new long[] { pieceHeight() });
		entries.put(tags.isTiled() ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, starts);
		entries.put(tags.isTiled() ? TiffDirectory.TILE_COUNTS : TiffDirectory.STRIP_COUNTS, sizes);
		if (jpeg && tags.has(TiffDirectory.SUBSAMPLING)) entries.put(TiffDirectory.SUBSAMPLING, tags.numbers(TiffDirectory.SUBSAMPLING));
		return file(data.toByteArray(), entries, jpeg ? tags.bytes(TiffDirectory.JPEG_TABLES) : null);
	}

	private static long[] repeat(final long value, final int n) {
		final long[] all = new long[n];
		Arrays.fill(all, value);
		return all;
	}

	/** Unpacks Zstandard, up to the size that a piece has, and packs it as Deflate that is not compressed. */
	private byte[] stored(final byte[] packed, final int size) throws IOException {
		final byte[] raw;
		try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
			raw = in.readNBytes(size);
		}
		final Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
		try {
			deflater.setInput(raw);
			deflater.finish();
			final ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + raw.length / 1000 + 64);
			final byte[] buffer = new byte[1 << 16];
			while (!deflater.finished())
				out.write(buffer, 0, deflater.deflate(buffer));
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	/** A TIFF of one image in the order of bytes of the original. */
	private byte[] file(final byte[] data, final Map<Integer, long[]> entries, final byte[] tables) {
		final int n = entries.size() + (tables == null ? 0 : 1), directory = 8 + data.length;
		int more = directory + 2 + 12 * n + 4;
		final List<byte[]> outside = new ArrayList<>();
		final ByteBuffer head = ByteBuffer.allocate(2 + 12 * n + 4).order(tags.order());
		head.putShort((short) n);
		final Map<Integer, byte[]> all = new TreeMap<>();
		entries.forEach((tag, numbers) -> {
			final ByteBuffer b = ByteBuffer.allocate(4 * numbers.length).order(tags.order());
			for (final long v : numbers)
				b.putInt((int) v);
			all.put(tag, b.array());
		});
		if (tables != null) all.put(TiffDirectory.JPEG_TABLES, tables);
		for (final Map.Entry<Integer, byte[]> e : all.entrySet()) {
			final boolean table = e.getKey() == TiffDirectory.JPEG_TABLES;
			head.putShort(e.getKey().shortValue()).putShort((short) (table ? 7 : 4)).putInt(table ? e.getValue().length : e
				.getValue().length / 4);
			if (e.getValue().length <= 4) head.put(Arrays.copyOf(e.getValue(), 4));
			else {
				head.putInt(more);
				outside.add(e.getValue());
				more += e.getValue().length + e.getValue().length % 2;
			}
		}
		head.putInt(0);
		final ByteBuffer file = ByteBuffer.allocate(more).order(tags.order());
		file.put((byte) (tags.order() == java.nio.ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0)).putShort((short) 42).putInt(
			directory).put(data).put(head.array());
		for (final byte[] value : outside) {
			file.put(value);
			if (value.length % 2 == 1) file.put((byte) 0);
		}
		return file.array();
	}
}
