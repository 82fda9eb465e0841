package sfumato.training;

import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;

/** The best validation so far, with its weights. */
final class BestScores {

	private Checkpoint.Score score;
	private Optional<Map<String, Tensor>> best;

	/** Resumes from a checkpoint, if there is one. */
	BestScores(final Optional<Checkpoint> found) {
		score = found.map(c -> c.state().score()).orElse(Checkpoint.Score.NONE);
		best = found.flatMap(Checkpoint::best);
	}

	/** Adds a validation; of equal losses the earlier one is best. */
	void add(final int epoch, final double loss, final Map<String, Tensor> weights) {
		if (loss < score.loss()) {
			score = new Checkpoint.Score(epoch, loss, 0);
			best = Optional.of(weights);
		}
		else score = new Checkpoint.Score(score.epoch(), score.loss(), score.stale() + 1);
	}

	Checkpoint.Score score() {
		return score;
	}

	/** The number of validations since the best one, for early stopping. */
	int stale() {
		return score.stale();
	}

	/** The weights of the best validation. */
	Optional<Map<String, Tensor>> best() {
		return best;
	}
}
