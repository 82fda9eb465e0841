package sfumato.training;

import java.time.Duration;
import java.util.Locale;

/** How long a training has taken, without pauses, and how long it will. */
final class Clock {

	private final double before;
	private final long start = System.nanoTime();
	private long paused;

	/** @param before seconds that the training had taken when it was interrupted */
	Clock(final double before) {
		this.before = before;
	}

	/** Leaves out a pause. */
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

	/** Seconds that are left if it goes on like this. */
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
		final Duration d = Duration.ofSeconds(Math.round(secondsLeft(done, left)));
		return String.format(Locale.ROOT, "%.1f images/s on %s, %.1f steps/s, %s left", images * done / seconds(),
			device, done / seconds(), d.toHours() > 0 ? String.format(
			Locale.ROOT, "%d h %02d min", d.toHours(), d.toMinutesPart()) : String.format(Locale.ROOT, "%d min %02d s", d
				.toMinutes(), d.toSecondsPart()));
	}
}
