package sfumato.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;
import sfumato.recalibration.KernelBandwidth;
import sfumato.recalibration.KernelRecalibration;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Calibration error without bins (ECE-KDE): the frequency of each class at a pixel j with probabilities f_j is a kernel density
 * estimate from all other pixels, and is compared with f_j:
 *
 * <pre>
 * π_j = Σ_{i≠j} K(f_j; f_i) y_i / Σ_{i≠j} K(f_j; f_i),   error = 1/n Σ_j Σ_c |π_jc − f_jc|^p
 * </pre>
 *
 * Canonical: all classes at once, with the Dirichlet density K(f_j; f_i) of parameters f_i/h + 1. Marginal: each class by itself, with
 * the Beta density, summed over the classes. Top-label: the most probable class' probability, and whether it is right. No p-th root is
 * taken.
 * <p>
 * Kernels of one probability are summed by a curve ({@link sfumato.recalibration.KernelCurve}), whose cost grows with the pixels and not with their square;
 * those of three and more classes at once are summed pair by pair, so fewer pixels can be taken.
 * <p>
 * Popordanoska et al., A consistent and differentiable Lp canonical calibration error estimator, NeurIPS 2022. There, a floor under the
 * sum of kernels makes probabilities vanish where no other pixel is near; here sums are formed with logarithms and need none.
 * <p>
 * From 0 to 2 with {@code norm: 1}.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * var options = new KernelCalibrationError.Options(KernelCalibrationError.Type.CANONICAL, 1, 0.1, 0, 0);
 * new KernelCalibrationError(options).evaluate(prediction, reference) // 0.3373
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "ece-kde",
	description = "Calibration error without bins (ECE-KDE): kernel density estimate of the frequency at each probability.")
public final class KernelCalibrationError extends Configured<KernelCalibrationError.Options> implements CalibrationError {

	/** The probabilities that are compared with frequencies. */
	public enum Type {
		/** All classes at once. */
		CANONICAL,
		/** Each class by itself. */
		MARGINAL,
		/** The most probable class. */
		TOP_LABEL
	}

	/** Pixels that a bandwidth is chosen with. */
	private static final int FOR_BANDWIDTH = 2000;

	/**
	 * @param type default {@link Type#CANONICAL}
	 * @param norm p, 1 (default) or 2
	 * @param bandwidth h, at most 1; 0 (default): the most likely of 20 from 1e-5 to 1, each pixel being left out in turn, for 2000 of
	 *          the pixels
	 * @param pixels how many pixels are drawn, default 10000; 0: all
	 * @param seed of the drawing
	 */
	public record Options(Type type, int norm, double bandwidth, int pixels, long seed) {

		public Options {
			if (norm != 1 && norm != 2) throw new UserException(WrongValue.message("norm", norm, "1 or 2"));
			if (bandwidth != 0) KernelRecalibration.checkBandwidth(bandwidth);
			if (pixels < 0 || pixels == 1) throw new UserException(WrongValue.message("pixels", pixels, "2 or more, or 0 for all"));
		}

		public Options() {
			this(Type.CANONICAL, 1, 0, 10_000, 0);
		}
	}

	public KernelCalibrationError() {
		this(new Options());
	}

	public KernelCalibrationError(final Options options) {
		super(options);
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		final PixelSample sample = PixelSample.draw(images, options.pixels(), options.seed());
		final double h = options.bandwidth() > 0 ? options.bandwidth() : bandwidth(images);
		final int k = sample.numClasses();
		return switch (options.type()) {
			case CANONICAL -> k == 2 ? 2 * new BinaryProbabilities(sample.ofClass(1), sample.isClass(1)).error(h, options.norm())
				: canonical(sample, h);
			case MARGINAL -> {
				double sum = 0;
				for (int c = 0; c < k; c++)
					sum += new BinaryProbabilities(sample.ofClass(c), sample.isClass(c)).error(h, options.norm());
				yield sum;
			}
			case TOP_LABEL -> new BinaryProbabilities(sample.confidence(), sample.isRight()).error(h, options.norm());
		};
	}

	/** The bandwidth that is used for images: the one asked for, or the most likely one. */
	public double bandwidth(final List<Comparison> images) {
		if (options.bandwidth() > 0) return options.bandwidth();
		final PixelSample sample = PixelSample.draw(images, FOR_BANDWIDTH, options.seed());
		final OptionalDouble h = options.type() == Type.TOP_LABEL ? KernelBandwidth.mostLikely(sample.confidencePairs())
			: KernelBandwidth.mostLikely(sample.probabilities());
		return h.orElseThrow(() -> new UserException(CalibrationMessages.noBandwidth(sample.size())));
	}

	private double canonical(final PixelSample sample, final double h) {
		final int n = sample.size(), k = sample.numClasses();
		final float[] keys = new float[n * k], targets = new float[n * k];
		for (int i = 0; i < n; i++) {
			for (int c = 0; c < k; c++)
				keys[i * k + c] = sample.probabilities()[i][c];
			targets[i * k + sample.labels()[i]] = 1;
		}
		final KernelRecalibration kernel = new KernelRecalibration(h, k, keys, targets, new float[n]);
		final double[] errors = kernel.leaveOneOut((j, estimated) -> {
			double error = 0;
			for (int c = 0; c < k; c++)
				error += Math.pow(Math.abs(estimated[c] - sample.probabilities()[j][c]), options.norm());
			return error;
		});
		return Arrays.stream(errors).average().orElseThrow();
	}

	@Override
	public String column() {
		return switch (options.type()) {
			case CANONICAL -> "ECE_KDE";
			case MARGINAL -> "ECE_KDE_marginal";
			case TOP_LABEL -> "ECE_KDE_top";
		};
	}
}
