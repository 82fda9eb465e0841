package sfumato.jobs;

import sfumato.engine.Precision;
import sfumato.text.UserException;

/**
 * What a job may compute with.
 *
 * @param device {@code auto} (a GPU if the engine has one), {@code cpu} or {@code gpu}
 * @param threads of the processor, or 0 to choose: all cores, or one less where there are at least four, because threads that
 *          wait for a core that something else uses make all of them slow
 * @param precision of convolutions
 */
public record Compute(String device, int threads, Precision precision) {

	public Compute {
		if (threads < 0) throw new UserException("threads must be a number of threads, or 0 to choose it, but is " +
			threads + ".");
	}

	/** With 32-bit convolutions. */
	public Compute(final String device, final int threads) {
		this(device, threads, Precision.FP32);
	}

	/** Whatever is there. */
	public static Compute auto() {
		return new Compute("auto", 0);
	}

	/** The number of threads to use. */
	public int resolvedThreads() {
		if (threads > 0) return threads;
		final int cores = Runtime.getRuntime().availableProcessors();
		return cores >= 4 ? cores - 1 : cores;
	}
}
