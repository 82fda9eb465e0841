package sfumato.recalibration;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/** A recalibration that changes each pixel with a closed formula. */
abstract class PixelRecalibration implements Recalibration {

	private final int numClasses;

	PixelRecalibration(final int numClasses) {
		this.numClasses = numClasses;
	}

	/**
	 * Moves one pixel.
	 *
	 * @param p its probabilities
	 * @param out gets the moved ones, which sum to 1
	 */
	abstract void transform(double[] p, double[] out);

	@Override
	public final ProbabilityMap apply(final ProbabilityMap map) {
		if (map.numClasses() != numClasses) throw new UserException(RecalibrationMessages.mapClasses(numClasses, map.numClasses()));
		final ProbabilityMap moved = ProbabilityMap.zeros(map.spatialDimensions(), map.classes());
		PixelBlocks.map(map.spatialDimensions(), block -> {
			final float[] values = PixelBlocks.read(map, block);
			final int n = PixelBlocks.size(block);
			final double[] p = new double[numClasses], out = new double[numClasses];
			for (int i = 0; i < n; i++) {
				for (int c = 0; c < numClasses; c++)
					p[c] = Math.max(0, Math.min(1, values[c * n + i]));
				transform(p, out);
				for (int c = 0; c < numClasses; c++)
					values[c * n + i] = (float) out[c];
			}
			PixelBlocks.write(values, moved, block);
			return block;
		});
		return moved;
	}

	final int numClasses() {
		return numClasses;
	}

	static void normalize(final double[] p) {
		double sum = 0;
		for (final double v : p)
			sum += v;
		for (int c = 0; c < p.length; c++)
			p[c] = sum == 0 ? 1.0 / p.length : p[c] / sum;
	}
}
