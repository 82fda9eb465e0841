package sfumato.metrics;

/** What a score that has no value counts where one of the two masks is empty and the other is not. */
public enum Missed {
	/** Nothing: it has no value and is left out of means, which are too good then. */
	SKIP,
	/** As much as it can at worst: a distance the diagonal of the image in its unit, a share 0. */
	PENALTY
}
