package sfumato.data;

import java.util.Arrays;
import java.util.List;

import sfumato.files.ImageFile;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * A case in memory. Image and label maps show the same pixels: {@code image.spatialDimensions()} equals
 * {@code raters.dimensions()}.
 *
 * @param source where it came from
 * @param image the pixels as they are in the file
 * @param raters the label maps, in the order of the raters' names; see {@link Case}
 * @param notes what was decided when reading, one sentence each, for the log
 */
public record LoadedCase(Case source, ImageFile image, RaterLabels raters, List<String> notes) {

	public LoadedCase {
		if (!Arrays.equals(image.spatialDimensions(), raters.dimensions())) throw new IllegalArgumentException(
			"The image of case " + source.name() + " is " + image.size() + " but its label maps are " + ProbabilityMap.size(
				raters.dimensions()) + "; they must show the same pixels.");
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

	/** The same case with label maps of so many classes, for data sets in which not every case shows every class. */
	public LoadedCase withClasses(final int numClasses) {
		if (numClasses == raters.numClasses()) return this;
		return new LoadedCase(source, image, raters.withClasses(numClasses), notes);
	}
}
