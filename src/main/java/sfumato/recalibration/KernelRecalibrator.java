package sfumato.recalibration;

import java.util.List;
import java.util.Map;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Recalibration by kernel density estimation, {@code kde(bandwidth: 0.01, keys: 1000, sampling: SPREAD, seed: 0, choice: LIKELIHOOD)}: a pixel's
 * new probabilities are the labels of <em>key</em> pixels with similar probabilities, averaged. Keys are drawn from the
 * pixels of all calibration cases; {@link KernelRecalibration} has the formula.
 * <p>
 * Most pixels of an image are certain, so most of 1000 pixels drawn at random are, too, and few are left to tell what an
 * uncertain pixel means. Therefore keys are drawn without replacement within strata, which are the pixels of one class (the
 * arg-max of the target) that were predicted as one class with one of 10 levels of confidence. {@link Sampling} says how
 * many of each; every key then stands for (pixels in its stratum) / (keys in its stratum) pixels, so that all ways of
 * sampling give the frequencies of the calibration cases, and differ in how much chance is in them. Every stratum that
 * occurs has a key at least, so there can be some keys more than asked for.
 * <p>
 * Used for a teacher's probabilities in the Dice-semimetric-loss paper (MICCAI 2023); Dirichlet kernels for probabilities:
 * Popordanoska et al., A consistent and differentiable Lp canonical calibration error estimator, NeurIPS 2022.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new KernelRecalibrator().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "kde",
	description = "Kernel recalibration (KDE): averages the labels of pixels with similar probabilities; fits any relation.")
public final class KernelRecalibrator extends Configured<KernelRecalibrator.Options> implements Recalibrator {

	/** The strata that share the keys evenly. */
	public enum Sampling {
		/** No balancing: strata get keys in proportion to their pixels. */
		PROPORTIONAL,
		/** Classes of the target: for a rare class. */
		BALANCED,
		/** Levels of confidence of each predicted class: for many certain pixels, the usual thing in segmentation. */
		SPREAD
	}

	/** The criterion of the automatic bandwidth, by leave-one-out over the keys. */
	public enum Choice {
		/** The likelihood of the keys' labels. */
		LIKELIHOOD,
		/** The expected calibration error of the most probable class, in 10 bins. */
		ECE
	}

	/**
	 * @param bandwidth h of the kernel, at most 1: small follows the data closely, large smooths; 0: the best of 20 from 1e-5 to 1
	 * @param keys about how many pixels are kept, from 2 to 1 000 000; time grows with them
	 * @param sampling what shares the keys evenly
	 * @param seed of the drawing of keys
	 * @param choice what a bandwidth of 0 means: the best by which measure
	 */
	public record Options(double bandwidth, int keys, Sampling sampling, long seed, Choice choice) {

		public Options {
			if (bandwidth != 0) KernelRecalibration.checkBandwidth(bandwidth);
			if (keys < 2 || keys > 1_000_000) throw new UserException(WrongValue.message("keys", keys, "between 2 and 1000000"));
			if (sampling == null) throw new UserException(RecalibrationMessages.samplingMissing());
		}

		public Options() {
			this(0.01, 1000, Sampling.SPREAD, 0);
		}

		public Options(final double bandwidth, final int keys, final Sampling sampling, final long seed) {
			this(bandwidth, keys, sampling, seed, Choice.LIKELIHOOD);
		}
	}

	public KernelRecalibrator() {
		this(new Options());
	}

	public KernelRecalibrator(final Options options) {
		super(options);
	}

	/**
	 * {@inheritDoc}
	 *
	 * @throws UserException if there are no cases, a prediction and its target differ in size or cases in number of
	 *           classes, a key is not a probability, or only one class occurs in the targets
	 */
	@Override
	public KernelRecalibration fit(final List<Comparison> cases) {
		CalibrationPixels.check(cases);
		final KeySampler.Keys keys = new KeySampler(cases).draw(options);
		final int k = cases.get(0).numClasses();
		final double h = options.bandwidth() > 0 ? options.bandwidth() : KernelBandwidth.best(keys, k, options.choice());
		return new KernelRecalibration(h, k, keys.probabilities(), keys.targets(), keys.logWeights());
	}

	@Override
	public KernelRecalibration restore(final Map<String, FloatArray> tensors) {
		final FloatArray keys = CalibrationPixels.tensor(tensors, KernelRecalibration.KEYS, -1, -1);
		final long n = keys.shape()[0];
		final int k = (int) keys.shape()[1];
		final double h = options.bandwidth() > 0 ? options.bandwidth() : CalibrationPixels.tensor(tensors,
			KernelRecalibration.BANDWIDTH, 1).values()[0];
		return new KernelRecalibration(h, k, keys.values(), CalibrationPixels.tensor(tensors,
			KernelRecalibration.TARGETS, n, k).values(), CalibrationPixels.tensor(tensors, KernelRecalibration.LOG_WEIGHTS, n)
				.values());
	}
}
