package sfumato.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.files.ImageFile;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * A stack of images in memory with raters' labels; each plane is a case. It is to images that are open what a {@link Dataset} is to
 * files. Pixels are not copied and must not change while cases of the stack are used.
 */
public final class LabelledStack {

	/**
	 * Where pixels came from.
	 *
	 * @param title as a person knows them
	 * @param file they were read from or saved to; empty if there is none, or they came of several
	 */
	public record Origin(String title, Optional<Path> file) {}

	private final Origin origin;
	private final List<String> names;
	private final RandomAccessibleInterval<FloatType> image;
	private final double[] pixelSize;
	private final String unit;
	private final Optional<Origin> labels;
	private final Optional<Raters> raters;

	private LabelledStack(final LabelledStack stack, final Optional<Origin> labels, final Optional<Raters> raters)
	{
		this(stack.origin, stack.names, stack.image, stack.pixelSize, stack.unit, labels, raters);
	}

	private LabelledStack(final Origin origin, final List<String> names, final RandomAccessibleInterval<FloatType> image,
		final double[] pixelSize, final String unit, final Optional<Origin> labels, final Optional<Raters> raters)
	{
		this.origin = origin;
		this.names = List.copyOf(names);
		this.image = image;
		this.pixelSize = pixelSize.clone();
		this.unit = unit;
		this.labels = labels;
		this.raters = raters;
	}

	/**
	 * A stack without labels.
	 *
	 * @param names of the planes, all different
	 * @param image (X, Y, C) of a single plane, else (X, Y, plane, C)
	 * @param pixelSize along X and Y, in {@code unit}
	 */
	public static LabelledStack of(final Origin origin, final List<String> names,
		final RandomAccessibleInterval<FloatType> image, final double[] pixelSize, final String unit)
	{
		final long planes = image.numDimensions() == 3 ? 1 : image.dimension(2);
		if (names.size() != planes || new HashSet<>(names).size() < planes) throw new
			UserException(DataMessages.planesAndNames(planes, new HashSet<>(names).size()));
		return new LabelledStack(origin, names, image, pixelSize, unit, Optional.empty(), Optional.empty());
	}

	/** The same with what raters said of them: label maps (X, Y[, plane]), or probabilities that are NaN where one has not looked. */
	public LabelledStack with(final Origin source, final Raters by) {
		requireSame(source, by.dimensions());
		return new LabelledStack(this, Optional.of(source), Optional.of(by));
	}

	private void requireSame(final Origin source, final long[] size) {
		final long[] own = Arrays.copyOf(image.dimensionsAsLongArray(), image.numDimensions() - 1);
		if (!Arrays.equals(own, size)) throw new UserException(DataMessages.labelsOfOtherSize(Excerpt.of(source.title()),
			ProbabilityMap.size(size), Excerpt.of(origin.title()), ProbabilityMap.size(own)));
	}

	/** Where the images came from. */
	public Origin origin() {
		return origin;
	}

	/** Where the labels came from, if there are any. */
	public Optional<Origin> labels() {
		return labels;
	}

	/** The names of the planes. */
	public List<String> names() {
		return names;
	}

	/** The lengths of X, Y and, of several, how many planes there are, and then of how many channels, as people write it. */
	public String size() {
		return ProbabilityMap.size(image.dimensionsAsLongArray());
	}

	/**
	 * The numbers, from 0, of planes that are selected as in {@link Dataset#cases(String)}.
	 *
	 * @throws UserException naming what there is no plane for
	 */
	public List<Integer> select(final String selection) {
		return CaseSelection.positions(selection, names);
	}

	/** The text that {@link #select} reads as exactly these planes, at least one. */
	public String selection(final List<Integer> planes) {
		return CaseSelection.text(planes, names);
	}

	/**
	 * Cases of planes with labels. Planes in which nobody has labelled any pixel are left out, as are raters who have labelled
	 * none of a plane's.
	 *
	 * @throws UserException if there are no labels, or none in these planes
	 */
	public List<LoadedCase> load(final List<Integer> planes) {
		if (labels.isEmpty()) throw new UserException(DataMessages.noLabels(Excerpt.of(origin.title())));
		final List<LoadedCase> cases = new ArrayList<>();
		for (final int n : planes) {
			final Raters plane = raters.orElseThrow().plane(n).onlyLabelling();
			if (plane.size() > 0) cases.add(new LoadedCase(source(n), file(n), plane, List.of()));
		}
		if (cases.isEmpty()) throw new UserException(DataMessages.nothingLabelled(names(planes), labels.get().title()));
		return cases;
	}

	/**
	 * Cases of planes without labels.
	 *
	 * @param channels that the images must have
	 * @param classes that occur in them
	 */
	public List<LoadedCase> loadImages(final List<Integer> planes, final int channels, final List<LabelClass> classes) {
		final long own = image.dimension(image.numDimensions() - 1);
		if (own != channels) throw new UserException(DataMessages.openImageChannels(Excerpt.of(origin.title()), own, channels));
		return planes.stream().map(n -> new LoadedCase(source(n), file(n), HardRaters.none(file(n).spatialDimensions(), classes),
			List.of())).toList();
	}

	/** The names of planes in one line. */
	public String names(final List<Integer> planes) {
		return String.join(", ", planes.stream().map(names::get).toList());
	}

	/** All pixels: (X, Y[, plane], C). */
	public RandomAccessibleInterval<FloatType> pixels() {
		return image;
	}

	/** The edges of a pixel along X and Y, in {@link #unit()}. */
	public double[] pixelSize() {
		return pixelSize.clone();
	}

	public String unit() {
		return unit;
	}

	/** The raters of the images, if there are any. */
	public Optional<Raters> raters() {
		return raters;
	}

	private Case source(final int n) {
		return new Case(names.get(n), path(), new TreeMap<>());
	}

	private ImageFile file(final int n) {
		return new ImageFile(path(), image.numDimensions() == 3 ? image : Views.hyperSlice(image, 2, n), pixelSize, unit, List
			.of());
	}

	/** What stands for a file where there is none; not every title may be one. */
	private Path path() {
		return origin.file().orElseGet(() -> Path.of(origin.title().replaceAll("[^\\p{L}\\p{N}_-]+", "_")));
	}
}
