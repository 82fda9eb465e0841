package sfumato.engine.counting;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.ModuleMethods;

import net.imglib2.parallel.Parallelization;

import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.engine.TensorDevice;
import sfumato.engine.TorchScript;
import sfumato.labels.Comparison;
import sfumato.metrics.ConfusionMatrix;
import sfumato.progress.Progress;

/**
 * Counts on the device for overlap metrics and the expected calibration error: pixels per pair of predicted and true class, and pixels
 * per confidence bin. All sums are of whole numbers in 64 bits, so that they equal those of the processor ({@link ConfusionMatrix},
 * {@link ReliabilityDiagram}), whatever the device adds first.
 */
public final class ComparisonTensors {

	/** The sum of confidences is kept as (upper · 2²⁴ + lower) · 2⁻⁴⁷, as one number would overflow after 2¹⁶ pixels. */
	private static final String SOURCE = """
		  def labels(self, p: Tensor, r: Tensor) -> Tensor:
		    k = torch.size(p, 0)
		    row = torch.mul(torch.argmax(r, 0, False), k)
		    return torch.bincount(torch.add(row, torch.argmax(p, 0, False), alpha=1), None, torch.mul(k, k))

		  def confidences(self, p: Tensor, r: Tensor, edges: Tensor, foreground: bool) -> List[Tensor]:
		    bins = torch.sub(torch.size(edges, 0), 1)
		    real = torch.argmax(r, 0, False)
		    if foreground:
		      others = torch.to(torch.select(p, 0, 1), 7, False, False, None)
		      for i in range(torch.sub(torch.size(p, 0), 2)):
		        others = torch.add(others, torch.to(torch.select(p, 0, torch.add(i, 2)), 7, False, False, None), alpha=1)
		      f = torch.to(torch.clamp_max(others, 1.), 6, False, False, None)
		      hit = torch.gt(real, 0)
		    else:
		      f = torch.amax(p, [0], False)
		      hit = torch.eq(torch.argmax(p, 0, False), real)
		    upper = torch.bucketize(f, edges, out_int32=False, right=True)
		    bin = torch.clamp(torch.sub(upper, 1, alpha=1), 0, torch.sub(bins, 1))
		    scaled = torch.add(torch.mul(torch.to(f, 7, False, False, None), 140737488355328.), 0.5, alpha=1)
		    whole = torch.to(scaled, 4, False, False, None)
		    high = torch.floor_divide(whole, 16777216)
		    low = torch.sub(whole, torch.mul(high, 16777216), alpha=1)
		    counts = torch.bincount(bin, None, bins)
		    right = torch.bincount(torch.masked_select(bin, hit), None, bins)
		    none = torch.zeros_like(counts, dtype=None, layout=None, device=None, pin_memory=None, memory_format=None)
		    return [counts, right, torch.index_add(none, 0, bin, high, alpha=1), torch.index_add(none, 0, bin, low, alpha=1)]
		""";

	private ComparisonTensors() {}

	/** As {@link ConfusionMatrix#of(Comparison)}. */
	public static ConfusionMatrix labels(final Comparison images, final TensorDevice device, final Progress progress) {
		final int k = images.numClasses();
		final long[][] sums = sums(images, device, progress, "Counting pixels", 1, (run, p, r) -> {
			try (IValue result = run.call("labels", p, r)) {
				return new long[][] { result.toTensor(run.manager()).toLongArray() };
			}
		});
		final long[][] counts = new long[k][];
		Arrays.setAll(counts, row -> Arrays.copyOfRange(sums[0], row * k, (row + 1) * k));
		return ConfusionMatrix.of(counts);
	}

	/**
	 * As {@link ExpectedCalibrationError#diagram} of one image, with bins of equal width.
	 *
	 * @param of what a probability is held to
	 */
	public static ReliabilityDiagram confidences(final Comparison images, final ExpectedCalibrationError.Of of, final int bins,
		final TensorDevice device, final Progress progress)
	{
		final float[] edges = ReliabilityDiagram.equalWidth(bins);
		final long[][] sums = sums(images, device, progress, "Counting confidences", 4, (run, p, r) -> {
			final PtNDArray e = (PtNDArray) run.manager().create(edges);
			try (IValue result = run.call("confidences", p, r, IValue.from(e), IValue.from(
				of == ExpectedCalibrationError.Of.FOREGROUND)))
			{
				return Arrays.stream(result.toTensorArray(run.manager())).map(NDArray::toLongArray).toArray(long[][]::new);
			}
		});
		return ReliabilityDiagram.ofSums(sums[0], sums[1], sums[2], sums[3]);
	}

	/** The functions above, and where a piece of the images is. */
	private record Run(PtSymbolBlock module, PtNDManager manager) {

		IValue call(final String name, final IValue... arguments) {
			return ModuleMethods.run(module, name, arguments);
		}
	}

	private interface Counting {

		/** Sums over pixels (K, n) of both maps. */
		long[][] of(Run run, IValue prediction, IValue reference);
	}

	private static long[][] sums(final Comparison images, final TensorDevice device, final Progress progress, final String message,
		final int number, final Counting counting)
	{
		final int k = images.numClasses();
		final long all = Arrays.stream(images.prediction().spatialDimensions()).reduce(1, (a, b) -> a * b);
		final long[][] sums = new long[number][];
		try (NDManager manager = device.newManager()) {
			final PtSymbolBlock module = TorchScript.compile(manager, SOURCE);
			final long[] done = { 0 };
			// on this thread: the engine belongs to it
			Parallelization.runSingleThreaded(() -> images.map((p, r, n) -> {
				progress.checkCanceled();
				progress.update((double) (done[0] += n) / all, message);
				if (n == 0) return null;
				try (NDManager piece = manager.newSubManager()) {
					final Shape shape = new Shape(k, n);
					final long[][] part = counting.of(new Run(module, (PtNDManager) piece), IValue.from((PtNDArray) piece.create(p, shape)),
						IValue.from((PtNDArray) piece.create(r, shape)));
					for (int i = 0; i < number; i++)
						sums[i] = sums[i] == null ? part[i] : plus(sums[i], part[i]);
				}
				return null;
			}));
		}
		return sums;
	}

	private static long[] plus(final long[] a, final long[] b) {
		final long[] sum = new long[a.length];
		Arrays.setAll(sum, i -> a[i] + b[i]);
		return sum;
	}
}
