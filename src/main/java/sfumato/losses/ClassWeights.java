package sfumato.losses;

import java.util.Arrays;
import java.util.stream.Collectors;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Class weights of a loss, background first. The mean over the classes is still divided by the number of active classes, not by the
 * sum of their weights, as in the authors' code.
 *
 * @param values one per class; empty for equal weights
 */
record ClassWeights(double[] values) {

	private static final String EQUAL = "equal";

	/**
	 * Reads {@code equal} or numbers separated by blanks, e.g. {@code 0.2 1 2}.
	 *
	 * @throws UserException in a sentence for the user
	 */
	static ClassWeights parse(final String text) {
		if (text.strip().equalsIgnoreCase(EQUAL)) return new ClassWeights(new double[0]);
		final String[] words = text.strip().split("\\s+");
		final double[] values = new double[words.length];
		for (int i = 0; i < values.length; i++)
			values[i] = number(words[i], text);
		return new ClassWeights(values);
	}

	private static double number(final String word, final String text) {
		try {
			final double w = Double.parseDouble(word);
			if (w >= 0 && w < Double.POSITIVE_INFINITY) return w;
		}
		catch (final NumberFormatException e) {
			// told below
		}
		throw new UserException(WrongValue.message("weights", text, "equal, or one number of 0 or more for each class " +
			"separated by blanks, e.g. 0.2 1 2"));
	}

	boolean areEqual() {
		return values.length == 0;
	}

	/** Checks that there are as many as classes. */
	void require(final long classes) {
		if (!areEqual() && values.length != classes) throw new UserException(LossMessages.weights(values.length, this, classes));
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof ClassWeights w && Arrays.equals(values, w.values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(values);
	}

	@Override
	public String toString() {
		return areEqual() ? EQUAL : Arrays.stream(values).mapToObj(v -> v == Math.rint(v) && v < 1e15 ? Long.toString((long) v)
			: Double.toString(v)).collect(Collectors.joining(" "));
	}
}
