package sfumato.calibration;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.ProbabilityMap;

/**
 * Learns on held-out cases how a model's probabilities have to be moved. Implementations are immutable.
 */
public interface Recalibrator extends SciJavaPlugin {

	/**
	 * Learns from predictions and what is true there; pixels of all cases are pooled.
	 *
	 * @param predictions one map per case
	 * @param targets one map per case, of the same size: hard (the majority) or soft
	 */
	Recalibration fit(List<ProbabilityMap> predictions, List<ProbabilityMap> targets);

	/**
	 * Makes again what {@link #fit} returned.
	 *
	 * @param tensors as {@link Recalibration#tensors()} had them
	 * @throws IllegalArgumentException if a tensor is missing or has the wrong shape
	 */
	Recalibration restore(java.util.Map<String, FloatArray> tensors);

	/** Numbers with a shape, row-major: what a recalibration keeps in a file. */
	record FloatArray(long[] shape, float[] values) {

		public FloatArray {
			long n = 1;
			for (final long s : shape)
				n *= s;
			if (n != values.length) throw new IllegalArgumentException("Shape " + java.util.Arrays.toString(shape) +
				" does not hold " + values.length + " values.");
		}
	}
}
