package sfumato.calibration;

import java.util.Arrays;
import java.util.List;

import sfumato.labels.Comparison;

/** The division of the interval from 0 to 1 into bins. */
public enum Binning {

	/** All bins are equally wide. */
	WIDTH {

		@Override
		float[] edges(final List<Comparison> images, final BinaryEvent event, final int bins) {
			return ReliabilityDiagram.equalWidth(bins);
		}
	},

	/**
	 * All bins hold equally many pixels, as nearly as possible: pixels with (nearly) the same probability are never parted, so that the
	 * order of pixels does not matter and there can be fewer bins.
	 */
	MASS {

		@Override
		float[] edges(final List<Comparison> images, final BinaryEvent event, final int bins) {
			ReliabilityDiagram.checkBins(bins);
			final long[] cells = new long[CELLS];
			for (final Comparison image : images)
				for (final int[] part : image.map((p, r, n) -> {
					final int[] counts = new int[n];
					for (int i = 0; i < n; i++)
						counts[i] = cell(event.probability(p, n, i));
					return counts;
				}))
					for (final int cell : part)
						cells[cell]++;
			return equalShares(cells, bins);
		}
	};

	/** Probabilities are distinguished to 2⁻⁹ of their distance from 0 or 1, whichever is nearer, and down to 2⁻³¹. */
	private static final int BITS = 9, OCTAVES = 31;
	private static final int HALF = (OCTAVES - 1 << BITS) + 1;
	private static final int CELLS = 2 * HALF;
	private static final float LEAST = 0x1p-31f;

	/** The edges of bins for the outcomes of an event. */
	abstract float[] edges(List<Comparison> images, BinaryEvent event, int bins);

	private static int cell(final float p) {
		// below one half a cell begins with its edge, above it does so, too, because nextDown makes the mirrored one end with it
		return p < 0.5f ? lower(p) : CELLS - 1 - lower(Math.nextDown(1 - p));
	}

	private static int lower(final float p) {
		if (!(p >= LEAST)) return 0;
		return Math.min(HALF - 1, (Float.floatToIntBits(p) - Float.floatToIntBits(LEAST) >> 23 - BITS) + 1);
	}

	/** Where a cell begins. */
	private static float start(final int cell) {
		if (cell >= HALF) return 1 - end(CELLS - 1 - cell);
		return cell == 0 ? 0 : Float.intBitsToFloat(Float.floatToIntBits(LEAST) + (cell - 1 << 23 - BITS));
	}

	private static float end(final int lowerCell) {
		return lowerCell == HALF - 1 ? 0.5f : start(lowerCell + 1);
	}

	private static float[] equalShares(final long[] cells, final int bins) {
		final long total = Arrays.stream(cells).sum();
		final float[] edges = new float[bins + 1];
		int used = 1;
		long begun = 0, below = 0;
		for (int cell = 0; cell < cells.length && used < bins; cell++) {
			if (cells[cell] == 0) continue;
			// what is left is shared again by the bins that are left: a bin may have had to take more than its share
			final double wanted = begun + (double) (total - begun) / (bins - used + 1);
			// the edge goes before or after this cell, wherever the count is nearer to what it should be
			if (below > begun && wanted - below < below + cells[cell] - wanted) {
				edges[used++] = start(cell);
				begun = below;
			}
			below += cells[cell];
		}
		edges[used] = 1;
		return Arrays.copyOf(edges, used + 1);
	}
}
