package sfumato.training;

/**
 * The reason why a training stopped.
 *
 * @param reason why
 * @param epochs how many were completed
 * @param kept the epoch whose weights are the result, counted from 1; of one that was not completed the number that it would
 *          have
 * @param waited share of the time, in [0, 1], that steps waited for patches
 */
public record StopReason(Reason reason, int epochs, int kept, double waited) {

	/** Why a training ended. */
	public enum Reason {
		/** It was over. */
		COMPLETE("all epochs were done"),
		/** Validations did not get better. */
		PATIENCE("the validation loss did not get smaller"),
		/** The time was up. */
		TIME("the time was up"),
		/** Somebody asked for it. */
		FINISHED("it was asked to finish");

		private final String text;

		Reason(final String text) {
			this.text = text;
		}

		/** The rest of a sentence that begins with "Training ended because". */
		@Override
		public String toString() {
			return text;
		}
	}
}
