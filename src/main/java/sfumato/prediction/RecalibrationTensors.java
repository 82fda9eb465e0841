package sfumato.prediction;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.engine.counting.KernelTensors;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;
import sfumato.recalibration.KernelRecalibration;
import sfumato.recalibration.Recalibration;
import sfumato.recalibration.RecalibrationMessages;
import sfumato.text.UserException;

/**
 * Applies recalibrations on the tensor engine's device where there is a tensor implementation, else on the CPU. Both forms of the
 * kernel one give the same map.
 */
final class RecalibrationTensors {

	private RecalibrationTensors() {}

	static ProbabilityMap apply(final Recalibration recalibration, final ProbabilityMap map, final NDManager manager,
		final Progress progress)
	{
		// two classes move along a curve, which no device is needed for
		return recalibration instanceof KernelRecalibration kernel && kernel.numClasses() > 2 ? apply(kernel, map, manager,
			progress) : recalibration.apply(map);
	}

	private static ProbabilityMap apply(final KernelRecalibration kernel, final ProbabilityMap map, final NDManager manager,
		final Progress progress)
	{
		final int c = map.numClasses();
		if (c != kernel.numClasses()) throw new UserException(RecalibrationMessages.mapClasses(kernel.numClasses(), c));
		final ProbabilityMap result = ProbabilityMap.zeros(map.spatialDimensions(), map.classes());
		final long pixels = map.numPixels();
		final Iterators in = new Iterators(map), out = new Iterators(result);
		try (KernelTensors tensors = new KernelTensors(kernel, manager)) {
			final int chunk = tensors.pixelsAtATime();
			for (long first = 0; first < pixels; first += chunk) {
				progress.checkCanceled();
				progress.update((double) first / pixels, PredictionMessages.recalibrating());
				final int n = (int) Math.min(chunk, pixels - first);
				try (NDManager step = manager.newSubManager()) {
					out.set(tensors.apply(step.create(in.logs(n), new Shape(n, c))).toFloatArray(), n);
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
				values[i] = Math.log(Math.max(0f, channels[i % channels.length].next().get()));
			return values;
		}

		void set(final float[] values, final int n) {
			for (int i = 0; i < n * channels.length; i++)
				channels[i % channels.length].next().set(values[i]);
		}
	}
}
