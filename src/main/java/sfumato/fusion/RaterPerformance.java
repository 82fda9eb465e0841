package sfumato.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sfumato.labels.HardRaters;

/**
 * Performance parameters of raters given a hidden true label: θ_r[l][s], the probability that rater r labels s where l is true, and
 * the prior π_l of each class. Immutable.
 */
public final class RaterPerformance {

	/** Below this the product over raters is rescaled, so that it never underflows to 0. */
	private static final double TINY = 1e-150;

	private final double[] prior;
	/** [rater][true class][said class] */
	private final double[][][] theta;
	/** the share of pixels of which each class is the true one, as estimated */
	private final double[] share;
	private final boolean[] guarded;

	private RaterPerformance(final double[] prior, final double[][][] theta, final double[] share, final boolean[] guarded) {
		this.prior = prior;
		this.theta = theta;
		this.share = share;
		this.guarded = guarded;
	}

	/**
	 * The performance that explains expected counts best (the M step).
	 * <p>
	 * A rater that says a class less often where it is true than elsewhere is taken to say it equally often everywhere, and so does
	 * not count for that class; what it says instead keeps its proportions. Without this the estimate may turn over and take the
	 * background for the structure. It is the likeliest performance among those that are not worse than chance, so that the likelihood
	 * rises from step to step.
	 *
	 * @param joint expected pixels [rater][true class][said class]
	 * @param trust pixels per class that each rater is credited with as labelled right
	 * @param share the estimated share of each class, sum 1
	 */
	static RaterPerformance of(final double[] prior, final double[][][] joint, final double trust, final double[] share) {
		final int k = prior.length;
		final double[][][] theta = new double[joint.length][k][k];
		final boolean[] guarded = new boolean[joint.length];
		for (int r = 0; r < joint.length; r++) {
			final double[] said = new double[k];
			double all = 0;
			for (final double[] row : joint[r])
				for (int s = 0; s < k; s++) {
					said[s] += row[s];
					all += row[s];
				}
			for (int l = 0; l < k; l++) {
				final double total = Arrays.stream(joint[r][l]).sum() + trust;
				for (int s = 0; s < k; s++)
					theta[r][l][s] = total == 0 ? s == l ? 1 : 0 : (joint[r][l][s] + (s == l ? trust : 0)) / total;
				// the margin keeps rounding from calling a rater useless who says the same everywhere
				if (total > 0 && theta[r][l][l] < said[l] / all * (1 - 1e-12)) {
					final double scale = (1 - said[l] / all) / (1 - theta[r][l][l]);
					for (int s = 0; s < k; s++)
						theta[r][l][s] = s == l ? said[l] / all : theta[r][l][s] * scale;
					guarded[r] = true;
				}
			}
		}
		return new RaterPerformance(prior.clone(), theta, share.clone(), guarded);
	}

	/**
	 * The probability of each class given what the raters said (the E step): p_l ∝ π_l Π_r θ_r[l][label_r] over those who
	 * labelled the pixel. A pattern that is impossible by this performance gets the share of the votes.
	 *
	 * @param probabilities to be set
	 * @return the logarithm of the likelihood of the labels
	 */
	double posterior(final byte[] labels, final double[] probabilities) {
		System.arraycopy(prior, 0, probabilities, 0, prior.length);
		double scale = 0;
		for (int r = 0; r < labels.length; r++) {
			final int said = labels[r] & 0xFF;
			if (said == HardRaters.UNLABELED) continue;
			for (int l = 0; l < probabilities.length; l++)
				probabilities[l] *= theta[r][l][said];
			scale += rescale(probabilities);
		}
		final double sum = normalize(probabilities);
		if (sum == 0) {
			Arrays.fill(probabilities, 0);
			Average.weighted(new double[labels.length]).apply(labels, probabilities);
		}
		return Math.log(sum) + scale;
	}

	/**
	 * As {@link #posterior(byte[], double[])} of raters who are not certain: u_r[s] is how much rater r believes in s, and
	 * p_l ∝ π_l Π_r Σ_s u_r[s] θ_r[l][s]. Rows of NaN are left out.
	 */
	double posterior(final double[][] maps, final double[] probabilities) {
		System.arraycopy(prior, 0, probabilities, 0, prior.length);
		double scale = 0;
		for (int r = 0; r < maps.length; r++) {
			if (Double.isNaN(maps[r][0])) continue;
			for (int l = 0; l < probabilities.length; l++)
				probabilities[l] *= said(r, l, maps[r]);
			scale += rescale(probabilities);
		}
		final double sum = normalize(probabilities);
		if (sum == 0) {
			Arrays.fill(probabilities, 0);
			Average.mean(maps, probabilities);
		}
		return Math.log(sum) + scale;
	}

	/** Σ_s u[s] θ_r[l][s] */
	private double said(final int rater, final int l, final double[] u) {
		double sum = 0;
		for (int s = 0; s < u.length; s++)
			sum += u[s] * theta[rater][l][s];
		return sum;
	}

	/**
	 * Adds to expected counts what an uncertain rater may have meant: p_l u[s] θ_r[l][s] / Σ_s' u[s'] θ_r[l][s'] for each
	 * true and said class.
	 */
	void expect(final int rater, final double[] u, final double[] probabilities, final double[][] joint) {
		for (int l = 0; l < u.length; l++) {
			final double all = said(rater, l, u);
			if (all > 0) for (int s = 0; s < u.length; s++)
				joint[l][s] += probabilities[l] * u[s] * theta[rater][l][s] / all;
			else for (int s = 0; s < u.length; s++)
				joint[l][s] += probabilities[l] * u[s];
		}
	}

	private static double rescale(final double[] p) {
		final double max = Arrays.stream(p).max().orElseThrow();
		if (max >= TINY || max == 0) return 0;
		for (int l = 0; l < p.length; l++)
			p[l] /= max;
		return Math.log(max);
	}

	private static double normalize(final double[] p) {
		final double sum = Arrays.stream(p).sum();
		if (sum > 0) for (int l = 0; l < p.length; l++)
			p[l] /= sum;
		return sum;
	}

	/** The largest difference between any two θ. */
	double change(final RaterPerformance other) {
		double change = 0;
		for (int r = 0; r < theta.length; r++)
			for (int l = 0; l < prior.length; l++)
				for (int s = 0; s < prior.length; s++)
					change = Math.max(change, Math.abs(theta[r][l][s] - other.theta[r][l][s]));
		return change;
	}

	public int numRaters() {
		return theta.length;
	}

	public int numClasses() {
		return prior.length;
	}

	/** π_c */
	public double prior(final int c) {
		return prior[c];
	}

	/** θ_r[l][s]: how probably the rater says one class where another (or the same) is true. */
	public double confusion(final int rater, final int trueClass, final int saidClass) {
		return theta[rater][trueClass][saidClass];
	}

	/** The sensitivity: probability that the rater labels the class where it is true. */
	public double sensitivity(final int rater, final int c) {
		return theta[rater][c][c];
	}

	/** The specificity: probability that the rater does not label the class where it is not true; 1 if it is true everywhere. */
	public double specificity(final int rater, final int c) {
		double wrong = 0, elsewhere = 0;
		for (int l = 0; l < prior.length; l++)
			if (l != c) {
				wrong += share[l] * theta[rater][l][c];
				elsewhere += share[l];
			}
		return elsewhere == 0 ? 1 : 1 - wrong / elsewhere;
	}

	/** Raters that agree with the estimate no better than chance in some class, in which they do not count. */
	public List<Integer> ratersAtChance() {
		final List<Integer> raters = new ArrayList<>();
		for (int r = 0; r < guarded.length; r++)
			if (guarded[r]) raters.add(r);
		return raters;
	}
}
