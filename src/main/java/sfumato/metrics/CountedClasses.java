package sfumato.metrics;

import java.util.Locale;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The foreground classes over which the score of a case is averaged, where there are more than two classes. Of two classes the score
 * is always that of class 1. Classes of other cases have no influence.
 */
public enum CountedClasses {

	/** Those that the reference or the prediction has. */
	PRESENT,
	/** Those that the reference has, as in the code of the authors of the Dice semimetric losses. */
	REFERENCE;

	/**
	 * By its name, in capitals or not.
	 *
	 * @throws UserException with the names that there are
	 */
	public static CountedClasses parse(final String text) {
		for (final CountedClasses c : values())
			if (c.name().equalsIgnoreCase(text.strip())) return c;
		throw new UserException(WrongValue.message("classes", text, "present or reference"));
	}

	/**
	 * The classes that count.
	 *
	 * @param inPrediction of each class whether the prediction has it
	 * @param inReference likewise
	 * @return true at each foreground class that counts; background never does
	 */
	boolean[] choose(final boolean[] inPrediction, final boolean[] inReference) {
		final boolean[] chosen = new boolean[inReference.length];
		for (int c = 1; c < chosen.length; c++)
			chosen[c] = chosen.length == 2 || inReference[c] || this == PRESENT && inPrediction[c];
		return chosen;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
