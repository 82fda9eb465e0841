package sfumato.training;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;

/**
 * The optional parts of a training run besides configuration and data.
 *
 * @param start the weights to begin with; random ones if empty
 * @param validation cases to try the network on while it learns
 * @param checkpoints where it leaves what it needs to go on after an interruption, and where it finds that
 * @param limit how long it may take; empty: as long as it takes
 * @param monitor who watches
 */
public record TrainingRun(Optional<Map<String, Tensor>> start, Optional<Validation> validation,
	Optional<Checkpoints> checkpoints, Optional<Duration> limit, TrainingMonitor monitor)
{

	/** Random weights at the start, and nothing else. */
	public static TrainingRun plain() {
		return new TrainingRun(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), TrainingMonitor.none());
	}

	/** The same with the weights to begin with. */
	public TrainingRun from(final Optional<Map<String, Tensor>> weights) {
		return new TrainingRun(weights, validation, checkpoints, limit, monitor);
	}

	/** The same with cases to try the network on. */
	public TrainingRun with(final Validation cases) {
		return new TrainingRun(start, Optional.of(cases), checkpoints, limit, monitor);
	}

	/** The same with checkpoints. */
	public TrainingRun with(final Checkpoints places) {
		return new TrainingRun(start, validation, Optional.of(places), limit, monitor);
	}

	/** The same with a limit of time. */
	public TrainingRun within(final Duration time) {
		return new TrainingRun(start, validation, checkpoints, Optional.of(time), monitor);
	}

	/** The same, watched. */
	public TrainingRun watched(final TrainingMonitor by) {
		return new TrainingRun(start, validation, checkpoints, limit, by);
	}
}
