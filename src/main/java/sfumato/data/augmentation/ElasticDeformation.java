package sfumato.data.augmentation;

import java.util.random.RandomGenerator;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Deforms patches elastically: the points of a grid are displaced by normally distributed distances, and the pixels between them by a
 * cubic B-spline. Source of the idea: Ronneberger et al., U-Net, MICCAI 2015 (with 10 pixels).
 *
 * <pre>{@code
 * new ElasticDeformation().options().spacing() // 32.0
 * }</pre>
 */
@Plugin(type = Augmentation.class, name = "elastic", description = "Deforms patches elastically by random displacements of a coarse grid.")
public final class ElasticDeformation extends Configured<ElasticDeformation.Options> implements GeometricAugmentation {

	/**
	 * The options.
	 *
	 * @param deviation standard deviation of the displacements of the grid in pixels, greater than 0
	 * @param spacing of the grid in pixels, at least 4
	 * @param probability of the change of a patch, in [0, 1]
	 */
	public record Options(double deviation, double spacing, double probability) {

		public Options() {
			this(6, 32, 0.5);
		}

		public Options {
			if (!(deviation > 0)) throw new UserException(WrongValue.message("deviation", deviation, "greater than 0"));
			if (!(spacing >= 4)) throw new UserException(WrongValue.message("spacing", spacing, "at least 4 pixels"));
			IntensityRange.requireProbability(probability);
		}
	}

	public ElasticDeformation() {
		this(new Options());
	}

	public ElasticDeformation(final Options options) {
		super(options);
	}

	@Override
	public void change(final PatchGeometry geometry, final PatchRandom random) {
		final RandomGenerator own = random.next();
		if (!IntensityRange.isDrawn(options.probability(), own)) return;
		final int nx = points(geometry.width()), ny = points(geometry.height());
		final double[] x = new double[nx * ny], y = new double[nx * ny];
		for (int i = 0; i < x.length; i++) {
			x[i] = options.deviation() * own.nextGaussian();
			y[i] = options.deviation() * own.nextGaussian();
		}
		final double[][] columns = weights(geometry.width()), rows = weights(geometry.height());
		geometry.displace((column, row, to) -> {
			final int i0 = (int) (column / options.spacing()), j0 = (int) (row / options.spacing());
			for (int j = 0; j < 4; j++)
				for (int i = 0; i < 4; i++) {
					final double w = columns[column][i] * rows[row][j];
					to[0] += w * x[(j0 + j) * nx + i0 + i];
					to[1] += w * y[(j0 + j) * nx + i0 + i];
				}
		});
	}

	private int points(final int side) {
		return (int) ((side - 1) / options.spacing()) + 4;
	}

	/** The weights of the four points of the grid around each pixel of a line: the cubic B-spline. */
	private double[][] weights(final int side) {
		final double[][] weights = new double[side][];
		for (int i = 0; i < side; i++) {
			final double t = i / options.spacing() - Math.floor(i / options.spacing()), s = 1 - t;
			weights[i] = new double[] { s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, t * t * t /
				6 };
		}
		return weights;
	}
}
