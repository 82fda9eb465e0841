package sfumato.data.sampling;

import sfumato.text.UserException;

/**
 * Data augmentation of training images: random scaling and flips before a patch is cropped.
 *
 * @param scaleMin the smallest factor by which an image is resized, in [0.05, 20]
 * @param scaleMax the largest; factors are drawn uniformly from [scaleMin, scaleMax], one for both axes
 * @param flipX whether left and right are swapped in half of the draws
 * @param flipY whether top and bottom are swapped in half of the draws
 */
public record Augmentation(double scaleMin, double scaleMax, boolean flipX, boolean flipY) {

	/** Factors 0.5 … 2, left and right swapped. */
	public Augmentation() {
		this(0.5, 2, true, false);
	}

	/** No augmentation: patches are cropped from the unchanged image. */
	public static Augmentation none() {
		return new Augmentation(1, 1, false, false);
	}

	public Augmentation {
		if (!(scaleMin >= 0.05 && scaleMin <= scaleMax && scaleMax <= 20)) throw new UserException(
			SamplingMessages.scales(scaleMin, scaleMax));
	}
}
