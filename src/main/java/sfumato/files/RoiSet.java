package sfumato.files;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.gui.ImageRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import sfumato.labels.ProbabilityMap;
import sfumato.text.Excerpt;
import sfumato.text.Reason;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/**
 * Outlines saved by ImageJ's ROI Manager: {@code RoiSet.zip}, or one {@code .roi}. No ROI Manager is opened.
 * <p>
 * A ROI is an area: rectangle, oval, polygon, freehand, traced or composite. Its class is the number in a name like
 * {@code class2 left}, else its group, else 1. Its slice is its position, else the first number of a name like
 * {@code 0012-0034-0056}; in a volume, a ROI without either is in all slices. Later ROIs cover earlier ones; what lies outside
 * the image is clipped.
 */
public final class RoiSet {

	/** The endings that {@link #read} knows. */
	public static final List<String> ENDINGS = List.of(".zip", ".roi");

	/** The earliest time that a zip file can speak of. */
	private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
	/** So many pixels are no trouble, and no more than so many images may an outline span. */
	private static final int MUCH = 1 << 24, MANY_TIMES = 16;
	private static final Pattern CLASS = Pattern.compile("(?i)class[ _-]?(\\d{1,3})(?!\\d).*");
	/** How the ROI Manager calls a ROI of a stack: slice, y, x. */
	private static final Pattern PLACE = Pattern.compile("(\\d{4,6})-\\d{4,6}-\\d{4,6}.*");
	/** Types as in the file. */
	private static final int RECTANGLE = 1, OVAL = 2;
	private static final int MAX_CLASS = 254, MAX_PIXELS = 1 << 30;
	/** Unpacked, a ROI may have so many bytes; a point has 4, or 12 if it lies between pixels. */
	private static final int MAX_BYTES = 1 << 25;
	/** All ROIs of a set together may take this share of the memory: points in it are 4 to 6 times as large as in the file. */
	private static final int SHARE_OF_MEMORY = 8;
	/** ImageJ looks at each point of a polygon in each of its rows, which takes seconds for so many, and in all ROIs of a set. */
	private static final long MAX_WORK = 300_000_000, MAX_WORK_OF_SET = 3_000_000_000L;

	/** A ROI and its group, which is kept apart as ImageJ looks for a colour table when it meets one. */
	private record Outline(Roi roi, int group) {
		String name() {
			return roi.getName();
		}
	}

	/** The name in messages. */
	private final String source;
	private final List<Outline> rois;

	private RoiSet(final String source, final List<Outline> rois) {
		this.source = source;
		this.rois = List.copyOf(rois);
	}

	/** Whether {@link #read} knows the ending of a name. */
	public static boolean isReadable(final Path path) {
		return ENDINGS.stream().anyMatch(path.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith);
	}

	/** The name of a file without its ending. */
	public static String stem(final Path path) {
		final String name = path.getFileName().toString();
		return name.substring(0, name.lastIndexOf('.'));
	}

	/**
	 * Reads a set of ROIs. A zip file without any entry is a set of none.
	 *
	 * @throws IOException in a sentence: no such file, damaged, no ROIs, ROIs that are no areas
	 */
	public static RoiSet read(final Path path) throws IOException {
		if (!isReadable(path)) throw new IOException(RoiMessages.ending(path));
		if (!Files.isRegularFile(path)) throw new IOException(TextMessages.noFile(path));
		final List<Outline> rois = new ArrayList<>();
		try {
			if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".roi")) rois.add(roi(path, path.getFileName()
				.toString(), bytes(path, Files.newInputStream(path), MAX_BYTES)));
			else readZip(path, rois);
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unreadable(path, Reason.because(e)), e);
		}
		catch (final EOFException | ZipException | IllegalArgumentException e) { // the latter at names that are no UTF-8
			throw new IOException(RoiMessages.damagedZip(path), e);
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(FileMessages.unreadableWith(path, Reason.of(e)), e);
		}
		return new RoiSet(path.toString(), rois);
	}

	/**
	 * ROIs that are in memory; they are copied and not changed.
	 *
	 * @param source what messages call it
	 * @param groups whether a group is a class, where the name of a ROI says none
	 * @throws UserException if one is no area
	 */
	public static RoiSet of(final String source, final List<Roi> rois, final boolean groups) {
		final List<Outline> outlines = new ArrayList<>();
		for (final Roi original : rois) {
			final Roi roi = (Roi) original.clone();
			if (roi.getName() == null) roi.setName(Integer.toString(outlines.size() + 1));
			requireArea(roi, source);
			if (roi.getBounds().isEmpty()) throw new UserException(RoiMessages.noSize(Excerpt.of(roi.getName()), source));
			outlines.add(new Outline(roi, groups ? roi.getGroup() : 0));
		}
		return new RoiSet(source, outlines);
	}

	private static void requireArea(final Roi roi, final String source) {
		if (!roi.isArea() || roi instanceof TextRoi || roi instanceof ImageRoi) throw new NoArea(roi.getName(), source,
			roi instanceof TextRoi ? "text" : roi instanceof ImageRoi ? "picture" : roi.getTypeAsString().toLowerCase(Locale.ROOT));
	}

	/** The message for a ROI without area. */
	private static final class NoArea extends IllegalArgumentException {
		private static final long serialVersionUID = 1;

		NoArea(final String name, final String source, final String what) {
			super(RoiMessages.noArea(name, source, what));
		}
	}

	private static void readZip(final Path path, final List<Outline> rois) throws IOException {
		try (ZipFile zip = new ZipFile(path.toFile())) {
			long left = Math.max(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
			for (final ZipEntry entry : Collections.list(zip.entries())) {
				final String name = entry.getName();
				if (!name.endsWith(".roi") || name.contains("__MACOSX/")) continue;
				final byte[] bytes = bytes(path, zip.getInputStream(entry), left);
				left -= Math.max(1 << 10, bytes.length); // a ROI has more than its points
				rois.add(roi(path, name, bytes));
			}
			if (rois.isEmpty() && zip.size() > 0) throw new IOException(RoiMessages.noRois(path));
		}
	}

	/** The entry of a zip says how long it is, but only what comes counts. */
	private static byte[] bytes(final Path path, final InputStream stream, final long left) throws IOException {
		if (stream == null) throw new ZipException(RoiMessages.emptyEntry());
		try (stream) {
			final byte[] bytes = stream.readNBytes((int) Math.min(MAX_BYTES, left) + 1);
			if (bytes.length > MAX_BYTES) throw new IOException(RoiMessages.tooLong(path));
			if (bytes.length > left) throw new IOException(RoiMessages.tooMany(path, (Runtime.getRuntime().maxMemory() >> 20)));
			return bytes;
		}
	}

	private static Outline roi(final Path path, final String file, final byte[] bytes) throws IOException {
		final String name = file.substring(file.lastIndexOf('/') + 1, file.length() - 4);
		final int group = group(bytes, 0);
		final Roi roi;
		try {
			requireRoom(bytes);
			requireDrawn(path, name, bytes);
			roi = new RoiDecoder(bytes, name).getRoi();
		}
		catch (final NoArea e) {
			throw new IOException(e.getMessage(), e);
		}
		catch (final IOException | RuntimeException e) { // the decoder throws both at broken ROIs
			throw new IOException(RoiMessages.damaged(name, path), e);
		}
		final Rectangle b = roi == null ? new Rectangle() : roi.getBounds();
		if (b.isEmpty() || (long) b.width * b.height > MAX_PIXELS) throw new IOException(RoiMessages.damagedOrEmpty(name, path));
		if (roi.getName() == null) roi.setName(name);
		try {
			requireArea(roi, path.toString());
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(e.getMessage(), e);
		}
		return new Outline(roi, group);
	}

	/** The decoder believes what a ROI says of its lengths; here they are held against the bytes that are there. */
	private static void requireRoom(final byte[] bytes) throws IOException {
		if (bytes.length < RoiDecoder.COORDINATES) throw new IOException("too short");
		final ByteBuffer b = ByteBuffer.wrap(bytes);
		// only of polygons and where the field before is 0, this is a number of points
		final boolean points = b.get(RoiDecoder.TYPE) != RECTANGLE && b.get(RoiDecoder.TYPE) != OVAL && b.getShort(
			RoiDecoder.N_COORDINATES) == 0;
		if (points) requireWithin(RoiDecoder.COORDINATES, 2L * Short.BYTES * b.getInt(RoiDecoder.SIZE), bytes.length);
		requireWithin(RoiDecoder.COORDINATES, (long) Float.BYTES * b.getInt(RoiDecoder.SHAPE_ROI_SIZE), bytes.length);
		final int more = b.getInt(RoiDecoder.HEADER2_OFFSET);
		if (more <= 0) return;
		requireText(b, (long) more + RoiDecoder.NAME_OFFSET);
		requireText(b, (long) more + RoiDecoder.ROI_PROPS_OFFSET);
	}

	/** A place, and how many letters of two bytes are there; older ROIs end before some of these fields. */
	private static void requireText(final ByteBuffer b, final long field) throws IOException {
		if (field + 2 * Integer.BYTES <= b.limit()) requireWithin(b.getInt((int) field), (long) Character.BYTES * b.getInt((int) field +
			Integer.BYTES), b.limit());
	}

	private static void requireWithin(final long start, final long length, final int bytes) throws IOException {
		if (start < 0 || length < 0 || start + length > bytes) throw new IOException(RoiMessages.partTooLong());
	}

	/** Texts and pictures have lengths of their own, which the decoder believes; as they are no outlines, it does not get them. */
	private static void requireDrawn(final Path path, final String name, final byte[] bytes) {
		final int kind = ByteBuffer.wrap(bytes).getShort(RoiDecoder.SUBTYPE);
		if (kind == RoiDecoder.TEXT || kind == RoiDecoder.IMAGE) throw new NoArea(name, path.toString(), kind == RoiDecoder.TEXT ? "text"
			: "picture");
	}

	/** Sets the group in the bytes of a ROI, and gives the one that was there. */
	private static int group(final byte[] bytes, final int group) {
		if (bytes.length < 64) return 0;
		final int at = ByteBuffer.wrap(bytes).getInt(RoiDecoder.HEADER2_OFFSET) + RoiDecoder.GROUP;
		if (at <= RoiDecoder.GROUP || at >= bytes.length) return 0;
		final int old = bytes[at] & 0xFF;
		bytes[at] = (byte) group;
		return old;
	}

	/** How many ROIs there are. */
	public int size() {
		return rois.size();
	}

	/** Copies of the ROIs. */
	public List<Roi> rois() {
		return rois.stream().map(r -> (Roi) r.roi().clone()).toList();
	}

	/** Whether any ROI has a slice position. */
	public boolean hasSlices() {
		return rois.stream().anyMatch(r -> slice(r.roi(), 1, false) > 0);
	}

	/**
	 * The label map of the ROIs: 0 is background.
	 *
	 * @param dims of the image: X, Y[, Z]
	 * @param channels of the image, by which positions in its stack are counted
	 * @throws UserException if a ROI lies outside the image or has no class of 1 … 254
	 */
	public RandomAccessibleInterval<FloatType> labels(final long[] dims, final int channels) {
		return labels(dims, channels, false);
	}

	/** As {@link #labels(long[], int)}, where the planes of the image may be frames. */
	public RandomAccessibleInterval<FloatType> labels(final long[] dims, final int channels, final boolean frames) {
		requireFillable();
		final int depth = dims.length > 2 ? (int) dims[2] : 1;
		final PlanarImg<FloatType, FloatArray> labels = PlanarImgs.floats(dims);
		for (final Outline outline : rois) {
			final Roi roi = outline.roi();
			final int slice = dims.length > 2 ? slice(roi, channels, frames) : 0;
			if (slice > depth) throw new UserException(RoiMessages.otherSlice(Excerpt.of(roi.getName()), source, slice, depth));
			final Rectangle b = roi.getBounds();
			if (!b.intersects(new Rectangle(0, 0, (int) dims[0], (int) dims[1]))) throw new
				UserException(RoiMessages.outside(Excerpt.of(roi.getName()), source, ProbabilityMap.size(dims)));
			final int label = label(outline);
			final ImageProcessor mask = mask(roi, dims);
			for (int z = slice > 0 ? slice - 1 : 0; z < (slice > 0 ? slice : depth); z++)
				fill(labels.getPlane(z).getCurrentStorageArray(), b, mask, label, (int) dims[0], (int) dims[1]);
		}
		return labels;
	}

	/**
	 * The planes of an image with ROIs; a ROI without position is in all planes.
	 *
	 * @param depth how many planes there are
	 * @param channels of the image, by which positions in its stack are counted
	 * @param frames whether the planes are frames
	 */
	public boolean[] marked(final int depth, final int channels, final boolean frames) {
		final boolean[] marked = new boolean[depth];
		for (final Outline outline : rois) {
			final int slice = slice(outline.roi(), channels, frames);
			if (slice == 0 || depth == 1) Arrays.fill(marked, true);
			else if (slice <= depth) marked[slice - 1] = true;
		}
		return marked;
	}

	private void requireFillable() {
		long all = 0;
		for (final Outline outline : rois) {
			final Roi roi = outline.roi();
			final long points = roi instanceof final PolygonRoi p ? p.getNCoordinates() : 0, rows = roi.getBounds().height;
			if (points * rows > MAX_WORK) throw new UserException(RoiMessages.tooManyPoints(Excerpt.of(roi.getName()), source,
				points, rows));
			all += points * rows;
		}
		if (all > MAX_WORK_OF_SET) throw new UserException(RoiMessages.slowToFill(source));
	}

	/** Null for a rectangle. */
	private ImageProcessor mask(final Roi roi, final long[] dims) {
		final Rectangle b = roi.getBounds();
		// ImageJ makes a mask of the whole outline, however little of it is in the image; a damaged one may take all memory
		if (roi.getType() != Roi.RECTANGLE && (double) b.width * b.height > Math.max(MUCH, MANY_TIMES * dims[0] * dims[1]))
			throw new UserException(RoiMessages.farTooLarge(Excerpt.of(roi.getName()), source, b.width, b.height,
				ProbabilityMap.size(dims)));
		try {
			return roi.getMask();
		}
		catch (final RuntimeException e) { // what ImageJ's filler throws at points that make no outline
			throw new UserException(RoiMessages.damaged(Excerpt.of(roi.getName()), source), e);
		}
	}

	private static void fill(final float[] plane, final Rectangle b, final ImageProcessor mask, final int label,
		final int width, final int height)
	{
		for (int y = Math.max(0, b.y); y < Math.min(height, b.y + b.height); y++)
			for (int x = Math.max(0, b.x); x < Math.min(width, b.x + b.width); x++)
				if (mask == null || mask.get(x - b.x, y - b.y) != 0) plane[y * width + x] = label;
	}

	/** The slice from 1; 0 if it has none. */
	private static int slice(final Roi roi, final int channels, final boolean frames) {
		if (roi.hasHyperStackPosition()) {
			final int z = Math.max(0, roi.getZPosition()), t = Math.max(0, roi.getTPosition());
			// without slices, frames are read as slices
			return frames ? t > 0 ? t : z : z > 0 ? z : t;
		}
		if (roi.getPosition() > 0) return (roi.getPosition() - 1) / channels + 1;
		final Matcher place = PLACE.matcher(roi.getName());
		return place.matches() ? (Integer.parseInt(place.group(1)) - 1) / channels + 1 : 0;
	}

	private int label(final Outline roi) {
		final Matcher name = CLASS.matcher(roi.name());
		final int label = name.matches() ? Integer.parseInt(name.group(1)) : roi.group() > 0 ? roi.group() : 1;
		if (label < 1 || label > MAX_CLASS) throw new UserException(RoiMessages.classNumber(Excerpt.of(roi.name()), source, label,
			MAX_CLASS));
		return label;
	}

	/**
	 * Writes a label map as a zip file that the ROI Manager opens: one ROI per class and slice, with holes where it has holes,
	 * named {@code class1}, {@code class2-0012}, …, with the class for a group if there are several. Read again, it is the same
	 * label map.
	 *
	 * @param labels (X, Y[, Z]), 0 is background
	 * @throws IOException if the file cannot be written
	 */
	public static void write(final Path path, final RandomAccessibleInterval<UnsignedByteType> labels) throws IOException {
		final boolean volume = labels.numDimensions() > 2;
		final List<Roi> rois = new ArrayList<>();
		int most = 0;
		for (final UnsignedByteType v : Views.flatIterable(labels))
			most = Math.max(most, v.get());
		for (long z = volume ? labels.min(2) : 0; z <= (volume ? labels.max(2) : 0); z++)
			rois.addAll(outlines(volume ? Views.hyperSlice(labels, 2, z) : labels, volume ? (int) (z - labels.min(2)) + 1 : 0));
		write(path, rois, most > 1);
	}

	/** Writes ROIs of different names, as {@link #outlines} gives them, as a zip file that the ROI Manager opens. */
	public static void write(final Path path, final List<Roi> rois, final boolean groups) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Roi roi : rois) {
				final ZipEntry entry = new ZipEntry(roi.getName() + ".roi");
				entry.setTimeLocal(NO_TIME); // equal outlines are equal files
				zip.putNextEntry(entry);
				final byte[] outline = RoiEncoder.saveAsByteArray(roi);
				final Matcher name = CLASS.matcher(roi.getName());
				if (groups && name.matches()) group(outline, Integer.parseInt(name.group(1)));
				zip.write(outline);
				zip.closeEntry();
			}
		}
		ImageFiles.write(path, bytes.toByteArray());
	}

	/**
	 * The outlines of a plane of a label map: one ROI per class, with holes where it has holes, named {@code class1},
	 * {@code class2-0012}, …
	 *
	 * @param plane (X, Y), 0 is background
	 * @param slice for the names, from 1; 0 in an image of one plane
	 */
	public static List<Roi> outlines(final RandomAccessibleInterval<UnsignedByteType> plane, final int slice) {
		final TreeSet<Integer> classes = new TreeSet<>();
		for (final UnsignedByteType v : Views.flatIterable(plane))
			if (v.get() > 0) classes.add(v.get());
		final List<Roi> rois = new ArrayList<>();
		for (final int c : classes) {
			final Roi roi = outline(plane, c);
			roi.setName("class" + c + (slice > 0 ? String.format(Locale.ROOT, "-%04d", slice) : ""));
			roi.setPosition(slice);
			rois.add(roi);
		}
		return rois;
	}

	/** What is of a class that there is. */
	private static Roi outline(final RandomAccessibleInterval<UnsignedByteType> plane, final int label) {
		final int width = (int) plane.dimension(0);
		final ByteProcessor mask = new ByteProcessor(width, (int) plane.dimension(1));
		final Cursor<UnsignedByteType> values = Views.flatIterable(plane).cursor();
		for (int i = 0; i < mask.getPixelCount(); i++) {
			if (values.next().get() == label) mask.set(i, 255);
		}
		mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
		return new ThresholdToSelection().convert(mask);
	}
}
