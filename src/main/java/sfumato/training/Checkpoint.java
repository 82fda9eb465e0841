package sfumato.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;
import sfumato.text.UserException;

/**
 * A training between two steps: all that it needs to go on as if nothing had happened. What is random in a training depends on
 * its seed and on the number of the step only, so that the number is all that has to be kept of it.
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

	/** The form of the files; another number is another form. */
	static final int FORMAT = 1;

	/**
	 * The file {@code checkpoint.json}.
	 *
	 * @param format {@link #FORMAT}
	 * @param step how many are done
	 * @param epochs how many are in a whole training
	 * @param stepsPerEpoch of the optimizer
	 * @param sums loss and terms of the epoch that has begun, over its steps
	 * @param score what is known of validations
	 * @param seconds that the training has taken
	 * @param precision of the convolutions
	 * @param settings what must be the same for it to go on
	 */
	public record State(int format, long step, int epochs, int stepsPerEpoch, List<Double> sums, Score score, double seconds,
		String precision, Map<String, String> settings)
	{

		public State {
			if (step < 0) throw new UserException("step must be 0 or greater, but is " + step + ".");
			if (epochs < 1) throw new UserException("epochs must be at least 1, but is " + epochs + ".");
			if (stepsPerEpoch < 1) throw new UserException("stepsPerEpoch must be at least 1, but is " + stepsPerEpoch +
				".");
		}
	}

	/**
	 * What validations have said so far.
	 *
	 * @param epoch of the smallest loss; 0 before the first validation
	 * @param loss the smallest
	 * @param stale how many validations there were since
	 */
	public record Score(int epoch, double loss, int stale) {

		/** Before the first validation. */
		static final Score NONE = new Score(0, Double.MAX_VALUE, 0);
	}
}
