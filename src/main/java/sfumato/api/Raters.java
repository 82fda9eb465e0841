package sfumato.api;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.images.ClassNames;
import sfumato.images.ImageMessages;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelMessages;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SegmentationImage;
import sfumato.labels.SoftRaters;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * What several people drew of one image: label maps (0 is background, then classes), binary masks (0 and 255), or probabilities.
 * Immutable. Pixels are looked at when the raters are first used, so that errors come then.
 *
 * <pre>{@code
 * Raters three = Raters.of(List.of(mask1, mask2, mask3));
 * Raters stack = Raters.of(IJ.openImage("raters.tif"), "slice").missing("254");
 * }</pre>
 */
public final class Raters {

	private static final String RATERS = "XYZR", ONE = "XYZC";

	/** What is said of the numbers in label maps. */
	private record Options(OptionalInt classes, OptionalInt foreground, MissingLabels missing, LabelNumbers numbers,
		List<String> names)
	{
		static final Options NONE = new Options(OptionalInt.empty(), OptionalInt.empty(), MissingLabels.NONE, LabelNumbers.CLASSES, List
			.of());
	}

	private interface Reader {
		sfumato.labels.Raters read(Options options);
	}

	private final Reader reader;
	private final StackGeometry geometry;
	private final String title;
	private final Options options;
	/** What is taken for a rater, without a look at the pixels. */
	private final String layout;
	private sfumato.labels.Raters read;

	private Raters(final Reader reader, final StackGeometry geometry, final String title, final String layout, final Options options) {
		this.reader = reader;
		this.geometry = geometry;
		this.title = title;
		this.layout = layout;
		this.options = options;
	}

	/**
	 * Flat images (X, Y), one per rater, all of one size.
	 *
	 * @throws UserException if there are none, or they have more axes
	 */
	public static Raters of(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> raters) {
		for (final RandomAccessibleInterval<?> r : raters)
			if (r.numDimensions() != 2) throw new UserException(ApiMessages.raterAxesMissing(r.numDimensions()));
		return of(raters, "XY");
	}

	/**
	 * Images with named axes, one per rater, all of one size.
	 *
	 * @param axes of each: X, Y, in a volume Z, and C if the channels are the probabilities of the classes, e.g. {@code "XYZ"}
	 */
	public static Raters of(final List<? extends RandomAccessibleInterval<? extends RealType<?>>> raters, final String axes) {
		if (raters.isEmpty()) throw new UserException(LabelMessages.noRaters());
		final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
		for (final RandomAccessibleInterval<? extends RealType<?>> r : raters)
			images.add(Axes.ordered(r, Axes.checked(axes, r, ONE)));
		return of(images, geometry(images.get(0), new Calibration()), "raters");
	}

	/**
	 * One image with the raters along an axis R.
	 *
	 * @param axes X, Y, R and, in a volume, Z, e.g. {@code "XYR"}
	 */
	public static Raters of(final RandomAccessibleInterval<? extends RealType<?>> stack, final String axes) {
		final String letters = Axes.checked(axes, stack, RATERS);
		final int along = letters.indexOf('R');
		if (along < 0) throw new UserException(ApiMessages.raterAxisMissing(axes));
		final RandomAccessibleInterval<FloatType> all = Views.zeroMin(Axes.floats(stack));
		final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
		for (long r = 0; r < all.dimension(along); r++)
			images.add(Axes.ordered(Views.hyperSlice(all, along, r), letters.replace("R", "")));
		return of(images, geometry(images.get(0), new Calibration()), "raters");
	}

	private static StackGeometry geometry(final RandomAccessibleInterval<?> image, final Calibration calibration) {
		return new StackGeometry(image.numDimensions() == 3 ? 1 : Math.toIntExact(image.dimension(2)), 1, calibration, java.util.Map.of());
	}

	/** @param images (X, Y[, Z], C), one per rater */
	private static Raters of(final List<RandomAccessibleInterval<FloatType>> images, final StackGeometry geometry, final String title) {
		final int n = images.size();
		return new Raters(o -> read(images, o), geometry, title, n + (n == 1 ? " rater" : " raters") + ", each of " + geometry
			.describe() + ".", Options.NONE);
	}

	private static sfumato.labels.Raters read(final List<RandomAccessibleInterval<FloatType>> images, final Options o) {
		final List<String> names = o.names().isEmpty() ? IntStream.rangeClosed(1, images.size()).mapToObj(Integer::toString).toList() : o
			.names();
		if (names.size() != images.size()) throw new UserException(LabelMessages.namesAndRaters(names.size(), images.size()));
		final int last = images.get(0).numDimensions() - 1;
		final boolean hard = images.stream().allMatch(i -> i.dimension(last) == 1 && (o.numbers() == LabelNumbers.INSTANCES ||
			new SegmentationImage("", i).isLabelMap()));
		if (hard) {
			final List<RandomAccessibleInterval<? extends RealType<?>>> maps = new ArrayList<>();
			for (final RandomAccessibleInterval<FloatType> i : images)
				maps.add(o.numbers().apply(Views.hyperSlice(i, last, 0), o.missing()));
			return HardRaters.of(names, maps, o.classes(), o.foreground(), o.missing());
		}
		if (o.classes().isPresent() || o.foreground().isPresent() || !o.missing().equals(MissingLabels.NONE))
			throw new UserException(ApiMessages.softRaterOptions());
		return SoftRaters.of(names, images.stream().map(i -> i.dimension(last) == 1 ? SegmentationImage.ofForeground(i) : ProbabilityMap
			.checked(i, LabelClass.defaults((int) i.dimension(last)))).toList());
	}

	/**
	 * An open stack with a rater per channel, slice or frame: along the only axis that is longer than 1, else along the channels. The
	 * labels of the slices are the names of the raters.
	 *
	 * @throws UserException if there are slices and frames, so that the axis must be named
	 */
	public static Raters of(final ImagePlus stack) {
		return of(stack, "auto");
	}

	/**
	 * An open stack with the raters along an axis.
	 *
	 * @param axis {@code channel}, {@code slice}, {@code frame}, or {@code auto}
	 */
	public static Raters of(final ImagePlus stack, final String axis) {
		Image.requireOpen(stack);
		final RaterAxis along = RaterAxis.of(axis);
		return new Raters(o -> named(along.split(stack, o.classes(), o.foreground(), o.missing(), o.numbers()), o.names()), StackGeometry.of(
			stack).without(along.resolve(stack)), stack.getShortTitle(), along.describe(stack), Options.NONE);
	}

	/** Open images, one per rater, all of one size and with one channel. */
	public static Raters ofImages(final List<ImagePlus> raters) {
		if (raters.isEmpty()) throw new UserException(LabelMessages.noRaters());
		final List<RandomAccessibleInterval<FloatType>> images = raters.stream().map(i -> Image.of(i).values()).toList();
		final ImagePlus first = raters.get(0);
		final Raters all = of(images, StackGeometry.of(first), first.getShortTitle());
		return new Raters(o -> {
			final sfumato.labels.Raters said = all.reader.read(o);
			return said instanceof final HardRaters hard ? hard.withClasses(ClassNames.ofLabels(first, hard.numClasses())) : said;
		}, all.geometry, all.title, all.layout, all.options);
	}

	private static sfumato.labels.Raters named(final sfumato.labels.Raters raters, final List<String> names) {
		if (names.isEmpty()) return raters;
		if (names.size() != raters.size()) throw new UserException(LabelMessages.namesAndRaters(names.size(), raters.size()));
		if (raters instanceof final HardRaters hard) return HardRaters.read(names, IntStream.range(0, hard.size()).mapToObj(hard::labels)
			.toList(), hard.dimensions(), hard.classes(), hard.hasUnlabeled(), hard.notes());
		return SoftRaters.of(names, IntStream.range(0, raters.size()).mapToObj(((SoftRaters) raters)::map).toList());
	}

	private Raters with(final Options other) {
		return new Raters(reader, geometry, title, layout, other);
	}

	/** How many classes label maps have, background included; 0 takes as many as the labels ask for. */
	public Raters classes(final int number) {
		return with(new Options(count("classes", number), options.foreground, options.missing, options.numbers, options.names));
	}

	/** The value that means foreground in binary masks, e.g. 255; 0 finds it out. */
	public Raters foreground(final int value) {
		return with(new Options(options.classes, count("foreground", value), options.missing, options.numbers, options.names));
	}

	/** What means in label maps that a rater has not looked: {@code none}, {@code empty-slices} (of a volume), or a value such as 254. */
	public Raters missing(final String labels) {
		return with(new Options(options.classes, options.foreground, MissingLabels.parse(labels), options.numbers, options.names));
	}

	/** What numbers in label maps mean: {@code classes}, or {@code instances}, which reads a number per object as a mask. */
	public Raters numbers(final String meaning) {
		return with(new Options(options.classes, options.foreground, options.missing, LabelNumbers.of(meaning), options.names));
	}

	/** What tables and messages call the raters; else the labels of their slices, or 1, 2, … */
	public Raters names(final List<String> names) {
		return with(new Options(options.classes, options.foreground, options.missing, options.numbers, List.copyOf(names)));
	}

	private static OptionalInt count(final String name, final int value) {
		if (value < 0) throw new UserException(WrongValue.message(name, value, "at least 0 (0 = find out)"));
		return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
	}

	/** How many raters there are. */
	public int size() {
		return read().size();
	}

	/** What tables and messages call the raters. */
	public List<String> names() {
		return read().names();
	}

	/** The names of the classes, background first. */
	public List<String> classNames() {
		return read().classes().stream().map(LabelClass::name).toList();
	}

	/**
	 * What each rater drew: (X, Y) or (X, Y, plane); of probabilities the most probable class. 255 is what the rater has not looked at, if {@link
	 * #isPartial()}. Not to be written to.
	 */
	public List<Img<UnsignedByteType>> labels() {
		final HardRaters hard = read().hard();
		return IntStream.range(0, hard.size()).mapToObj(hard::labels).toList();
	}

	/** Whether there are pixels that a rater has not looked at. */
	public boolean isPartial() {
		return read().hard().hasUnlabeled();
	}

	/** Whether the raters gave probabilities instead of label maps. */
	public boolean areSoft() {
		return !(read() instanceof HardRaters);
	}

	/** What is taken for a rater, in a sentence, e.g. {@code 3 raters, one per slice, each of one plane.} */
	public String describe() {
		return read() instanceof HardRaters ? layout : ImageMessages.probabilities(layout);
	}

	/** @throws UserException in a sentence, if the images are neither label maps nor probabilities, or differ in size */
	synchronized sfumato.labels.Raters read() {
		if (read == null) {
			if (options.numbers == LabelNumbers.INSTANCES && options.foreground.isPresent()) throw new UserException(
				ImageMessages.foregroundOfInstances(options.foreground.getAsInt()));
			read = reader.read(options);
		}
		return read;
	}

	StackGeometry geometry() {
		return geometry;
	}

	String title() {
		return title;
	}
}
