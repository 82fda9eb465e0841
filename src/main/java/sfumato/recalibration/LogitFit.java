package sfumato.recalibration;

import java.util.Arrays;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Least negative log-likelihood of targets under p' = softmax(z), z_c = Σ_j X_cj θ_j, where X is made of a pixel's
 * probabilities. Convex in θ; Newton's method with halved steps, in double precision. With soft targets the likelihood is the
 * cross entropy.
 */
final class LogitFit {

	private static final int MAX_STEPS = 100;

	/** The design matrix X [class][parameter]. */
	@FunctionalInterface
	interface Design {

		void fill(double[] logProbabilities, double[][] x);
	}

	private final CalibrationPixels pixels;
	private final Design design;
	private final double[] start;
	private final double[] ridge;

	/**
	 * @param start θ before the fit, to which the ridge pulls
	 * @param ridge λ_j of λ_j/2 (θ_j − start_j)² per pixel, greater than 0 where parameters may be undetermined
	 */
	LogitFit(final CalibrationPixels pixels, final Design design, final double[] start, final double[] ridge) {
		this.pixels = pixels;
		this.design = design;
		this.start = start;
		this.ridge = ridge;
	}

	double[] fit() {
		double[] theta = start.clone();
		double loss = loss(theta, null, null);
		for (int step = 0; step < MAX_STEPS; step++) {
			final double[] gradient = new double[theta.length];
			final double[][] hessian = new double[theta.length][theta.length];
			loss(theta, gradient, hessian);
			final double[] direction = new LUDecomposition(new Array2DRowRealMatrix(hessian, false)).getSolver().solve(
				new ArrayRealVector(gradient)).toArray();
			double scale = 1;
			double[] next = moved(theta, direction, scale);
			double nextLoss = loss(next, null, null);
			while (!(nextLoss <= loss) && scale > 1e-10) {
				scale /= 2;
				next = moved(theta, direction, scale);
				nextLoss = loss(next, null, null);
			}
			if (!(nextLoss < loss - 1e-14 * Math.abs(loss))) return nextLoss <= loss ? next : theta;
			theta = next;
			loss = nextLoss;
		}
		return theta;
	}

	private static double[] moved(final double[] theta, final double[] direction, final double scale) {
		final double[] next = theta.clone();
		for (int j = 0; j < next.length; j++)
			next[j] -= scale * direction[j];
		return next;
	}

	/** The mean loss; gradient and Hessian are added to, if given. */
	private double loss(final double[] theta, final double[] gradient, final double[][] hessian) {
		final int k = pixels.numClasses(), m = theta.length;
		final double[][] x = new double[k][m];
		final double[] logs = new double[k], z = new double[k], mean = new double[m];
		final double total = Arrays.stream(pixels.weights()).sum();
		double loss = 0;
		for (int i = 0; i < pixels.size(); i++) {
			for (int c = 0; c < k; c++)
				logs[c] = CalibrationPixels.log(pixels.probabilities()[i][c]);
			design.fill(logs, x);
			double max = Double.NEGATIVE_INFINITY, sum = 0;
			for (int c = 0; c < k; c++) {
				z[c] = 0;
				for (int j = 0; j < m; j++)
					z[c] += x[c][j] * theta[j];
				max = Math.max(max, z[c]);
			}
			for (int c = 0; c < k; c++)
				sum += Math.exp(z[c] - max);
			final double w = pixels.weights()[i] / total;
			final double[] t = pixels.targets()[i];
			Arrays.fill(mean, 0);
			for (int c = 0; c < k; c++) {
				final double log = z[c] - max - Math.log(sum);
				loss -= w * t[c] * log;
				z[c] = Math.exp(log);
				if (gradient == null) continue;
				for (int j = 0; j < m; j++) {
					gradient[j] += w * (z[c] - t[c]) * x[c][j];
					mean[j] += z[c] * x[c][j];
				}
			}
			if (hessian != null) addCurvature(hessian, x, z, mean, w);
		}
		for (int j = 0; j < m; j++) {
			final double d = theta[j] - start[j];
			loss += ridge[j] / 2 * d * d;
			if (gradient == null) continue;
			gradient[j] += ridge[j] * d;
			hessian[j][j] += ridge[j];
		}
		return loss;
	}

	/** The covariance of X under the pixel's probabilities. */
	private static void addCurvature(final double[][] hessian, final double[][] x, final double[] p, final double[] mean,
		final double w)
	{
		for (int j = 0; j < mean.length; j++)
			for (int l = 0; l < mean.length; l++) {
				double sum = -mean[j] * mean[l];
				for (int c = 0; c < p.length; c++)
					sum += p[c] * x[c][j] * x[c][l];
				hessian[j][l] += w * sum;
			}
	}
}
