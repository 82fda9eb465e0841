package sfumato.training;

/**
 * Monitors a training and may stop it.
 *
 * @param listener is told what happens
 * @param control is asked what is to happen
 */
public record TrainingMonitor(TrainingListener listener, TrainingControl control) {

	/** Nobody watches. */
	public static TrainingMonitor none() {
		return new TrainingMonitor(TrainingListener.none(), new TrainingControl());
	}
}
