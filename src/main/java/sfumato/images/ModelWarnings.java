package sfumato.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.models.ModelFit;
import sfumato.progress.Progress;

/** Warnings in the log where an image differs from those that a model was trained on. */
public final class ModelWarnings {

	private ModelWarnings() {}

	/**
	 * Warns of another pixel size or bit depth. An RGB image counts as 8 bits, and whole numbers in more bits than they need as what a
	 * training takes them for.
	 */
	public static void ofImage(final Path model, final ImagePlus image, final Progress progress) throws IOException {
		final Calibration c = image.getCalibration();
		ModelFit.differences(model, image.getTitle(), new double[] { c.pixelWidth, c.pixelHeight }, c.getUnit(), bits(
			model, image)).forEach(difference -> progress.log(ImageMessages.warning(difference)));
	}

	private static int bits(final Path model, final ImagePlus image) throws IOException {
		final int bits = image.getBitDepth() == 24 ? 8 : image.getBitDepth();
		final OptionalInt trained = ModelFit.trainedBits(model);
		return trained.isPresent() && trained.getAsInt() < bits && !image.getStack().isVirtual() && ModelFit.bits(ImagePlusMaps.floats(
			image)) == trained.getAsInt() ? trained.getAsInt() : bits;
	}

	/**
	 * Warns of tiles of another size than those of the training.
	 *
	 * @param tile side of a tile; 0: chosen
	 * @param side the longer one of the image, in pixels
	 */
	public static void ofTiles(final Path model, final int tile, final int side, final Progress progress) throws IOException {
		ModelFit.tileAdvice(model, tile, side).ifPresent(advice -> progress.log(ImageMessages.warning(advice)));
	}
}
