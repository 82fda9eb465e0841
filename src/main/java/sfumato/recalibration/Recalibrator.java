package sfumato.recalibration;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.labels.Comparison;
import sfumato.text.UserException;

/** Fits a recalibration of a model's probabilities on held-out cases. Implementations are immutable. */
public interface Recalibrator extends SciJavaPlugin {

	/**
	 * Learns from predictions and what is true there; the pixels that count are pooled over all cases.
	 *
	 * @param cases a prediction beside its target for each calibration case: hard (the majority) or soft. Pixels outside
	 *          {@link Comparison#region()}, which nobody has labelled, are not learned
	 * @throws UserException if there are no cases, they differ in number of classes, or only one class occurs in the
	 *           targets
	 */
	Recalibration fit(List<Comparison> cases);

	/**
	 * Makes again what {@link #fit} returned.
	 *
	 * @param tensors as {@link Recalibration#tensors()} had them
	 * @throws UserException if a tensor is missing or has the wrong shape
	 */
	Recalibration restore(java.util.Map<String, FloatArray> tensors);

	/** Numbers with a shape, row-major: what a recalibration keeps in a file. */
	record FloatArray(long[] shape, float[] values) {

		public FloatArray {
			long n = 1;
			for (final long s : shape)
				n *= s;
			if (n != values.length) throw new UserException(RecalibrationMessages.shapeLength(java.util.Arrays.toString(shape),
				values.length));
		}
	}
}
