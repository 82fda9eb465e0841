package sfumato.prediction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.calibration.KernelRecalibration;
import sfumato.calibration.Recalibration;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;

/**
 * Applies recalibrations on the tensor engine's device where there is a tensor form, else on the processor. Both forms of the
 * kernel one give the same map.
 */
final class RecalibrationTensors {

	/** Pixels times keys at a time: 64 MB in double. */
	private static final long CHUNK = 8L << 20;

	private RecalibrationTensors() {}

	static ProbabilityMap apply(final Recalibration recalibration, final ProbabilityMap map, final NDManager manager,
		final Progress progress)
	{
		// two classes move along a curve, which no device is needed for
		return recalibration instanceof KernelRecalibration kernel && kernel.numClasses() > 2 ? apply(kernel, map, manager,
			progress) : recalibration.apply(map);
	}

	/**
	 * The kernel estimate as matrix products:
	 *
	 * <pre>
	 * A = ln P · exponentsᵀ + offsets      (pixels, keys): log kernel times weight
	 * P' = softmax of A over the keys · targets
	 * </pre>
	 *
	 * The softmax subtracts each row's largest value, so that nothing under- or overflows. In double, because A reaches
	 * thousands at small bandwidths.
	 */
	private static ProbabilityMap apply(final KernelRecalibration kernel, final ProbabilityMap map, final NDManager manager,
		final Progress progress)
	{
		final int c = map.numClasses(), keys = kernel.numKeys();
		if (c != kernel.numClasses()) throw new IllegalArgumentException("The recalibration was learned with " + kernel
			.numClasses() + " classes but the probability map has " + c + ".");
		final ProbabilityMap result = ProbabilityMap.zeros(map.spatialDimensions(), map.classes());
		final long pixels = map.numPixels();
		final int chunk = (int) Math.max(1, Math.min(pixels, CHUNK / keys));
		final Iterators in = new Iterators(map), out = new Iterators(result);
		try (NDManager constants = manager.newSubManager()) {
			final NDArray k = constants.create(kernel.exponents(), new Shape(keys, c)).transpose();
			final NDArray b = constants.create(kernel.offsets(), new Shape(1, keys));
			final NDArray y = constants.create(kernel.targets(), new Shape(keys, c)).toType(DataType.FLOAT64, false);
			for (long first = 0; first < pixels; first += chunk) {
				progress.checkCanceled();
				progress.update((double) first / pixels, "Recalibrating");
				final int n = (int) Math.min(chunk, pixels - first);
				try (NDManager step = manager.newSubManager()) {
					final NDArray logP = step.create(in.logs(n), new Shape(n, c));
					final NDArray a = logP.matMul(k).addi(b);
					out.set(a.softmax(1).matMul(y).toDoubleArray(), n);
				}
			}
		}
		return result;
	}

	/** The classes of a map side by side, pixel after pixel. */
	private static final class Iterators {

		private final Cursor<FloatType>[] channels;

		@SuppressWarnings("unchecked")
		Iterators(final ProbabilityMap map) {
			channels = new Cursor[map.numClasses()];
			for (int c = 0; c < channels.length; c++)
				channels[c] = Views.flatIterable(map.channel(c)).cursor();
		}

		double[] logs(final int n) {
			final double[] values = new double[n * channels.length];
			for (int i = 0; i < values.length; i++)
				values[i] = Math.max(KernelRecalibration.LEAST_LOG, Math.log(Math.max(0f, channels[i % channels.length]
					.next().get())));
			return values;
		}

		void set(final double[] values, final int n) {
			for (int i = 0; i < n * channels.length; i++)
				channels[i % channels.length].next().set((float) values[i]);
		}
	}
}
