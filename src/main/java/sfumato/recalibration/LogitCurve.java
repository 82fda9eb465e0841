package sfumato.recalibration;

import java.util.stream.IntStream;

import net.imglib2.parallel.Parallelization;

/**
 * A function of a logit, tabulated with its slope at nodes and interpolated by cubic polynomials, so that its cost does not depend on
 * the function. Nodes are set closer where the cubic misses the function by more than 10⁻⁷; where even the closest ones do, the
 * function itself is computed.
 */
public final class LogitCurve {

	/** A function of a logit, and its slope. */
	@FunctionalInterface
	public interface Function {

		/** @param node gets the value and the slope; both are 0 before */
		void at(double logit, double[] node);
	}

	/** Of a moved logit; of a moved probability it is at most a quarter of that. */
	private static final double TOLERANCE = 1e-7;

	/** Logits of pixels lie between plus and minus this. */
	private static final double END = -KernelRecalibration.LEAST_LOG;
	private static final int CELLS_PER_UNIT = 2;
	private static final int CELLS = (int) (2 * END * CELLS_PER_UNIT);
	/** A cell has at most 2 to this many intervals. */
	private static final int DEEPEST = 10;

	private final Function function;
	/** Values and slopes at the nodes of each cell, in turn; null where the function is computed. */
	private final double[][] cells;

	public LogitCurve(final Function function) {
		this.function = function;
		cells = Parallelization.getTaskExecutor().forEachApply(IntStream.range(0, CELLS).boxed().toList(), this::cell).toArray(
			double[][]::new);
	}

	private double[] cell(final int index) {
		final double start = index / (double) CELLS_PER_UNIT - END, width = 1.0 / CELLS_PER_UNIT;
		double[] nodes = new double[4];
		set(nodes, 0, start);
		set(nodes, 1, start + width);
		for (int depth = 1; depth <= DEEPEST; depth++) {
			// the middles of the intervals show how good these nodes are, and are themselves the next ones
			final int intervals = nodes.length / 2 - 1;
			final double[] finer = new double[4 * intervals + 2];
			double worst = 0;
			for (int i = 0; i <= intervals; i++) {
				finer[4 * i] = nodes[2 * i];
				finer[4 * i + 1] = nodes[2 * i + 1];
				if (i == intervals) break;
				set(finer, 2 * i + 1, start + width * (i + 0.5) / intervals);
				worst = Math.max(worst, Math.abs(finer[4 * i + 2] - cubic(nodes, i, 0.5, width / intervals)));
			}
			nodes = finer;
			if (worst <= TOLERANCE) return nodes;
		}
		return null;
	}

	private void set(final double[] nodes, final int at, final double logit) {
		final double[] node = new double[2];
		function.at(logit, node);
		nodes[2 * at] = node[0];
		nodes[2 * at + 1] = node[1];
	}

	/** The cubic with the values and slopes of nodes i and i + 1, at the share f of the way from one to the other. */
	private static double cubic(final double[] nodes, final int i, final double f, final double width) {
		final double a = nodes[2 * i], b = nodes[2 * i + 2], e = 1 - f;
		return e * e * (1 + 2 * f) * a + f * f * (3 - 2 * f) * b + f * e * width * (e * nodes[2 * i + 1] - f * nodes[2 * i +
			3]);
	}

	/** The function of a logit; beyond the ends as there. */
	public double at(final double logit) {
		final double inside = Math.max(-END, Math.min(END, logit));
		final double position = (inside + END) * CELLS_PER_UNIT;
		final int index = Math.min(CELLS - 1, (int) position);
		final double[] nodes = cells[index];
		if (nodes == null) {
			final double[] node = new double[2];
			function.at(inside, node);
			return node[0];
		}
		final int intervals = nodes.length / 2 - 1;
		final double within = (position - index) * intervals;
		final int i = Math.min(intervals - 1, (int) within);
		return cubic(nodes, i, within - i, 1.0 / (CELLS_PER_UNIT * intervals));
	}

	/** How many nodes the curve has. */
	int numNodes() {
		int n = 0;
		for (final double[] nodes : cells)
			n += nodes == null ? 0 : nodes.length / 2;
		return n;
	}
}
