package sfumato.jobs;

import sfumato.engine.TensorPrecision;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The compute settings of a job: device, threads and precision.
 *
 * @param device {@code auto} (a GPU if the engine has one), {@code cpu} or {@code gpu}
 * @param threads of the processor, or 0 to choose, as {@link JobScheduler} says: all cores but one, because threads that wait for a
 *          core that something else uses make all of them slow, or one beside another job
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
}
