package sfumato.recalibration;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.apache.commons.math3.special.Gamma;

import net.imglib2.parallel.Parallelization;

/**
 * Chooses kernel bandwidths. {@link #mostLikely} is the one h under which probabilities are most likely, each being left out in turn:
 *
 * <pre>
 * Σ_j [ ln Σ_{i≠j} K_h(f_j; f_i) − ln((n − 1) h) ]
 * </pre>
 *
 * with the Dirichlet density K. Candidates are 15 from 10⁻⁵ to 10⁻¹, evenly on a logarithmic scale, and 0.2, 0.4 … 1. Source: the
 * authors of the kernel calibration error; the term ln h is theirs, though K is normalised without it. {@link #best} is the one of
 * them by which recalibration does best.
 */
public final class KernelBandwidth {

	/** In 32 bits, as a model keeps them. */
	private static final double[] CANDIDATES = IntStream.range(0, 20).mapToDouble(i -> (float) (i < 15 ? Math.pow(10, -5 +
		4 * i / 14.0) : 0.2 * (i - 14))).toArray();

	private static final int BINS = 10;

	private KernelBandwidth() {}

	/**
	 * @param probabilities [pixel][class]
	 * @return none if no bandwidth has a likelihood, e.g. of a single pixel
	 */
	public static OptionalDouble mostLikely(final float[][] probabilities) {
		double best = Double.NEGATIVE_INFINITY;
		OptionalDouble at = OptionalDouble.empty();
		final int n = probabilities.length, k = probabilities[0].length;
		final double[][] logs = new double[n][k];
		for (int i = 0; i < n; i++)
			for (int c = 0; c < k; c++)
				logs[i][c] = KernelRecalibration.log(probabilities[i][c]);
		for (final double h : CANDIDATES) {
			final double likelihood = likelihood(probabilities, logs, h);
			if (likelihood > best) {
				best = likelihood;
				at = OptionalDouble.of(h);
			}
		}
		return at;
	}

	/**
	 * The bandwidth whose recalibration of each key by all others is best; among equals the largest, which is the smoothest.
	 */
	static double best(final KeySampler.Keys keys, final int numClasses, final KernelRecalibrator.Choice choice) {
		double best = Double.POSITIVE_INFINITY, at = 1;
		for (int i = CANDIDATES.length - 1; i >= 0; i--) {
			final double cost = cost(keys, numClasses, CANDIDATES[i], choice);
			if (cost < best) {
				best = cost;
				at = CANDIDATES[i];
			}
		}
		return at;
	}

	private static double cost(final KeySampler.Keys keys, final int numClasses, final double h,
		final KernelRecalibrator.Choice choice)
	{
		final int n = keys.logWeights().length;
		final float[] targets = keys.targets();
		final KernelRecalibration kernel = new KernelRecalibration(h, numClasses, keys.probabilities(), targets, keys
			.logWeights());
		if (choice == KernelRecalibrator.Choice.LIKELIHOOD) {
			final double[] costs = kernel.leaveOneOut((j, moved) -> {
				double sum = 0;
				for (int c = 0; c < numClasses; c++)
					sum -= targets[j * numClasses + c] * KernelRecalibration.log((float) moved[c]);
				return Math.exp(keys.logWeights()[j]) * sum;
			});
			return Arrays.stream(costs).sum();
		}
		final double[] confidence = new double[n], right = new double[n];
		kernel.leaveOneOut((j, moved) -> {
			int most = 0;
			for (int c = 1; c < numClasses; c++)
				if (moved[c] > moved[most]) most = c;
			confidence[j] = moved[most];
			return right[j] = targets[j * numClasses + most];
		});
		final double[] gaps = new double[BINS];
		for (int j = 0; j < n; j++)
			gaps[Math.min(BINS - 1, (int) (confidence[j] * BINS))] += Math.exp(keys.logWeights()[j]) * (right[j] -
				confidence[j]);
		return Arrays.stream(gaps).map(Math::abs).sum();
	}

	private static double likelihood(final float[][] f, final double[][] logs, final double h) {
		final int n = f.length, k = f[0].length;
		final double[] offsets = new double[n];
		for (int i = 0; i < n; i++) {
			double sum = 0;
			for (int c = 0; c < k; c++) {
				offsets[i] -= Gamma.logGamma(f[i][c] / h + 1);
				sum += f[i][c] / h + 1;
			}
			offsets[i] += Gamma.logGamma(sum);
		}
		return Parallelization.getTaskExecutor().forEachApply(IntStream.range(0, n).boxed().toList(), j -> {
			final double[] terms = new double[n];
			double max = Double.NEGATIVE_INFINITY;
			for (int i = 0; i < n; i++) {
				double term = offsets[i];
				for (int c = 0; c < k; c++)
					term += f[i][c] / h * logs[j][c];
				terms[i] = i == j ? Double.NEGATIVE_INFINITY : term;
				max = Math.max(max, terms[i]);
			}
			double sum = 0;
			for (final double term : terms)
				sum += Math.exp(term - max);
			return max + Math.log(sum) - Math.log((n - 1) * h);
		}).stream().mapToDouble(Double::doubleValue).sum();
	}
}
