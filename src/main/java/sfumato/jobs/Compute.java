package sfumato.jobs;

import sfumato.engine.TensorPrecision;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The compute settings of a job: device, threads and precision.
 *
 * @param device {@code auto} (a GPU if the engine has one), {@code cpu} or {@code gpu}
 * @param threads of the processor, or 0 to choose: all cores, or one less where there are at least four, because threads that
 *          wait for a core that something else uses make all of them slow
 * @param precision of convolutions
 */
public record Compute(String device, int threads, TensorPrecision precision) {

	public Compute {
		if (threads < 0) throw new UserException(WrongValue.message("threads", threads, "a number of threads, or 0 to choose it"));
	}

	/** With 32-bit convolutions. */
	public Compute(final String device, final int threads) {
		this(device, threads, TensorPrecision.FP32);
	}

	/** A GPU if there is one, with automatic threads. */
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
