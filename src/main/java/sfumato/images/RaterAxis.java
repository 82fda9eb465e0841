package sfumato.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;

import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.text.Excerpt;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The axis of a stack along which the raters lie. */
public enum RaterAxis {

	/** The only axis longer than 1, else the channels. */
	AUTO,

	CHANNEL, SLICE, FRAME;

	/** The axis of a name as macros write it. */
	public static RaterAxis of(final String name) {
		for (final RaterAxis axis : values())
			if (axis.toString().equalsIgnoreCase(name)) return axis;
		throw new UserException(WrongValue.message("axis", name, "one of auto, channel, slice, frame"));
	}

	/**
	 * What {@link #AUTO} means for an image; every other axis is itself.
	 *
	 * @throws UserException if it is not clear: slices and frames, but no channels
	 */
	public RaterAxis resolve(final ImagePlus image) {
		if (this != AUTO) return this;
		final int c = image.getNChannels(), z = image.getNSlices(), t = image.getNFrames();
		if (c == 1 && z > 1 && t > 1) throw new UserException(ImageMessages.whichAxis(Excerpt.of(image.getTitle()), z, t));
		return c > 1 || z == 1 && t == 1 ? CHANNEL : z > 1 ? SLICE : FRAME;
	}

	/** How many raters there are along this (resolved) axis. */
	public int length(final ImagePlus image) {
		return this == CHANNEL ? image.getNChannels() : this == SLICE ? image.getNSlices() : image.getNFrames();
	}

	/** What is taken for what, as a sentence for dialog and log. */
	public String describe(final ImagePlus image) {
		final RaterAxis axis = resolve(image);
		final int n = axis.length(image);
		return ImageMessages.raters(n, axis, StackGeometry.of(image).without(axis).describe());
	}

	/**
	 * The raters of a stack of label maps or of probabilities, named by the labels of the slices where these are unique.
	 *
	 * @throws UserException in a sentence: channels are left over, the values are no labels, or something is said of label
	 *           maps where there are probabilities
	 */
	public Raters split(final ImagePlus image, final OptionalInt classes, final OptionalInt foreground, final MissingLabels missing) {
		return split(image, classes, foreground, missing, LabelNumbers.CLASSES);
	}

	/** As {@link #split(ImagePlus, OptionalInt, OptionalInt, MissingLabels)}, of label maps whose numbers mean something else. */
	public Raters split(final ImagePlus image, final OptionalInt classes, final OptionalInt foreground, final MissingLabels missing,
		final LabelNumbers numbers)
	{
		if (numbers == LabelNumbers.INSTANCES && foreground.isPresent()) throw new
			UserException(ImageMessages.foregroundOfInstances(foreground.getAsInt()));
		if (!isSoft(image)) return splitHard(image, classes, foreground, missing, numbers);
		if (classes.isPresent() || foreground.isPresent() || !missing.equals(MissingLabels.NONE) || numbers != LabelNumbers.CLASSES)
			throw new UserException(ImageMessages.optionsOfProbabilities(Excerpt.of(image.getTitle())));
		return splitSoft(image);
	}

	/**
	 * The raters of a stack of label maps, named by the labels of the slices where these are unique.
	 *
	 * @throws UserException in a sentence: channels are left over, or the labels are none
	 */
	public HardRaters splitHard(final ImagePlus image, final OptionalInt classes, final OptionalInt foreground,
		final MissingLabels missing, final LabelNumbers numbers)
	{
		final RaterAxis axis = resolve(image);
		final RandomAccessibleInterval<? extends RealType<?>> all = ImagePlusMaps.image(image);
		final int last = all.numDimensions() - 1;
		final long channels = all.dimension(last);
		if (image.getType() == ImagePlus.COLOR_RGB && channels > 1) throw new
			UserException(ImageMessages.colourImage(image.getTitle()));
		if (axis != CHANNEL && channels > 1) throw new UserException(ImageMessages.channelsPerRater(axis, image.getTitle(),
			channels));
		final int n = axis.length(image);
		final List<RandomAccessibleInterval<? extends RealType<?>>> raters = new ArrayList<>();
		for (int r = 0; r < n; r++) {
			final RandomAccessibleInterval<? extends RealType<?>> rater = rater(all, axis, r, image);
			raters.add(numbers.apply(axis == CHANNEL ? rater : slice(rater, rater.numDimensions() - 1, 0), missing));
		}
		final HardRaters labels = HardRaters.of(names(image, axis, n), raters, classes, foreground, missing);
		return labels.withClasses(ClassNames.ofLabels(image, labels.numClasses()));
	}

	/**
	 * Whether the raters gave probabilities: the image is 32-bit, and it has several channels that are not the raters, or a
	 * value that is no whole number.
	 */
	public boolean isSoft(final ImagePlus image) {
		if (image.getType() != ImagePlus.GRAY32) return false;
		if (resolve(image) != CHANNEL && image.getNChannels() > 1) return true;
		for (final FloatType value : Views.flatIterable(ImagePlusMaps.floats(image)))
			if (value.get() != Math.rint(value.get())) return true;
		return false;
	}

	/**
	 * The raters of a 32-bit stack with probabilities: of the foreground, or, if channels are left beside the raters, of the
	 * classes.
	 *
	 * @throws UserException in a sentence: values are no probabilities
	 */
	public SoftRaters splitSoft(final ImagePlus image) {
		final RaterAxis axis = resolve(image);
		final int n = axis.length(image);
		final List<ProbabilityMap> maps = new ArrayList<>();
		for (int r = 0; r < n; r++) {
			@SuppressWarnings("unchecked")
			final RandomAccessibleInterval<FloatType> rater = (RandomAccessibleInterval<FloatType>) rater(ImagePlusMaps.floats(
				image), axis, r, image);
			final int last = rater.numDimensions() - 1;
			if (axis != CHANNEL && rater.dimension(last) > 1) maps.add(ProbabilityMap.of(rater, ClassNames.ofChannels(image)));
			else maps.add(ofForeground(axis == CHANNEL ? rater : Views.hyperSlice(rater, last, 0)));
		}
		return SoftRaters.of(names(image, axis, n), maps);
	}

	private static ProbabilityMap ofForeground(final RandomAccessibleInterval<FloatType> foreground) {
		final RandomAccessibleInterval<FloatType> background = Converters.convert(foreground, (p, out) -> out.set(1 - p.get()),
			new FloatType());
		return ProbabilityMap.of(Views.stack(background, foreground), LabelClass.defaults(2));
	}

	/** What belongs to a rater: (X, Y[, Z]) if raters are channels, else (X, Y[, Z], C). */
	private static RandomAccessibleInterval<? extends RealType<?>> rater(
		final RandomAccessibleInterval<? extends RealType<?>> all, final RaterAxis axis, final int r, final ImagePlus image)
	{
		final int z = image.getNSlices(), t = image.getNFrames();
		if (axis == CHANNEL) return slice(all, all.numDimensions() - 1, r);
		if (z * t == 1) return all;
		if (axis == SLICE && t == 1 || axis == FRAME && z == 1) return slice(all, 2, r);
		// planes run over the slices first
		return axis == FRAME ? interval(all, (long) r * z, 1, z) : interval(all, r, z, t);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RandomAccessibleInterval<? extends RealType<?>> slice(
		final RandomAccessibleInterval<? extends RealType<?>> image, final int d, final long position)
	{
		return Views.hyperSlice((RandomAccessibleInterval) image, d, position);
	}

	/** Every step-th plane, n of them. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RandomAccessibleInterval<? extends RealType<?>> interval(
		final RandomAccessibleInterval<? extends RealType<?>> volume, final long from, final int step, final int n)
	{
		final long[] min = { 0, 0, from, 0 };
		final long[] max = { volume.max(0), volume.max(1), from + (long) step * (n - 1), volume.max(3) };
		return Views.subsample(Views.zeroMin(Views.interval((RandomAccessibleInterval) volume, min, max)), 1, 1, step, 1);
	}

	private static List<String> names(final ImagePlus image, final RaterAxis axis, final int n) {
		final int step = axis == CHANNEL ? 1 : axis == SLICE ? image.getNChannels() : image.getNChannels() * image
			.getNSlices();
		final String[] names = new String[n];
		for (int r = 0; r < n; r++)
			names[r] = ImagePlusMaps.sliceName(image, r * step).replaceFirst("^rater (?=\\S)", "");
		final List<String> list = Arrays.asList(names);
		if (list.contains("") || new HashSet<>(list).size() < n) for (int r = 0; r < n; r++)
			names[r] = Integer.toString(r + 1);
		return list;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
