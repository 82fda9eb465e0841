package sfumato.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.files.ImageFile;
import sfumato.fusion.LabelFusion;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;
import sfumato.labels.RaterMaps;

/**
 * A case in memory. Image and label maps show the same pixels: {@code image.spatialDimensions()} equals
 * {@code raters.dimensions()}.
 *
 * @param source where it came from
 * @param image the pixels as they are in the file
 * @param raters the label maps, in the order of the raters' names; see {@link Case}. Where raters gave probabilities, their
 *          most probable classes
 * @param maps the raters' probabilities, if they gave some
 * @param notes what was decided when reading, one sentence each, for the log
 */
public record LoadedCase(Case source, ImageFile image, RaterLabels raters, Optional<RaterMaps> maps, List<String> notes) {

	public LoadedCase {
		if (!Arrays.equals(image.spatialDimensions(), raters.dimensions())) throw new IllegalArgumentException(
			"The image of case " + source.name() + " is " + image.size() + " but its label maps are " + ProbabilityMap.size(
				raters.dimensions()) + "; they must show the same pixels.");
		notes = List.copyOf(notes);
	}

	/** A case whose raters drew label maps. */
	public LoadedCase(final Case source, final ImageFile image, final RaterLabels raters, final List<String> notes) {
		this(source, image, raters, Optional.empty(), notes);
	}

	/** A case whose raters gave probabilities. */
	public LoadedCase(final Case source, final ImageFile image, final RaterMaps maps, final List<String> notes) {
		this(source, image, maps.argMax(), Optional.of(maps), notes);
	}

	public String name() {
		return source.name();
	}

	/** The edges of a pixel (X, Y) or voxel (X, Y, Z) in {@link #unit()}. */
	public double[] pixelSize() {
		return image.pixelSize();
	}

	public String unit() {
		return image.unit();
	}

	/** What a method makes of the raters: of their probabilities, if they gave some. */
	public ProbabilityMap fuse(final LabelFusion method) {
		return maps.isPresent() ? method.fuse(maps.get()) : method.fuse(raters);
	}

	/**
	 * Where anybody has labelled: (X, Y[, Z]), 1 or, where nobody has, 0. A fusion is background at such pixels, which must
	 * neither be learned nor scored.
	 *
	 * @return empty if that is everywhere
	 */
	public Optional<Img<UnsignedByteType>> labelled() {
		return maps.isPresent() ? maps.get().labelled() : raters.labelled();
	}

	/**
	 * A prediction beside what a method makes of the raters. Pixels that nobody has labelled do not count, and distances are in
	 * {@link #unit()}.
	 *
	 * @throws IllegalArgumentException if no pixel is labelled, or the prediction is of another size or has another number of classes
	 */
	public Comparison compare(final ProbabilityMap prediction, final LabelFusion method) {
		return compare(prediction, fuse(method));
	}

	/** As {@link #compare(ProbabilityMap, LabelFusion)}, of raters that have been fused already. */
	public Comparison compare(final ProbabilityMap prediction, final ProbabilityMap fused) {
		final Comparison all = Comparison.of(prediction, fused).withPixelSize(pixelSize(), unit());
		final Optional<Img<UnsignedByteType>> labelled = labelled();
		if (labelled.isEmpty()) return all;
		try {
			return all.within(labelled.get());
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException("Case " + name() + " cannot be scored, as nobody has labelled any of its pixels.", e);
		}
	}

	/** The same case with label maps of so many classes, for data sets in which not every case shows every class. */
	public LoadedCase withClasses(final int numClasses) {
		if (numClasses == raters.numClasses()) return this;
		if (maps.isPresent()) throw new IllegalArgumentException("Case " + name() + " has probabilities of " + raters
			.numClasses() + " classes, but " + numClasses + " are asked for.");
		return new LoadedCase(source, image, raters.withClasses(numClasses), notes);
	}

	/** The same case with the names and colours that a model has for the classes, unless its data set has some of its own. */
	public LoadedCase namedBy(final List<LabelClass> classes) {
		return maps.isPresent() || !LabelClass.areNameless(raters.classes()) ? this : new LoadedCase(source, image, raters.withClasses(
			classes), notes);
	}
}
