package sfumato.metrics;

/** The value of an undefined score where one mask is empty and the other is not. */
public enum Missed {
	/** Nothing: it has no value and is left out of means, which are too good then. */
	SKIP,
	/** As much as it can at worst: a distance the diagonal of the image in its unit, a share 0. */
	PENALTY
}
