package sfumato.training;

/**
 * Derives random seeds for the parts of a training from its seed and their position. Random choices of a step are therefore independent
 * of threads and of interruptions.
 */
public final class Seeds {

	/** The purpose of the random numbers; each has its own stream. */
	public enum Purpose {
		WEIGHTS, ORDER, RATER, PATCH, DROPOUT, KEYS, STATISTICS, FOREGROUND
	}

	private Seeds() {}

	public static long of(final long seed, final Purpose purpose, final long... position) {
		long h = mix(seed ^ mix(purpose.ordinal() + 1));
		for (final long p : position)
			h = mix(h ^ p);
		return h;
	}

	/** The finalizer of SplitMix64 (Steele, Lea and Flood 2014), which turns counters into numbers that look random. */
	private static long mix(final long value) {
		long z = value + 0x9e3779b97f4a7c15L;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}
}
