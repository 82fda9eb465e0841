package sfumato.fusion;

import java.util.Arrays;

/** Expectation maximization (EM) of {@link Staple} and {@link SoftStaple}, which differ in the expectation step. */
abstract class StapleIteration {

	private final Staple.Options options;
	private final int raters;
	private final int classes;

	StapleIteration(final Staple.Options options, final int raters, final int classes) {
		this.options = options;
		this.raters = raters;
		this.classes = classes;
	}

	/**
	 * The E step: the posterior of every pixel, counted.
	 *
	 * @param performance null in the first step, in which the votes are the posterior
	 * @param joint [rater][true class][said class], zeros to be added to
	 * @param total pixels per class, zeros to be added to
	 * @return the logarithm of the likelihood
	 */
	abstract double expect(RaterPerformance performance, double[][][] joint, double[] total);

	StapleEstimate run() {
		double[] total = new double[classes];
		double[][][] joint = new double[raters][classes][classes];
		expect(null, joint, total);
		final double[] uniform = new double[classes];
		Arrays.fill(uniform, 1.0 / classes);
		// without any pixel in the region nothing is known of the raters
		final double[] prior = options.prior() == Staple.Prior.UNIFORM || Arrays.stream(total).sum() == 0 ? uniform
			: shares(total);
		RaterPerformance performance = RaterPerformance.of(prior, joint, options.trust(), shares(total));
		double change = Double.POSITIVE_INFINITY, likelihood = 0;
		int iterations = 0;
		while (iterations < options.iterations() && change > options.tolerance()) {
			total = new double[classes];
			joint = new double[raters][classes][classes];
			likelihood = expect(performance, joint, total);
			final RaterPerformance next = RaterPerformance.of(options.prior() == Staple.Prior.ESTIMATED ? shares(total)
				: prior, joint, options.trust(), shares(total));
			change = next.change(performance);
			performance = next;
			iterations++;
		}
		return new StapleEstimate(performance, iterations, change <= options.tolerance(), change, likelihood);
	}

	private static double[] shares(final double[] total) {
		final double sum = Arrays.stream(total).sum();
		return Arrays.stream(total).map(t -> sum == 0 ? 1.0 / total.length : t / sum).toArray();
	}
}
