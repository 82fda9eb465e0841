package sfumato.training;

/**
 * The reason why a training stopped.
 *
 * @param reason why
 * @param epochs number of completed epochs
 * @param kept the epoch whose weights are the result, counted from 1; of one that was not completed the number that it would
 *          have
 * @param waited share of the time, in [0, 1], spent waiting for patches
 */
public record StopReason(Reason reason, int epochs, int kept, double waited) {

	/** Why a training ended. */
	public enum Reason {
		/** All epochs are done. */
		COMPLETE("all epochs were done"),
		/** Early stopping: the validation loss did not improve. */
		PATIENCE("the validation loss did not get smaller"),
		/** The time limit was reached. */
		TIME("the time limit was reached"),
		/** The user asked for it. */
		FINISHED("the user finished it");

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
