package sfumato.losses;

/** The classes over which a loss is averaged. */
public enum ActiveClasses {
	/**
	 * Every class. An absent class then pushes its false positives down. For soft targets, in which every class is present
	 * to some degree.
	 */
	ALL,
	/**
	 * Classes whose target exceeds {@link #THRESHOLD} somewhere in the batch, or in the image where the loss is taken per
	 * image. For hard targets. A batch without any active class (all pixels masked) has loss 0.
	 */
	PRESENT;

	/** The threshold of the largest target above which a class is present; the reference implementation's value. */
	public static final double THRESHOLD = 0.01;
}
