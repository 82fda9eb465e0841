package sfumato.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The complete state of a training between two steps. Random choices depend only on the seed and the step number, so that no state of a
 * random generator is saved.
 *
 * @param state the numbers
 * @param weights of the network, running statistics included
 * @param velocities of the optimizer
 * @param average of the weights along the training, if there is one
 * @param best the weights of the best validation, if there was one
 * @param history the rows of the epochs that are complete
 */
record Checkpoint(State state, Map<String, Tensor> weights, Map<String, Tensor> velocities,
	Optional<Map<String, Tensor>> average, Optional<Map<String, Tensor>> best, History history)
{

	/** The version of the file format. */
	static final int FORMAT = 1;

	/**
	 * The file {@code checkpoint.json}.
	 *
	 * @param format {@link #FORMAT}
	 * @param step number of completed steps
	 * @param epochs number of epochs of the whole training
	 * @param stepsPerEpoch of the optimizer
	 * @param sums loss and terms of the epoch that has begun, over its steps
	 * @param score the best validation so far
	 * @param seconds training time so far
	 * @param precision of the convolutions
	 * @param settings settings that must be equal to resume
	 */
	public record State(int format, long step, int epochs, int stepsPerEpoch, List<Double> sums, Score score, double seconds,
		String precision, Map<String, String> settings)
	{

		public State {
			if (step < 0) throw new UserException(WrongValue.message("step", step, "0 or greater"));
			if (epochs < 1) throw new UserException(WrongValue.message("epochs", epochs, "at least 1"));
			if (stepsPerEpoch < 1) throw new UserException(WrongValue.message("stepsPerEpoch", stepsPerEpoch, "at least 1"));
		}
	}

	/**
	 * The best validation so far.
	 *
	 * @param epoch of the smallest loss; 0 before the first validation
	 * @param loss the smallest
	 * @param stale number of validations since
	 */
	public record Score(int epoch, double loss, int stale) {

		/** Before the first validation. */
		static final Score NONE = new Score(0, Double.MAX_VALUE, 0);
	}
}
