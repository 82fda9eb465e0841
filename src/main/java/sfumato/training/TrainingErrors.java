package sfumato.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;
import sfumato.text.UserException;

/**
 * Says what has gone wrong in a training, and what is left of it.
 *
 * @param rate of the training
 * @param caution what else may be the reason, with a blank before it; or nothing
 * @param checkpoints where some may be
 */
record TrainingErrors(double rate, String caution, Optional<Checkpoints> checkpoints) {

	/** What is said of a loss that is no number. */
	UserException notFinite(final double loss, final int epoch, final List<String> cases) throws IOException {
		final Optional<String> progress = checkpoints.isEmpty() ? Optional.empty() : checkpoints.get().progress();
		return new UserException("The loss became " + loss + " in epoch " + epoch + ", on " + (cases.size() == 1
			? "a patch of case " : "patches of the cases ") + String.join(", ", cases) + ". Try a smaller rate than " + rate + "." +
			caution + progress.map(p -> " The last good weights, of " + p + ", are in \"" + checkpoints.get().folder() + "\".")
				.orElse(""));
	}

	/** The loss was looked at before each step, but nothing has looked at the weights after the last one. */
	void requireFinite(final Map<String, Tensor> weights) {
		for (final Map.Entry<String, Tensor> w : weights.entrySet())
			for (final float v : w.getValue().values())
				if (!Float.isFinite(v)) throw new UserException("The weight \"" + w.getKey() + "\" became " + v +
					" in the last step. Try a smaller rate than " + rate + ".");
	}
}
