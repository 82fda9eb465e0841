package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.files.Geometry;
import sfumato.files.GridAlignment;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.RoiSet;
import sfumato.files.VoxelGrid;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * Reads raters' labels in all supported forms: class numbers or masks in images, masks in colours, ROIs.
 * <p>
 * Colours are classes in the order of their numbers ({@code #0000FF} before {@code #FF0000}), black is background. As no
 * case need show every colour, all label maps of the dataset are looked at when the first one in colours is met.
 */
public final class LabelMaps {

	private static final List<String> LOSSY = List.of(".jpg", ".jpeg");

	private final List<Case> cases;
	private final Polarity polarity;
	private final Geometry geometry;
	private final LabelNumbers numbers;
	private final MissingLabels missing;
	/** The class of a colour; null as long as it was not needed. */
	private Map<Integer, Integer> palette;

	/** Whether the colours of files that cannot be read are left out. */
	private final boolean tolerant;

	LabelMaps(final List<Case> cases, final Polarity polarity, final Geometry geometry, final LabelNumbers numbers,
		final MissingLabels missing)
	{
		this(cases, polarity, geometry, numbers, missing, false);
	}

	private LabelMaps(final List<Case> cases, final Polarity polarity, final Geometry geometry, final LabelNumbers numbers,
		final MissingLabels missing, final boolean tolerant)
	{
		this.tolerant = tolerant;
		this.cases = cases;
		this.polarity = polarity;
		this.geometry = geometry;
		this.numbers = numbers;
		this.missing = missing;
	}

	/**
	 * The same for the dataset check, where a damaged file does not stop the others. Their classes may then have other numbers than in the
	 * end: a colour that is nowhere else is not known.
	 */
	LabelMaps tolerant() {
		return new LabelMaps(cases, polarity, geometry, numbers, missing, true);
	}

	/** Whether a file may be a label map; one that lost its labels when it was saved is refused in a sentence later. */
	static boolean mayBe(final Path file) {
		return ImageFiles.isReadable(file) || RoiSet.isReadable(file) || isLossy(file);
	}

	private static boolean isLossy(final Path file) {
		return LOSSY.stream().anyMatch(file.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith);
	}

	public static String stem(final Path file) {
		return ImageFiles.isReadable(file) ? ImageFiles.stem(file) : RoiSet.stem(file);
	}

	/**
	 * Reads the image of a case. If its file does not say where it lies, it lies as the first of its label maps of the same size whose
	 * file does, so that all files of a case are brought into one orientation.
	 */
	ImageFile image(final Case c) throws IOException {
		final ImageFile image = ImageFiles.read(c.image());
		if (geometry == Geometry.IGNORE || image.grid().isKnown()) return image;
		for (final Path file : c.raters().values()) {
			final Optional<VoxelGrid> grid = ImageFiles.isReadable(file) && Files.isRegularFile(file) ? ImageFiles.grid(file) : Optional
				.empty();
			if (grid.isPresent() && Arrays.equals(grid.get().dimensions(), image.grid().dimensions())) return image.withOrientation(grid.get()
				.orientation());
		}
		return image;
	}

	/** How a label map is brought to the grid of its image; empty if there is nothing to compare. */
	Optional<GridAlignment> alignment(final Case c, final String rater, final ImageFile image) throws IOException {
		final Path file = c.raters().get(rater);
		if (geometry == Geometry.IGNORE || !ImageFiles.isReadable(file)) return Optional.empty();
		return ImageFiles.grid(file).map(image.grid()::align).filter(GridAlignment::isFitting);
	}

	/**
	 * The label maps of a case, in the order of its raters.
	 *
	 * @param image its image
	 * @param notes gets what was decided
	 */
	List<RandomAccessibleInterval<FloatType>> read(final Case c, final ImageFile image, final List<String> notes)
		throws IOException
	{
		final List<RandomAccessibleInterval<FloatType>> maps = new ArrayList<>();
		for (final String rater : c.raters().keySet())
			maps.add(read(c, rater, image, notes));
		return maps;
	}

	/** One label map on the grid of its image, without which ROIs cannot be read and no map is brought into another orientation. */
	RandomAccessibleInterval<FloatType> read(final Case c, final String rater, final ImageFile image,
		final List<String> notes) throws IOException
	{
		final Path file = c.raters().get(rater);
		if (isLossy(file)) throw new IOException(DataMessages.jpegLabels(file));
		if (RoiSet.isReadable(file)) return rois(file, image);
		final ImageFile read = ImageFiles.readLabels(file);
		read.slopeNote().ifPresent(notes::add);
		final ImageFile map = image == null ? read : read.alignedTo(image.grid(), geometry, notes::add);
		if (map.numChannels() == 3) return invert(numbers == LabelNumbers.INSTANCES ? colored(map) : classes(map, c, rater, notes), c,
			rater, notes);
		return invert(numbers.applyToFloats(map.labels(), missing), c, rater, notes);
	}

	private static RandomAccessibleInterval<FloatType> rois(final Path file, final ImageFile image) throws IOException {
		final RoiSet rois = RoiSet.read(file);
		final boolean flat = Dataset.planesMayBeChannels(image) && !rois.hasSlices();
		return rois.labels(flat ? image.planesAsChannels().spatialDimensions() : image.spatialDimensions(), image
			.numChannels());
	}

	private RandomAccessibleInterval<FloatType> classes(final ImageFile map, final Case c, final String rater,
		final List<String> notes) throws IOException
	{
		if (palette == null) palette = palette();
		final Img<FloatType> classes = ProbabilityMap.create(new FloatType(), map.spatialDimensions());
		final Cursor<FloatType> out = classes.cursor();
		final Colours colours = new Colours(map);
		while (out.hasNext())
			out.next().set(palette.get(colours.next()));
		final String legend = DataMessages.coloursAreClasses(palette.entrySet().stream().filter(e -> e.getValue() > 0).map(e ->
			name(e.getKey()) + " = " + e.getValue()).collect(Collectors.joining(", ")));
		if (!notes.contains(legend)) notes.add(legend);
		return classes;
	}

	/** 1 where a pixel is not black: objects in colours of their own. */
	private static RandomAccessibleInterval<FloatType> colored(final ImageFile map) {
		final Img<FloatType> mask = ProbabilityMap.create(new FloatType(), map.spatialDimensions());
		final Colours colours = new Colours(map);
		mask.cursor().forEachRemaining(v -> v.set(colours.next() == 0 ? 0 : 1));
		return mask;
	}

	/** The classes in the colours in which they were drawn, as soon as a label map in colours has been read; else empty. */
	List<LabelClass> classes() {
		if (palette == null) return List.of();
		final List<LabelClass> names = LabelClass.defaults(Math.max(2, palette.size()));
		final List<LabelClass> classes = new ArrayList<>();
		palette.forEach((colour, c) -> classes.add(new LabelClass(names.get(c).name(), colour)));
		return classes.size() < 2 ? List.of() : classes;
	}

	private Map<Integer, Integer> palette() throws IOException {
		final TreeSet<Integer> colours = new TreeSet<>();
		String grey = "";
		for (final Case c : cases) {
			for (final Map.Entry<String, Path> rater : c.raters().entrySet()) {
				if (!ImageFiles.isReadable(rater.getValue())) continue;
				final ImageFile map;
				try {
					map = ImageFiles.read(rater.getValue());
				}
				catch (final IOException e) {
					if (tolerant) continue;
					throw e;
				}
				if (map.numChannels() == 3) add(map, colours, c, rater.getKey());
				else if (grey.isEmpty() && isMarked(map)) grey = "rater " + rater.getKey() + " of case " + c.name();
			}
		}
		if (!grey.isEmpty()) throw new UserException(DataMessages.greyAmongColours(grey));
		final Map<Integer, Integer> classes = new TreeMap<>();
		colours.add(0);
		for (final int colour : colours)
			classes.put(colour, classes.size());
		return classes;
	}

	private static void add(final ImageFile map, final TreeSet<Integer> colours, final Case c, final String rater) {
		final Colours pixels = new Colours(map);
		int last = 0;
		for (long i = 0; i < pixels.size(); i++) {
			final int colour = pixels.next();
			if (colour == last) continue;
			last = colour;
			if (colours.add(colour) && colours.size() >= HardRaters.MAX_FOUND_CLASSES) throw new UserException(
				DataMessages.tooManyColours(rater, c.name(), colours.size(), HardRaters.MAX_FOUND_CLASSES - 1));
		}
	}

	private static boolean isMarked(final ImageFile map) {
		for (final FloatType v : Views.flatIterable(map.image()))
			if (v.get() != 0) return true;
		return false;
	}

	private static String name(final int colour) {
		return String.format(Locale.ROOT, "#%06X", colour);
	}

	/** The colours of an image, one by one. */
	private static final class Colours {
		private final List<Cursor<FloatType>> channels = new ArrayList<>();
		private final long size;

		Colours(final ImageFile image) {
			for (int c = 0; c < 3; c++)
				channels.add(Views.flatIterable(image.channel(c)).cursor());
			size = image.channel(0).size();
		}

		long size() {
			return size;
		}

		int next() {
			int colour = 0;
			for (final Cursor<FloatType> c : channels)
				colour = colour << 8 | Math.max(0, Math.min(255, Math.round(c.next().get())));
			return colour;
		}
	}

	private RandomAccessibleInterval<FloatType> invert(final RandomAccessibleInterval<FloatType> map, final Case c,
		final String rater, final List<String> notes)
	{
		if (polarity == Polarity.NORMAL) return map;
		final TreeSet<Float> values = new TreeSet<>();
		for (final FloatType v : Views.flatIterable(map))
			if (values.size() < 3) values.add(v.get());
		final boolean mask = values.size() == 2 && values.first() == 0 || values.size() == 1;
		if (polarity == Polarity.AUTO && !(mask && new CheckedMask(map, 0).looksInverted())) return map;
		if (!mask) throw new UserException(DataMessages.noMaskToInvert(rater, c.name(),
			values.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "))));
		final float max = values.last() > 0 ? values.last() : 1;
		notes.add(DataMessages.maskInverted(rater, c.name()));
		return Converters.convert(map, (in, out) -> out.set(max - in.get()), new FloatType());
	}
}
