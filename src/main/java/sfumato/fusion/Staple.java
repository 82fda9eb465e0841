package sfumato.fusion;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.Interval;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.Raters;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * {@code staple(prior: AVERAGE, region: BOX, trust: 0, iterations: 1000, tolerance: 1e-6)}: simultaneous truth and
 * performance level estimation. A hidden true label and how probably each rater sees it (θ_r[l][s], {@link
 * RaterPerformance}) are estimated from each other by expectation maximization until they do not change:
 *
 * <pre>
 * E: p_l = π_l Π_r θ_r[l][label_r] / Σ_l'           M: θ_r[l][s] = Σ_{label_r = s} p_l / Σ p_l
 * </pre>
 *
 * The sums run over patterns of labels, not over pixels, so that an iteration costs the same for any image. Warfield, Zou,
 * Wells, IEEE TMI 23 (2004); with several classes Rohlfing, Russakoff, Maurer, IPMI 2003.
 * <p>
 * Known weaknesses of the method, and what is done:
 * <ul>
 * <li>The result depends on how much empty background the image shows: by default the estimate is made in the bounding box of
 * everything that anybody drew, and everything outside is background.</li>
 * <li>The estimate can turn over and take the background for the structure: the iteration starts from the votes, and a rater
 * that is worse than chance does not count instead of counting as its opposite.</li>
 * <li>Labels that stay undecided: the result is the probability itself.</li>
 * </ul>
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Staple().fuse(raters)) // [1, 0.999, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "staple",
	description = "STAPLE: estimates the truth and each rater's performance jointly (EM).")
public final class Staple extends Configured<Staple.Options> implements PatternFusion {

	/** Where π comes from. */
	public enum Prior {
		/** The mean share of the votes in the region. */
		AVERAGE,
		/** All classes alike. */
		UNIFORM,
		/** Estimated again in each step from the posterior. */
		ESTIMATED
	}

	/** Which pixels the estimate is made of. */
	public enum Region {
		/** The bounding box of everything that any rater drew; outside, the probability of the background is 1. */
		BOX,
		/** The whole image. */
		ALL,
		/** Where raters disagree; elsewhere the label they agree on is certain. */
		DISAGREEMENT
	}

	/**
	 * @param prior where the prior of the classes comes from
	 * @param region what the estimate is made of
	 * @param trust how many pixels per class a rater is credited with as labelled right, at least 0: with more, the estimate
	 *          stays nearer to the votes (the mode of a posterior with Beta or Dirichlet priors instead of the likelihood)
	 * @param iterations at most, at least 1
	 * @param tolerance the largest change of a performance at which the iteration ends, greater than 0
	 */
	public record Options(Prior prior, Region region, double trust, int iterations, double tolerance) {
		public Options {
			if (prior == null || region == null) throw new UserException(FusionMessages.priorMissing());
			if (!(trust >= 0)) throw new UserException(WrongValue.message("trust", trust, "at least 0"));
			if (iterations < 1) throw new UserException(WrongValue.message("iterations", iterations, "at least 1"));
			if (!(tolerance > 0)) throw new UserException(WrongValue.message("tolerance", tolerance, "greater than 0"));
		}

		public Options() {
			this(Prior.AVERAGE, Region.BOX, 0, 1000, 1e-6);
		}
	}

	public Staple() {
		this(new Options());
	}

	public Staple(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		final RaterPerformance performance = estimate(raters).performance();
		return (labels, p) -> {
			if (options.region() == Region.DISAGREEMENT && agree(labels)) Average.weighted(new double[labels.length]).apply(
				labels, p);
			else performance.posterior(labels, p);
		};
	}

	@Override
	public Interval extent(final HardRaters raters) {
		return options.region() == Region.BOX ? ForegroundBox.of(raters) : PatternFusion.super.extent(raters);
	}

	/** The raters' performance in the region of the options. */
	public StapleEstimate estimate(final HardRaters raters) {
		final LabelPatterns patterns = options.region() == Region.BOX ? LabelPatterns.of(raters, extent(raters)) : LabelPatterns.of(
			raters);
		final int k = raters.numClasses();
		final int[] rows = java.util.stream.IntStream.range(0, patterns.size()).filter(p -> options
			.region() != Region.DISAGREEMENT || !agree(patterns.labels(p))).toArray();
		final double[][] truth = new double[rows.length][k];
		for (int i = 0; i < rows.length; i++)
			Average.weighted(new double[raters.size()]).apply(patterns.labels(rows[i]), truth[i]);
		return new StapleIteration(options, raters.size(), k) {
			@Override
			double expect(final RaterPerformance performance, final double[][][] joint, final double[] total) {
				double likelihood = 0;
				for (int i = 0; i < rows.length; i++) {
					final byte[] labels = patterns.labels(rows[i]);
					final long n = patterns.count(rows[i]);
					if (performance != null) likelihood += n * performance.posterior(labels, truth[i]);
					for (int l = 0; l < k; l++) {
						total[l] += n * truth[i][l];
						for (int r = 0; r < labels.length; r++)
							if ((labels[r] & 0xFF) != HardRaters.UNLABELED) joint[r][l][labels[r] & 0xFF] += n * truth[i][l];
					}
				}
				return likelihood;
			}
		}.run();
	}

	/** Whether all who labelled the pixel gave the same label. */
	static boolean agree(final byte[] labels) {
		int common = HardRaters.UNLABELED;
		for (final byte label : labels) {
			final int c = label & 0xFF;
			if (c == HardRaters.UNLABELED || c == common) continue;
			if (common != HardRaters.UNLABELED) return false;
			common = c;
		}
		return true;
	}

	@Override
	public List<String> report(final Raters raters) {
		return report(estimate(raters.hard()), raters.names());
	}

	static List<String> report(final StapleEstimate estimate, final List<String> names) {
		final List<String> lines = new ArrayList<>();
		final RaterPerformance performance = estimate.performance();
		lines.add(estimate.converged() ? FusionMessages.converged(estimate.iterations())
			: FusionMessages.notConverged(estimate.iterations(), (float) estimate.change()));
		for (int r = 0; r < names.size(); r++)
			for (int c = performance.numClasses() == 2 ? 1 : 0; c < performance.numClasses(); c++)
				lines.add(performance.numClasses() == 2 ? FusionMessages.performance(names.get(r), performance.sensitivity(r,
					c), performance.specificity(r, c)) : FusionMessages.performance(names.get(r), c, performance.sensitivity(r,
					c), performance.specificity(r, c)));
		for (final int r : performance.ratersAtChance())
			lines.add(performance.numClasses() == 2 ? FusionMessages.atChance(names.get(r))
				: FusionMessages.atChanceInSomeClass(names.get(r)));
		return lines;
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
