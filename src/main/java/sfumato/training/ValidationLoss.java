package sfumato.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import sfumato.data.LoadedCase;
import sfumato.data.sampling.Sample;
import sfumato.engine.TensorDevice;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.labels.ProbabilityMap;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.training.settings.TrainingConfiguration;

/**
 * The validation loss: the training loss of whole predictions, of the main head, per plane; unlabelled pixels do not count. Labels are
 * fused and smoothed as in the training.
 * <p>
 * Losses do not depend on a constant added to the logits of a pixel, so logarithms of probabilities are equivalent; probabilities are at
 * least 1e-38.
 */
public final class ValidationLoss {

	private final WeightedLoss loss;
	private final LabelSmoothing smoothing;
	private final LabelFusion fusion;
	private final long seed;
	private final TensorDevice device;

	/** The loss of a configuration, to be used on the engine's thread. */
	public ValidationLoss(final TrainingConfiguration configuration, final TensorDevice device) {
		loss = WeightedLoss.parse(configuration.loss(), configuration.labels().isHard());
		smoothing = Methods.of(LabelSmoothing.class).create(configuration.labels().smoothing());
		fusion = Methods.of(LabelFusion.class).create(configuration.labels().fusion());
		seed = configuration.sampling().seed();
		this.device = device;
	}

	/**
	 * The sum of the losses of all planes of a case.
	 *
	 * @param c the case; where training draws a rater at random, one is drawn for good
	 * @param index of the case, for random choices
	 */
	public double sumOverPlanes(final ProbabilityMap prediction, final LoadedCase c, final int index) {
		final LabelFusion labels = fusion.isRandom() ? fusion.withSeed(Seeds.of(seed, Seeds.Purpose.RATER, -1, index)) : fusion;
		final ProbabilityMap target = c.fuse(labels);
		prediction.requireSameShape(target, "prediction", "target");
		double sum = 0;
		try (NDManager manager = device.newManager()) {
			for (long z = 0; z < prediction.numPlanes(); z++) {
				final Sample plane = Sample.of(prediction.plane(z).image(), target.plane(z), false);
				try (NDManager step = manager.newSubManager()) {
					sum += of(plane, step);
				}
			}
		}
		return sum;
	}

	private double of(final Sample plane, final NDManager manager) {
		final int w = plane.width(), h = plane.height(), k = plane.classes();
		final float[] logits = plane.image(), mask = plane.mask();
		for (int i = 0; i < logits.length; i++)
			logits[i] = (float) Math.log(Math.max(logits[i], Float.MIN_NORMAL));
		smoothing.apply(plane.target(), mask, k, w, h);
		final NDArray x = manager.create(logits, new Shape(1, k, h, w)), y = manager.create(plane.target(), new Shape(1, k, h,
			w)), m = manager.create(mask, new Shape(1, 1, h, w));
		return loss.total(loss.terms(x, null, y, m)).toType(DataType.FLOAT64, false).getDouble();
	}
}
