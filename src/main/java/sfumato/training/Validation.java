package sfumato.training;

import java.util.Map;

import sfumato.engine.checkpoint.Tensor;
import sfumato.progress.Progress;

/** Validation cases, held out from training, on which a network is scored during training. */
public interface Validation {

	/**
	 * Scores of the network on the validation cases: means over the cases, as fractions.
	 *
	 * @param loss mean over the planes of the loss between the prediction and the labels that training uses
	 * @param softDice 1 - sum |p - y| / sum (p + y) with the raters' average y, mean over the foreground classes that are present: the Dice
	 *          semimetric's form, which is 1 only where p = y
	 * @param dice of the arg-max with the raters' majority
	 * @param bdice binarized Dice with the raters' average
	 * @param ece expected calibration error against the majority
	 */
	record Scores(double loss, double softDice, double dice, double bdice, double ece) {}

	/**
	 * Scores, and the preview of one plane.
	 *
	 * @param preview the same plane every time
	 */
	record Result(Scores scores, TrainingListener.Preview preview) {}

	/** The inter-rater Dice (each rater with the majority), mean over the cases. */
	double humanDice();

	/**
	 * Validates a network.
	 *
	 * @param weights of the network that is trained, as they are now
	 * @param epoch for the preview
	 */
	Result run(Map<String, Tensor> weights, int epoch, Progress progress);
}
