package sfumato.data.augmentation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The random numbers of one patch. Scale, flips and place have numbers in a fixed order, whatever other augmentations there are, so that a
 * training repeats when another augmentation is added or left out; every other one has a stream of its own.
 */
public final class PatchRandom {

	private final double scale, flipX, flipY, placeX, placeY;
	private final long seed;
	private int streams;

	/** Takes the numbers of a patch: scale, flip X, flip Y, place X, place Y, and a seed for all others. */
	public PatchRandom(final RandomGenerator random) {
		scale = random.nextDouble();
		flipX = random.nextDouble();
		flipY = random.nextDouble();
		placeX = random.nextDouble();
		placeY = random.nextDouble();
		seed = random.nextLong();
	}

	/** In [0, 1): the scale. */
	double scale() {
		return scale;
	}

	/** In [0, 1): the horizontal flip. */
	double flipX() {
		return flipX;
	}

	/** In [0, 1): the vertical flip. */
	double flipY() {
		return flipY;
	}

	/** In [0, 1): where the patch lies horizontally. */
	public double placeX() {
		return placeX;
	}

	/** In [0, 1): where the patch lies vertically. */
	public double placeY() {
		return placeY;
	}

	/** The random numbers of the next augmentation. */
	public RandomGenerator next() {
		return new SplittableRandom(seed + 0x9e3779b97f4a7c15L * ++streams);
	}
}
