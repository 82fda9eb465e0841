package sfumato.prediction;

import java.util.Optional;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The settings of a prediction.
 *
 * @param tile side of a tile in pixels, a multiple of the network's; or 0 to choose it by the memory there is
 * @param overlap smallest overlap of neighbouring tiles in pixels; or 0 for a quarter of the tile
 * @param flips whether test-time augmentation averages over horizontal, vertical and double flips; four times the work
 * @param recalibrate whether a model's recalibration, if it has one, is applied
 * @param region what is predicted of every plane; all of it if empty
 */
public record PredictionSettings(int tile, int overlap, boolean flips, boolean recalibrate, Optional<PlaneBox> region) {

	public PredictionSettings {
		if (overlap < 0) throw new UserException(WrongValue.message("overlap", overlap, "a number of pixels, or 0 for a " +
			"quarter of the tile"));
		if (tile > 0 && overlap >= tile) throw new UserException(PredictionMessages.overlap(overlap, tile));
	}

	/** The defaults: no flips, the model's recalibration, automatic tiles. */
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
