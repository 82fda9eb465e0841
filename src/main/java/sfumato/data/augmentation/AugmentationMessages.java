package sfumato.data.augmentation;

import sfumato.text.Excerpt;

/** Messages about data augmentation. */
public final class AugmentationMessages {

	private AugmentationMessages() {}

	static String weight(final double weight, final String name) {
		return "augmentation has " + weight + "*" + Excerpt.of(name) + ", but augmentations have no weights; some have the option probability.";
	}

	static String twice(final String augmentation) {
		return "augmentation has " + augmentation + " twice; once is enough.";
	}

	static String range(final String low, final double from, final String high, final double to, final String rule) {
		return low + " is " + from + " and " + high + " is " + to + ", but they must be " + rule + ", the smaller first.";
	}
}
