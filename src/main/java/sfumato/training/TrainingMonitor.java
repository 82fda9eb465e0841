package sfumato.training;

/**
 * Monitors a training and may stop it.
 *
 * @param listener receives the events
 * @param control requests to pause, finish or cancel
 */
public record TrainingMonitor(TrainingListener listener, TrainingControl control) {

	/** No monitor. */
	public static TrainingMonitor none() {
		return new TrainingMonitor(TrainingListener.none(), new TrainingControl());
	}
}
