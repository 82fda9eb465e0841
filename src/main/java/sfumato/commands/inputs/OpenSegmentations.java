package sfumato.commands.inputs;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageProcessor;

/**
 * Guesses which open images can be segmentations, by the values of the plane that each shows. A dialog begins with the guess; nothing is
 * computed by it.
 */
public final class OpenSegmentations {

	/** An image with more different values is hardly a label map. */
	private static final int MOST_LABELS = 32;

	private OpenSegmentations() {}

	/** Whether an image can be the label maps of several raters: a stack of whole numbers with few values. */
	public static boolean areRaters(final ImagePlus image) {
		return image.getStackSize() > 1 && image.getBitDepth() < Float.SIZE && isSegmentation(image);
	}

	/** The only open image, beside those, that can be a segmentation of an image's pixels; empty if none can be or several. */
	public static Optional<ImagePlus> other(final ImagePlus image, final Set<ImagePlus> without) {
		final int[] ids = WindowManager.getIDList();
		return ids == null ? Optional.empty() : only(image, IntStream.of(ids).mapToObj(WindowManager::getImage).filter(i -> i != null &&
			!without.contains(i)));
	}

	/** The only one of some images that can be a segmentation of an image's pixels. */
	static Optional<ImagePlus> only(final ImagePlus image, final Stream<ImagePlus> some) {
		final List<ImagePlus> fitting = some.filter(i -> isOfSize(i, image) && isSegmentation(i)).toList();
		return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
	}

	private static boolean isOfSize(final ImagePlus a, final ImagePlus b) {
		return a.getWidth() == b.getWidth() && a.getHeight() == b.getHeight() && a.getNSlices() * a.getNFrames() == b.getNSlices() * b
			.getNFrames();
	}

	/** Whether an image can hold labels or probabilities. */
	static boolean isSegmentation(final ImagePlus image) {
		final ImageProcessor plane = image.getBitDepth() == 24 ? null : image.getProcessor();
		if (plane == null) return false;
		final boolean isFloat = image.getBitDepth() == Float.SIZE;
		final Set<Float> values = new HashSet<>();
		boolean areFractions = isFloat;
		for (int i = 0; i < plane.getPixelCount(); i++) {
			final float v = plane.getf(i);
			if (Float.isNaN(v)) continue;
			areFractions &= v >= 0 && v <= 1;
			if (values.size() <= MOST_LABELS) values.add(v);
			if (!areFractions && values.size() > MOST_LABELS) return false;
		}
		return areFractions || values.stream().allMatch(v -> v >= 0 && v == Math.rint(v));
	}
}
