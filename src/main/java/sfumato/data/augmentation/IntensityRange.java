package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** A number that is drawn uniformly from a range, for a share of the patches. */
final class IntensityRange {

	private IntensityRange() {}

	static void requireProbability(final double probability) {
		if (!(probability >= 0 && probability <= 1)) throw new UserException(WrongValue.message("probability", probability,
			"between 0 and 1"));
	}

	/** That a range lies within limits. */
	static void require(final double low, final double high, final double least, final double most, final String rule) {
		if (!(low >= least && low <= high && high <= most)) throw new UserException(AugmentationMessages.range("low", low, "high", high,
			rule));
	}

	/** Whether a patch is changed. */
	static boolean isDrawn(final double probability, final RandomGenerator random) {
		return random.nextDouble() < probability;
	}

	static double draw(final double low, final double high, final RandomGenerator random) {
		return low + random.nextDouble() * (high - low);
	}
}
