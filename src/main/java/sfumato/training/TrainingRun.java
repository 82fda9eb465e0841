package sfumato.training;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;

/**
 * The optional parts of a training run besides configuration and data.
 *
 * @param start the weights to begin with; random ones if empty
 * @param validation validation cases
 * @param checkpoints the checkpoint folder, to resume an interrupted training
 * @param limit time limit; empty for none
 * @param monitor the monitor
 */
public record TrainingRun(Optional<Map<String, Tensor>> start, Optional<Validation> validation,
	Optional<Checkpoints> checkpoints, Optional<Duration> limit, TrainingMonitor monitor)
{

	/** A plain run from random weights. */
	public static TrainingRun plain() {
		return new TrainingRun(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), TrainingMonitor.none());
	}

	/** The same with initial weights. */
	public TrainingRun from(final Optional<Map<String, Tensor>> weights) {
		return new TrainingRun(weights, validation, checkpoints, limit, monitor);
	}

	/** The same with validation cases. */
	public TrainingRun with(final Validation cases) {
		return new TrainingRun(start, Optional.of(cases), checkpoints, limit, monitor);
	}

	/** The same with checkpoints. */
	public TrainingRun with(final Checkpoints places) {
		return new TrainingRun(start, validation, Optional.of(places), limit, monitor);
	}

	/** The same with a time limit. */
	public TrainingRun within(final Duration time) {
		return new TrainingRun(start, validation, checkpoints, Optional.of(time), monitor);
	}

	/** The same with a monitor. */
	public TrainingRun watched(final TrainingMonitor by) {
		return new TrainingRun(start, validation, checkpoints, limit, by);
	}
}
