package sfumato.fusion;

import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.methods.Configured;

/**
 * {@code soft-staple} with the options of {@link Staple}: STAPLE for raters with probabilities u_r[s]. The label a rater had in mind
 * is hidden as well, and u_r is what is known of it:
 *
 * <pre>
 * E: p_l ∝ π_l Π_r Σ_s u_r[s] θ_r[l][s]      M: θ_r[l][s] = Σ p_l u_r[s] θ_r[l][s] / Σ_s'(u_r[s'] θ_r[l][s']) / Σ p_l
 * </pre>
 *
 * which is {@link Staple} where every u is 0 or 1. An iteration is a pass over the pixels of the region; memory does not grow
 * with the image. With label maps it does what {@code staple} does.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new SoftStaple().fuse(raters)) // [1, 0.997, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "soft-staple",
	description = "STAPLE for raters with probabilities instead of labels.")
public final class SoftStaple extends Configured<SoftStaple.Options> implements PatternFusion {

	/**
	 * The options of {@link Staple.Options}; fewer iterations, since each passes over the image.
	 */
	public record Options(Staple.Prior prior, Staple.Region region, double trust, int iterations, double tolerance) {

		public Options {
			new Staple.Options(prior, region, trust, iterations, tolerance);
		}

		public Options() {
			this(Staple.Prior.AVERAGE, Staple.Region.BOX, 0, 200, 1e-5);
		}

		private Staple.Options staple() {
			return new Staple.Options(prior, region, trust, iterations, tolerance);
		}
	}

	public SoftStaple() {
		this(new Options());
	}

	public SoftStaple(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		return new Staple(options.staple()).rule(raters);
	}

	@Override
	public Interval extent(final HardRaters raters) {
		return new Staple(options.staple()).extent(raters);
	}

	private Interval extent(final SoftRaters raters) {
		return options.region() == Staple.Region.BOX ? ForegroundBox.of(raters) : new FinalInterval(raters.dimensions());
	}

	@Override
	public ProbabilityMap probabilities(final Raters raters) {
		if (!(raters instanceof final SoftRaters soft)) return PatternFusion.super.probabilities(raters);
		final RaterPerformance performance = estimate(soft).performance();
		return MapBlocks.fuse(soft, extent(soft), (maps, p) -> {
			if (isOutside(maps)) Average.mean(maps, p);
			else performance.posterior(maps, p);
		});
	}

	/** The raters' performance in the region of the options. */
	public StapleEstimate estimate(final SoftRaters raters) {
		final int k = raters.numClasses();
		final Interval region = extent(raters);
		return new StapleIteration(options.staple(), raters.size(), k) {

			@Override
			double expect(final RaterPerformance performance, final double[][][] joint, final double[] total) {
				double likelihood = 0;
				for (final Expectation e : PixelBlocks.map(region, block -> count(raters, block, performance))) {
					likelihood += e.likelihood;
					for (int l = 0; l < k; l++)
						total[l] += e.total[l];
					for (int r = 0; r < joint.length; r++)
						for (int l = 0; l < k; l++)
							for (int s = 0; s < k; s++)
								joint[r][l][s] += e.joint[r][l][s];
				}
				return likelihood;
			}
		}.run();
	}

	private static final class Expectation {

		final double[][][] joint;
		final double[] total;
		double likelihood;

		Expectation(final int raters, final int classes) {
			joint = new double[raters][classes][classes];
			total = new double[classes];
		}
	}

	private Expectation count(final SoftRaters raters, final Interval block, final RaterPerformance performance) {
		final int k = raters.numClasses();
		final Expectation e = new Expectation(raters.size(), k);
		final float[][] maps = new float[raters.size()][];
		for (int r = 0; r < maps.length; r++)
			maps[r] = PixelBlocks.read(raters.map(r), block);
		final int n = maps[0].length / k;
		final double[][] pixel = new double[maps.length][k];
		final double[] p = new double[k];
		for (int i = 0; i < n; i++) {
			if (!MapBlocks.read(maps, n, i, pixel) || isOutside(pixel)) continue;
			if (performance != null) e.likelihood += performance.posterior(pixel, p);
			else {
				Arrays.fill(p, 0);
				Average.mean(pixel, p);
			}
			for (int l = 0; l < k; l++)
				e.total[l] += p[l];
			for (int r = 0; r < maps.length; r++) {
				if (Double.isNaN(pixel[r][0])) continue;
				if (performance != null) performance.expect(r, pixel[r], p, e.joint[r]);
				else for (int l = 0; l < k; l++)
					for (int s = 0; s < k; s++)
						e.joint[r][l][s] += p[l] * pixel[r][s];
			}
		}
		return e;
	}

	/** Whether the estimate leaves this pixel out: all who looked are certain of the same class. */
	private boolean isOutside(final double[][] maps) {
		if (options.region() != Staple.Region.DISAGREEMENT) return false;
		int common = -1;
		for (final double[] u : maps) {
			if (Double.isNaN(u[0])) continue;
			int certain = -1;
			for (int c = 0; c < u.length; c++)
				if (u[c] == 1) certain = c;
			if (certain < 0 || common >= 0 && certain != common) return false;
			common = certain;
		}
		return true;
	}

	@Override
	public List<String> report(final Raters raters) {
		return raters instanceof final SoftRaters soft ? Staple.report(estimate(soft), soft.names()) : new Staple(options.staple())
			.report(raters);
	}

	@Override
	public boolean isHard() {
		return false;
	}
}
