package sfumato.data.simulation;

import java.util.Random;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Errors of a simulated rater beyond the ambiguity of the image; none by default.
 *
 * @param bias by how many pixels all outlines lie too far out (above 0) or too far in (below 0), −20 … 20
 * @param jitter by how many pixels outlines stray from where the rater means them to be (standard deviation), 0 … 20
 * @param missed the probability with which any object is overlooked, 0 … 1
 * @param extra how many objects the rater sees where none is, per image on average (Poisson), 0 … 50
 */
public record RaterErrors(double bias, double jitter, double missed, double extra) {

	/** No errors. */
	public static final RaterErrors NONE = new RaterErrors(0, 0, 0, 0);

	public RaterErrors {
		requireWithin("bias", bias, -20, 20);
		requireWithin("jitter", jitter, 0, 20);
		requireWithin("missed", missed, 0, 1);
		requireWithin("extra", extra, 0, 50);
	}

	private static void requireWithin(final String what, final double value, final int min, final int max) {
		if (!(value >= min && value <= max)) throw new UserException(WrongValue.message(what, value, "between " + min + " and " + max));
	}

	/** How many objects too many there are in an image: Poisson with mean {@link #extra}, by Knuth's product of uniforms. */
	int drawExtra(final Random random) {
		final double stop = StrictMath.exp(-extra);
		int n = 0;
		for (double p = random.nextDouble(); p > stop; p *= random.nextDouble())
			n++;
		return n;
	}
}
