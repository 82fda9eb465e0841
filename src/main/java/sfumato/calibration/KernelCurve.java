package sfumato.calibration;

import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

/**
 * A {@link KernelRecalibration} of two classes as a curve. What becomes of a pixel then depends on one number, its logit
 * t = ln q₁ − ln q₀, because a common factor of q₀ and q₁ is one of all kernels and cancels. The moved logit
 *
 * <pre>
 * g(t) = ln Σ_k w_k K(q; p_k) t_k1 − ln Σ_k w_k K(q; p_k) t_k0
 * </pre>
 *
 * is computed with its slope at nodes and interpolated by cubic polynomials in between, so that a pixel costs the same
 * whatever the number of keys is. Logits rather than probabilities are interpolated, because that keeps the relative
 * precision of small probabilities. Nodes are set closer where the cubic misses the sum by more than {@link #TOLERANCE}; where
 * even the closest ones do, which takes bandwidths far below the distance of the keys, the sum itself is computed.
 */
final class KernelCurve {

	/** Of a moved logit; of a moved probability it is at most a quarter of that. */
	private static final double TOLERANCE = 1e-7;

	/** Logits of pixels lie between plus and minus this. */
	private static final double END = -KernelRecalibration.LEAST_LOG;
	private static final int CELLS_PER_UNIT = 2;
	private static final int CELLS = (int) (2 * END * CELLS_PER_UNIT);
	/** A cell has at most 2 to this many intervals. */
	private static final int DEEPEST = 10;

	/** (p_k0 and p_k1) / h. */
	private final double[][] exponents;
	private final double[] offsets;
	/** ln t_k0 and ln t_k1; −∞ where a key is no such pixel. */
	private final double[][] logTargets;
	/** g and g' at the nodes of each cell, in turn; null where the sum is computed. */
	private final double[][] cells;

	/**
	 * @param exponents [class][key]
	 * @param offsets (n)
	 * @param targets (n, 2) row by row
	 * @throws IllegalArgumentException if no key is of one of the classes
	 */
	KernelCurve(final double[][] exponents, final double[] offsets, final float[] targets) {
		this.exponents = exponents;
		this.offsets = offsets;
		logTargets = new double[2][offsets.length];
		for (int k = 0; k < offsets.length; k++)
			for (int c = 0; c < 2; c++)
				logTargets[c][k] = Math.log(targets[2 * k + c]);
		cells = Parallelization.getTaskExecutor().forEachApply(IntStream.range(0, CELLS).boxed().toList(), this::cell).toArray(
			double[][]::new);
	}

	/** Whether keys of both classes are there; otherwise logits are infinite and there is no curve. */
	static boolean exists(final float[] targets) {
		final boolean[] seen = new boolean[2];
		for (int i = 0; i < targets.length; i++)
			seen[i % 2] |= targets[i] > 0;
		return seen[0] && seen[1];
	}

	private double[] cell(final int index) {
		final double start = index / (double) CELLS_PER_UNIT - END, width = 1.0 / CELLS_PER_UNIT;
		double[] nodes = new double[4];
		exact(start, nodes, 0);
		exact(start + width, nodes, 1);
		for (int depth = 1; depth <= DEEPEST; depth++) {
			// the middles of the intervals show how good these nodes are, and are themselves the next ones
			final int intervals = nodes.length / 2 - 1;
			final double[] finer = new double[4 * intervals + 2];
			double worst = 0;
			for (int i = 0; i <= intervals; i++) {
				finer[4 * i] = nodes[2 * i];
				finer[4 * i + 1] = nodes[2 * i + 1];
				if (i == intervals) break;
				exact(start + width * (i + 0.5) / intervals, finer, 2 * i + 1);
				worst = Math.max(worst, Math.abs(finer[4 * i + 2] - cubic(nodes, i, 0.5, width / intervals)));
			}
			nodes = finer;
			if (worst <= TOLERANCE) return nodes;
		}
		return null;
	}

	/** g and its slope at t, into nodes[2 at] and nodes[2 at + 1]. */
	private void exact(final double t, final double[] nodes, final int at) {
		final double q1 = 1 / (1 + Math.exp(-t)), q0 = 1 / (1 + Math.exp(t));
		// ln(1 + e^-|t|) is what both logarithms have in common
		final double tail = Math.log1p(Math.exp(-Math.abs(t)));
		final double log1 = Math.min(t, 0) - tail, log0 = Math.min(-t, 0) - tail;
		final double[] terms = new double[offsets.length];
		double value = 0, slope = 0;
		for (int c = 0; c < 2; c++) {
			double max = Double.NEGATIVE_INFINITY;
			for (int k = 0; k < terms.length; k++) {
				terms[k] = offsets[k] + exponents[0][k] * log0 + exponents[1][k] * log1 + logTargets[c][k];
				max = Math.max(max, terms[k]);
			}
			double sum = 0, slopes = 0;
			for (int k = 0; k < terms.length; k++) {
				final double difference = terms[k] - max;
				if (difference < KernelRecalibration.NEGLIGIBLE) continue;
				final double weight = Math.exp(difference);
				sum += weight;
				slopes += weight * (exponents[1][k] * q0 - exponents[0][k] * q1);
			}
			final double sign = c == 1 ? 1 : -1;
			value += sign * (max + Math.log(sum));
			slope += sign * slopes / sum;
		}
		nodes[2 * at] = value;
		nodes[2 * at + 1] = slope;
	}

	/** The cubic with the values and slopes of nodes i and i + 1, at the share f of the way from one to the other. */
	private static double cubic(final double[] nodes, final int i, final double f, final double width) {
		final double a = nodes[2 * i], b = nodes[2 * i + 2], e = 1 - f;
		return e * e * (1 + 2 * f) * a + f * f * (3 - 2 * f) * b + f * e * width * (e * nodes[2 * i + 1] - f * nodes[2 * i +
			3]);
	}

	/**
	 * Moves a pixel.
	 *
	 * @param logit ln q₁ − ln q₀
	 * @return its new logit, finite
	 */
	double move(final double logit) {
		final double position = Math.max(0, Math.min(2 * END, logit + END)) * CELLS_PER_UNIT;
		final int index = Math.min(CELLS - 1, (int) position);
		final double[] nodes = cells[index];
		if (nodes == null) {
			final double[] node = new double[2];
			exact(logit, node, 0);
			return node[0];
		}
		final int intervals = nodes.length / 2 - 1;
		final double inside = (position - index) * intervals;
		final int i = Math.min(intervals - 1, (int) inside);
		return cubic(nodes, i, inside - i, 1.0 / (CELLS_PER_UNIT * intervals));
	}

	/** How many nodes the curve has. */
	int numNodes() {
		int n = 0;
		for (final double[] nodes : cells)
			n += nodes == null ? 0 : nodes.length / 2;
		return n;
	}
}
