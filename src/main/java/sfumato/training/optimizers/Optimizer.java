package sfumato.training.optimizers;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.engine.Parameters;
import sfumato.engine.WeightUpdate;

/** An optimizer, by name. Biases and batch normalization have no weight decay. */
public interface Optimizer extends SciJavaPlugin {

	/**
	 * The optimizer of a training, before its first step.
	 *
	 * @param parameters that it moves and does not own
	 * @param decoderFactor learning-rate multiplier of decoder and heads
	 */
	WeightUpdate of(Parameters parameters, double decoderFactor);

	/** The learning rate above which trainings rarely go well. */
	double largestRate();
}
