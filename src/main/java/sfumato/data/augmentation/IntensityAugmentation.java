package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

/** Changes the grey values of a patch after normalization. */
public interface IntensityAugmentation extends Augmentation {

	/**
	 * Changes the grey values of one patch in place.
	 *
	 * @param pixels of the patch; padding does not count and is not changed
	 */
	void change(PatchPixels pixels, RandomGenerator random);
}
