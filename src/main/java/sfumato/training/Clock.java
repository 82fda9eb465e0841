package sfumato.training;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Measures the elapsed time of a training, without pauses, and estimates the time left. */
public final class Clock {

	private static final double TELLING_SECONDS = 10;
	private static final int TELLING_STEPS = 5;

	private final double before;
	private final long start = System.nanoTime();
	private long paused;

	/** @param before seconds that the training had taken when it was interrupted */
	Clock(final double before) {
		this.before = before;
	}

	/** Subtracts a pause. */
	void pause(final long nanos) {
		paused += nanos;
	}

	/** Seconds of this run. */
	double seconds() {
		return (System.nanoTime() - start - paused) * 1e-9;
	}

	/** Seconds of the whole training. */
	double allSeconds() {
		return before + seconds();
	}

	/** The estimated seconds left. */
	double secondsLeft(final long done, final long left) {
		return seconds() / done * left;
	}

	/**
	 * For a status bar.
	 *
	 * @param done steps
	 * @param left steps
	 * @param images of a step
	 * @param device that they are computed on
	 */
	String text(final long done, final long left, final int images, final String device) {
		return TrainingMessages.speed(images * done / seconds(), device, done / seconds(), duration(secondsLeft(done, left)));
	}

	/** The estimated time left, for the log; empty before there is an estimate. */
	Optional<String> estimate(final long done, final long left) {
		return estimate(seconds(), done, left);
	}

	/** @param seconds elapsed time; the first steps are slower, so that few steps give no estimate */
	static Optional<String> estimate(final double seconds, final long done, final long left) {
		if (seconds < TELLING_SECONDS || done < TELLING_STEPS || left == 0) return Optional.empty();
		return Optional.of(TrainingMessages.stepTime(seconds / done, left, duration(seconds / done * left)));
	}

	/** A duration as text, e.g. 2 min 30 s. */
	public static String duration(final double seconds) {
		final Duration d = Duration.ofSeconds(Math.round(seconds));
		return d.toHours() > 0 ? String.format(Locale.ROOT, "%d h %02d min", d.toHours(), d.toMinutesPart()) : String.format(Locale.ROOT,
			"%d min %02d s", d.toMinutes(), d.toSecondsPart());
	}
}
