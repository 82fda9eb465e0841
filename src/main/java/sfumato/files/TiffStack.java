package sfumato.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sfumato.output.Unfinished;
import sfumato.planes.PlaneSink;
import sfumato.storage.FileChanges;
import sfumato.text.Reason;

/**
 * Writes a stack to a TIFF file in pieces, so that it may be larger than the memory. The file appears under its name when it is
 * complete.
 * <p>
 * The layout is ImageJ's own for stacks of any size: one directory, all planes one after the other behind it, and how many
 * there are in the description. ImageJ opens that, also as a virtual stack, and so does tifffile in Python. Up to 4 GB every
 * plane has a directory, too, for programs that do not know the description. (A BigTIFF would have directories for more, but
 * ImageJ does not open BigTIFFs.)
 */
public final class TiffStack implements PlaneSink, Closeable {

	/**
	 * What is written.
	 *
	 * @param channels of each plane
	 * @param slices planes along Z
	 * @param frames planes along T
	 * @param bytes whether values are whole numbers of 8 bits, in the colours of the channels; else 32-bit
	 * @param pixelSize edges of a voxel along X, Y and Z
	 * @param unit of the pixel size
	 * @param names of the channels, which label their planes; of 8-bit images, of the values from 0 on
	 * @param colors of the same, 0xRRGGBB; empty for grey
	 * @param properties that ImageJ shows and saves again, e.g. {@link GridProperties}
	 */
	public record Layout(int width, int height, int channels, int slices, int frames, boolean bytes, double[] pixelSize,
		String unit, List<String> names, List<Integer> colors, Map<String, String> properties)
	{
		public Layout {
			pixelSize = pixelSize.clone();
			names = List.copyOf(names);
			colors = List.copyOf(colors);
			properties = new LinkedHashMap<>(properties);
		}

		/** A layout without properties. */
		public Layout(final int width, final int height, final int channels, final int slices, final int frames, final boolean bytes,
			final double[] pixelSize, final String unit, final List<String> names, final List<Integer> colors)
		{
			this(width, height, channels, slices, frames, bytes, pixelSize, unit, names, colors, Map.of());
		}

		long planes() {
			return (long) channels * slices * frames;
		}

		long planeBytes() {
			return (long) width * height * (bytes ? 1 : Float.BYTES);
		}
	}

	/** Positions in a directory have 32 bits. */
	private static final long MOST = 0xFFFFFFFFL;
	/** ImageJ's own tags, and what they begin with. */
	private static final int METADATA_COUNTS = 50838, METADATA = 50839, MAGIC = 0x494A494A, LABELS = 0x6C61626C, LUTS =
		0x6C757473, PROPERTIES = 0x70726F70;
	private static final int HEADER = 8, ENTRY = 12;
	private static final int SHORT = 3, LONG = 4, RATIONAL = 5, ASCII = 2, BYTE = 1;

	private final Path target, fresh;
	private final Layout layout;
	private final FileChannel file;
	private final long data;
	private boolean finished;

	private TiffStack(final Path target, final Path fresh, final Layout layout, final FileChannel file) throws IOException {
		this.target = target;
		this.fresh = fresh;
		this.layout = layout;
		this.file = file;
		data = directory(0, HEADER, true).length + HEADER;
		final ByteBuffer header = ByteBuffer.allocate(HEADER).putShort((short) 0x4D4D).putShort((short) 42).putInt(HEADER);
		write(header.flip(), 0);
		write(ByteBuffer.wrap(directory(0, HEADER, true)), HEADER);
	}

	/**
	 * Begins a file, under a hidden name beside the target.
	 *
	 * @throws IOException if nothing can be written there
	 */
	public static TiffStack create(final Path target, final Layout layout) throws IOException {
		final Path folder = target.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) throw new IOException(FileMessages.noParent(target, folder));
		if (Files.isDirectory(target)) throw new IOException(TiffMessages.isFolder(target));
		if (layout.planeBytes() > MOST) throw new IOException(TiffMessages.tooLargeToWrite(target, layout.width(),
			layout.height()));
		final Path fresh = Unfinished.fresh(target.toAbsolutePath());
		FileChannel file = null;
		try {
			file = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			return new TiffStack(target, fresh, layout, file);
		}
		catch (final FileSystemException e) {
			if (file != null) file.close();
			throw new IOException(FileMessages.unwritable(target, Reason.because(e)), e);
		}
	}

	/**
	 * Writes some rows of all channels of one slice.
	 *
	 * @param plane slice + slices · frame
	 * @param values (C, rows, W) from position to limit; as 8 bits they are rounded and kept within 0 … 255
	 * @throws IOException e.g. if the disk is full
	 */
	@Override
	public void write(final long plane, final int firstRow, final int rows, final FloatBuffer values) throws IOException {
		final int n = rows * layout.width(), size = layout.bytes() ? 1 : Float.BYTES;
		final ByteBuffer out = ByteBuffer.allocate(n * size);
		for (int c = 0; c < layout.channels(); c++) {
			out.clear();
			for (int i = 0; i < n; i++)
				if (layout.bytes()) out.put((byte) Math.max(0, Math.min(255, Math.round(values.get()))));
				else out.putFloat(values.get());
			write(out.flip(), data + (plane * layout.channels() + c) * layout.planeBytes() + (long) firstRow * layout.width() *
				size);
		}
	}

	private void write(final ByteBuffer bytes, final long position) throws IOException {
		try {
			for (long at = position; bytes.hasRemaining();)
				at += file.write(bytes, at);
		}
		catch (final IOException e) {
			throw new IOException(TiffMessages.imageJSaysWriting(target, e.getMessage()), e);
		}
	}

	/** Completes the file and gives it its name; a file that was there is replaced. */
	public void finish() throws IOException {
		final long end = data + layout.planes() * layout.planeBytes();
		if (file.size() < end) write(ByteBuffer.allocate(1), end - 1); // planes that nobody has written are 0
		writeDirectories(end + end % 2);
		file.close();
		FileChanges.rename(fresh, target);
		finished = true;
	}

	/** For other programs than ImageJ, as long as positions have 32 bits. */
	private void writeDirectories(final long from) throws IOException {
		final int size = directory(1, from, false).length;
		if (layout.planes() == 1 || from + (layout.planes() - 1) * size > MOST) return;
		long at = from, pointer = HEADER + 2 + ENTRY * (long) entries(true);
		for (long i = 1; i < layout.planes(); i++, at += size) {
			write(ByteBuffer.allocate(4).putInt((int) at).flip(), pointer);
			write(ByteBuffer.wrap(directory(i, at, false)), at);
			pointer = at + 2 + ENTRY * (long) entries(false);
		}
	}

	private boolean palette() {
		return layout.bytes() && !layout.colors().isEmpty();
	}

	private boolean hasMetadata() {
		return !layout.bytes() && layout.planes() > 1 || !layout.properties().isEmpty();
	}

	private int entries(final boolean first) {
		return 13 + (first ? 1 : 0) + (palette() ? 1 : 0) + (layout.bytes() ? 0 : 1) + (first && hasMetadata() ? 2 : 0);
	}

	/**
	 * The directory of a plane with what belongs to it.
	 *
	 * @param at where it is written
	 */
	private byte[] directory(final long plane, final long at, final boolean first) {
		final Directory d = new Directory(at, entries(first));
		d.add(254, LONG, 0).add(256, LONG, layout.width()).add(257, LONG, layout.height());
		d.add(258, SHORT, layout.bytes() ? 8 : 32).add(259, SHORT, 1).add(262, SHORT, palette() ? 3 : 1);
		if (first) d.add(270, ASCII, (description() + "\0").getBytes(StandardCharsets.US_ASCII));
		// of the first, where its pixels are is known when all else is; a directory is as long whatever it says
		d.add(273, LONG, (int) (first ? data : data + plane * layout.planeBytes())).add(277, SHORT, 1);
		d.add(278, LONG, layout.height()).add(279, LONG, (int) layout.planeBytes());
		for (int axis = 0; axis < 2; axis++)
			d.add(282 + axis, RATIONAL, perUnit(layout.pixelSize()[axis]));
		d.add(296, SHORT, 1);
		if (palette()) d.add(320, SHORT, colorMap());
		if (!layout.bytes()) d.add(339, SHORT, 3);
		if (first && hasMetadata()) {
			final List<byte[]> parts = metadata();
			final ByteBuffer counts = ByteBuffer.allocate(4 * parts.size()), all = ByteBuffer.allocate(parts.stream().mapToInt(
				p -> p.length).sum());
			for (final byte[] part : parts) {
				counts.putInt(part.length);
				all.put(part);
			}
			d.add(METADATA_COUNTS, LONG, counts.array()).add(METADATA, BYTE, all.array());
		}
		return d.bytes();
	}

	private String description() {
		final StringBuilder text = new StringBuilder("ImageJ=1.54p\n");
		if (layout.planes() > 1) text.append("images=").append(layout.planes()).append('\n');
		if (layout.channels() > 1) text.append("channels=").append(layout.channels()).append('\n');
		if (layout.slices() > 1) text.append("slices=").append(layout.slices()).append('\n');
		if (layout.frames() > 1) text.append("frames=").append(layout.frames()).append('\n');
		if (layout.planes() > 1) text.append("hyperstack=true\n");
		if (layout.channels() > 1) text.append("mode=composite\n");
		if (!layout.unit().isBlank()) text.append("unit=").append(escaped(layout.unit())).append('\n');
		if (layout.slices() > 1) text.append("spacing=").append(layout.pixelSize()[2]).append('\n');
		text.append("loop=false\nmin=0.0\nmax=").append(layout.bytes() ? "255.0" : "1.0").append('\n');
		return text.toString();
	}

	/** As ImageJ writes what is not ASCII; a line end would begin another entry. */
	private static String escaped(final String unit) {
		final StringBuilder text = new StringBuilder();
		for (final char c : unit.equals("\u00B5m") ? new char[] { 'u', 'm' } : unit.toCharArray())
			text.append(c >= ' ' && c < 128 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04X", (int) c));
		return text.toString();
	}

	private static byte[] perUnit(final double pixelSize) {
		long denominator = 1_000_000;
		double numerator = denominator / pixelSize;
		while (numerator > Integer.MAX_VALUE && denominator > 1) {
			numerator /= 10;
			denominator /= 10;
		}
		return ByteBuffer.allocate(8).putInt((int) Math.min(Integer.MAX_VALUE, Math.round(numerator))).putInt((int) denominator)
			.array();
	}

	private byte[] colorMap() {
		final ByteBuffer map = ByteBuffer.allocate(3 * 256 * 2);
		for (int s = 16; s >= 0; s -= 8)
			for (int i = 0; i < 256; i++)
				map.putShort((short) ((i < layout.colors().size() ? layout.colors().get(i) >> s & 0xFF : 0) * 0x101));
		return map.array();
	}

	/** Names and colours of the channels, and properties, as ImageJ keeps them: a table of what there is, then that. */
	private List<byte[]> metadata() {
		final List<byte[]> parts = new ArrayList<>();
		final boolean labels = layout.names().size() == layout.channels(), luts = layout.colors().size() == layout.channels();
		final int texts = 2 * layout.properties().size();
		final ByteBuffer table = ByteBuffer.allocate(4 + (labels ? 8 : 0) + (luts ? 8 : 0) + (texts > 0 ? 8 : 0)).putInt(MAGIC);
		if (labels) table.putInt(LABELS).putInt((int) layout.planes());
		if (luts) table.putInt(LUTS).putInt(layout.channels());
		if (texts > 0) table.putInt(PROPERTIES).putInt(texts);
		parts.add(table.array());
		if (labels) for (long i = 0; i < layout.planes(); i++)
			parts.add(layout.names().get((int) (i % layout.channels())).getBytes(StandardCharsets.UTF_16BE));
		if (luts) for (final int color : layout.colors()) {
			final byte[] lut = new byte[768];
			for (int s = 0; s < 3; s++)
				for (int i = 0; i < 256; i++)
					lut[256 * s + i] = (byte) Math.round((color >> 16 - 8 * s & 0xFF) * i / 255.0);
			parts.add(lut);
		}
		layout.properties().forEach((key, value) -> {
			parts.add(key.getBytes(StandardCharsets.UTF_16BE));
			parts.add(value.getBytes(StandardCharsets.UTF_16BE));
		});
		return parts;
	}

	/** Deletes the file if it has not been finished. */
	@Override
	public void close() throws IOException {
		file.close();
		if (!finished) FileChanges.delete(fresh);
	}

	/** Entries of a directory, and behind them what does not fit into an entry. */
	private static final class Directory {
		private final long at;
		private final ByteBuffer entries;
		private final List<byte[]> behind = new ArrayList<>();
		private int size;

		Directory(final long at, final int n) {
			this.at = at;
			entries = ByteBuffer.allocate(2 + ENTRY * n + 4).putShort((short) n);
			size = entries.capacity();
		}

		Directory add(final int tag, final int type, final int value) {
			entries.putShort((short) tag).putShort((short) type).putInt(1);
			if (type == SHORT) entries.putShort((short) value).putShort((short) 0);
			else entries.putInt(value);
			return this;
		}

		Directory add(final int tag, final int type, final byte[] values) {
			final int each = type == RATIONAL ? 8 : type == LONG ? 4 : type == SHORT ? 2 : 1;
			entries.putShort((short) tag).putShort((short) type).putInt(values.length / each);
			final byte[] padded = java.util.Arrays.copyOf(values, Math.max(4, values.length + values.length % 2));
			if (values.length <= 4) entries.put(padded);
			else {
				entries.putInt((int) (at + size));
				behind.add(padded);
				size += padded.length;
			}
			return this;
		}

		byte[] bytes() {
			final ByteBuffer all = ByteBuffer.allocate(size).put(entries.putInt(0).flip());
			behind.forEach(all::put);
			return all.array();
		}
	}
}
