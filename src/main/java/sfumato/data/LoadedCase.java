package sfumato.data;

import java.util.Arrays;
import java.util.List;

import sfumato.files.ImageFile;
import sfumato.fusion.LabelFusion;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.text.UserException;

/**
 * A case loaded into memory. Image and label maps show the same pixels: {@code image.spatialDimensions()} equals
 * {@code raters.dimensions()}.
 *
 * @param source where it came from
 * @param image the raw pixels
 * @param raters the label maps or probabilities, in the order of the raters' names; see {@link Case}
 * @param notes what was decided when reading, one sentence each, for the log
 */
public record LoadedCase(Case source, ImageFile image, Raters raters, List<String> notes) {

	public LoadedCase {
		if (!Arrays.equals(image.spatialDimensions(), raters.dimensions())) throw new UserException(
			DataMessages.imageAndLabels(source.name(), image.size(), ProbabilityMap.size( raters.dimensions())));
		notes = List.copyOf(notes);
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

	/** The fusion of the raters by a method; NaN at unlabelled pixels. */
	public ProbabilityMap fuse(final LabelFusion method) {
		return method.fuse(raters);
	}

	/**
	 * Compares a prediction with the fusion of the raters by a method. Unlabelled pixels do not count, and distances are in
	 * {@link #unit()}.
	 *
	 * @throws UserException if no pixel is labelled, or the prediction is of another size or has another number of classes
	 */
	public Comparison compare(final ProbabilityMap prediction, final LabelFusion method) {
		return compare(prediction, fuse(method));
	}

	/** As {@link #compare(ProbabilityMap, LabelFusion)}, of raters that have been fused already. */
	public Comparison compare(final ProbabilityMap prediction, final ProbabilityMap fused) {
		if (!fused.isAnyLabelled()) throw new UserException(DataMessages.caseNotLabelled(name()));
		return Comparison.of(prediction, fused).withPixelSize(pixelSize(), unit());
	}

	/**
	 * The same case with raters of more classes, for datasets in which not every case shows every class.
	 *
	 * @throws UserException if raters gave probabilities of another number of classes
	 */
	public LoadedCase withClasses(final int numClasses) {
		try {
			return numClasses == raters.numClasses() ? this : new LoadedCase(source, image, raters.withClasses(numClasses), notes);
		}
		catch (final UserException e) {
			throw new UserException("Case " + name() + ": " + e.getMessage(), e);
		}
	}

	/** The same case with the names and colours that a model has for the classes, unless its dataset has some of its own. */
	public LoadedCase namedBy(final List<LabelClass> classes) {
		return new LoadedCase(source, image, raters.namedBy(classes), notes);
	}
}
