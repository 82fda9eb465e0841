package sfumato.prediction;

import java.util.Optional;

import sfumato.text.UserException;

/**
 * How an image is predicted.
 *
 * @param tile side of a tile in pixels, a multiple of the network's; or 0 to choose it by the memory there is
 * @param overlap how many pixels neighbouring tiles share at least; or 0 for a quarter of the tile
 * @param flips whether the image is also predicted upside down, left to right, and both, and the mean is taken; four times the work
 * @param recalibrate whether a model's recalibration, if it has one, is applied
 * @param region what is predicted of every plane; all of it if empty
 */
public record PredictionSettings(int tile, int overlap, boolean flips, boolean recalibrate, Optional<PlaneBox> region) {

	public PredictionSettings {
		if (overlap < 0) throw new UserException("overlap is " + overlap +
			" but must be a number of pixels, or 0 for a quarter of the tile.");
		if (tile > 0 && overlap >= tile) throw new UserException("overlap is " + overlap +
			" but must be less than the tile, which is " + tile + ".");
	}

	/** The image once, with the model's recalibration, all else chosen. */
	public PredictionSettings() {
		this(0, 0, false, true, Optional.empty());
	}

	/** The same for a part of every plane. */
	public PredictionSettings within(final PlaneBox box) {
		return new PredictionSettings(tile, overlap, flips, recalibrate, Optional.of(box));
	}

	/** The same without, or with, the model's recalibration. */
	public PredictionSettings recalibrate(final boolean other) {
		return new PredictionSettings(tile, overlap, flips, other, region);
	}
}
