package sfumato.labels;

import java.util.Arrays;
import java.util.List;

import sfumato.text.UserException;

/**
 * A score that is computed from integers which add up over images: the score of the sums is exactly the score of all the images'
 * pixels together, in any order. So the slices of a patient are pooled without being in memory at once.
 */
public interface Additive {

	/** Whether it is, with its options; if not, the other methods must not be called. */
	default boolean isAdditive() {
		return true;
	}

	/** The numbers of one image; equally many for all images with as many classes. */
	long[] sums(Comparison images);

	/**
	 * The numbers of several images together.
	 *
	 * @param images at least one
	 * @throws UserException if they are of different numbers of classes
	 */
	static long[] plus(final List<long[]> images) {
		final long[] sum = images.get(0).clone();
		for (final long[] other : images.subList(1, images.size())) {
			if (other.length != sum.length) throw new UserException(
				LabelMessages.unequalClasses());
			Arrays.setAll(sum, i -> Math.addExact(sum[i], other[i]));
		}
		return sum;
	}
}
