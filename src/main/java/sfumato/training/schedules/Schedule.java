package sfumato.training.schedules;

import org.scijava.plugin.SciJavaPlugin;

/** A learning-rate schedule, by name. */
public interface Schedule extends SciJavaPlugin {

	/**
	 * The factor of the base rate in a step.
	 *
	 * @param iteration number of the step, counted from 0; from {@code iterations} on the factor is the last one
	 * @param iterations the number of steps of the training, at least 1
	 */
	double factor(long iteration, long iterations);
}
