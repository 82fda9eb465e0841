package sfumato.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Explains errors of a training and names the checkpoints that remain.
 *
 * @param rate learning rate
 * @param caution another possible reason, or empty
 * @param checkpoints the checkpoint folder, if enabled
 */
record TrainingErrors(double rate, String caution, Optional<Checkpoints> checkpoints) {

	/** The error for a loss that is NaN or infinite. */
	UserException notFinite(final double loss, final int epoch, final List<String> cases) throws IOException {
		final String patches = cases.size() == 1 ? TrainingMessages.patchOfCase(cases.get(0))
			: TrainingMessages.patchesOfCases(String.join(", ", cases)), checkpoint = checkpoints.isEmpty() ? ""
			: checkpoints.get().progress().map(p -> TrainingMessages.lastGoodWeights(p, checkpoints.get().folder())).orElse("");
		return new UserException(TrainingMessages.lossIsNaN(loss, epoch, patches, rate, caution, checkpoint));
	}

	/** Checks the final weights: the loss is checked before each step only. */
	void requireFinite(final Map<String, Tensor> weights) {
		for (final Map.Entry<String, Tensor> w : weights.entrySet())
			for (final float v : w.getValue().values())
				if (!Float.isFinite(v)) throw new UserException(TrainingMessages.weightIsNaN(Excerpt.of(w.getKey()), v, rate));
	}
}
