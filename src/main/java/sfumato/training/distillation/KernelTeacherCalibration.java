package sfumato.training.distillation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import sfumato.engine.counting.KernelTensors;
import sfumato.methods.Configured;
import sfumato.recalibration.KernelRecalibration;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Kernel density estimation on the very crop, {@code kde(bandwidth: 0.01, keys: 1000, sampling: BALANCED, width: 3, self:
 * true)}: where the teacher is wrong or at a boundary, its probabilities become the targets of <em>key</em> pixels of the same
 * crop with similar probabilities, averaged as {@link KernelRecalibration} does.
 *
 * <pre>
 * P'(q) = Σ_k K(q; k) target(k) / Σ_k K(q; k)    where arg max P(q) ≠ label(q), or q is at a boundary between labels
 * P'(q) = P(q)                                   elsewhere
 * </pre>
 *
 * The label is the most probable class of the target. Keys are drawn without replacement among the pixels of each class that
 * count. Each head has its own probabilities of the keys; which pixels are moved, the main head says. Other than
 * {@link sfumato.recalibration.KernelRecalibrator} keys are not weighted back to the frequencies of their classes.
 * <p>
 * Source: the authors' code for the Dice-semimetric-loss paper (MICCAI 2023), computed with logarithms, where it does not
 * underflow. The numbers they used are not published.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.1f, 0.1f, 0.1f, 0.9f, 0.9f, 0.9f, 0.9f }, new Shape(1, 2, 1, 4));
 * NDArray y = manager.create(new float[] { 0, 0, 0, 1, 1, 1, 1, 0 }, new Shape(1, 2, 1, 4)), mask = manager.ones(new Shape(1, 1, 1, 4));
 * new KernelTeacherCalibration().apply(Map.of("main", p.log()), y, mask, 0).get("main") // [0.1, 0.1, 0.25, 0.25, 0.9, 0.9, 0.75, 0.75]
 * }</pre>
 */
@Plugin(type = TeacherCalibration.class, name = "kde",
	description = "Kernel calibration of the teacher in each crop: averages labels of pixels with similar teacher probabilities, at wrong" +
		" or boundary pixels.")
public final class KernelTeacherCalibration extends Configured<KernelTeacherCalibration.Options> implements TeacherCalibration {

	/** How many keys a class gets. */
	public enum Sampling {
		/** Every class of the crop as many, if it has so many pixels. */
		BALANCED,
		/** As many as its share of the crop's pixels asks for. */
		PROPORTIONAL
	}

	/**
	 * @param bandwidth h of the kernel, from 10⁻⁶ to 1: small follows the labels closely, large smooths
	 * @param keys about how many per crop, from 2 to 100 000; time grows with them
	 * @param sampling how many a class gets
	 * @param width the side of the window in pixels that says where boundaries are: odd, at least 3
	 * @param self whether a pixel that is a key is asked about with itself among the keys, as in the authors' code
	 */
	public record Options(double bandwidth, int keys, Sampling sampling, int width, boolean self) {

		public Options {
			if (!(bandwidth >= 1e-6 && bandwidth <= 1)) throw new UserException(WrongValue.message("bandwidth", bandwidth,
				"between 1e-6 and 1 (0.01 is a good start)"));
			if (keys < 2 || keys > 100_000) throw new UserException(WrongValue.message("keys", keys, "between 2 and 100000"));
			if (sampling == null) throw new UserException(DistillationMessages.samplingMissing());
			if (width < 3 || width % 2 == 0) throw new UserException(WrongValue.message("width", width, "an odd number of " +
				"pixels, at least 3"));
		}

		public Options() {
			this(0.01, 1000, Sampling.BALANCED, 3, true);
		}
	}

	public KernelTeacherCalibration() {
		this(new Options());
	}

	public KernelTeacherCalibration(final Options options) {
		super(options);
	}

	@Override
	public boolean needsLabels() {
		return true;
	}

	@Override
	public Map<String, NDArray> apply(final Map<String, NDArray> logProbabilities, final NDArray target,
		final NDArray mask, final long seed)
	{
		final Shape shape = target.getShape();
		final int images = (int) shape.get(0), h = (int) shape.get(2), w = (int) shape.get(3);
		final KernelKeys[] keys = new KernelKeys[images];
		try (NDManager step = target.getManager().newSubManager()) {
			final int[] labels = classes(step, target), predicted = classes(step, logProbabilities.get("main"));
			final float[] counts = rows(step, mask).toFloatArray();
			for (int i = 0; i < labels.length; i++)
				if (counts[i] == 0) labels[i] = -1;
			for (int i = 0; i < images; i++)
				keys[i] = KernelKeys.draw(Arrays.copyOfRange(labels, i * h * w, (i + 1) * h * w), Arrays.copyOfRange(predicted, i *
					h * w, (i + 1) * h * w), w, h, options, seed + i);
			final NDArray targets = rows(step, target);
			final Map<String, NDArray> probabilities = new LinkedHashMap<>();
			logProbabilities.forEach((head, log) -> {
				final NDArray moved = recalibrate(rows(step, log), targets, keys, h * w).reshape(images, h, w, shape.get(1)).transpose(0,
					3, 1, 2);
				moved.attach(log.getManager());
				probabilities.put(head, moved);
			});
			return probabilities;
		}
	}

	/** The most probable class of every pixel. */
	private static int[] classes(final NDManager step, final NDArray values) {
		final NDArray classes = values.argMax(1);
		classes.attach(step);
		return classes.toType(DataType.INT32, false).toIntArray();
	}

	/** (N, C, H, W) as one row per pixel. */
	private static NDArray rows(final NDManager step, final NDArray values) {
		final NDArray rows = values.transpose(0, 2, 3, 1);
		rows.attach(step);
		return rows.reshape(-1, values.getShape().get(1)).toType(DataType.FLOAT32, false);
	}

	/**
	 * @param logs one row per pixel of all images
	 * @param targets of the same shape
	 * @return probabilities of the same shape
	 */
	private NDArray recalibrate(final NDArray logs, final NDArray targets, final KernelKeys[] images, final int pixels) {
		final NDManager step = logs.getManager();
		final NDList sources = new NDList(logs.exp());
		final long[] source = new long[images.length * pixels];
		Arrays.setAll(source, i -> i);
		long next = source.length;
		for (int i = 0; i < images.length; i++) {
			final KernelKeys image = images[i];
			if (image.moved().length + image.left().length == 0) continue;
			final int first = i * pixels;
			final NDArray keys = gather(logs, first, image.keys());
			try (KernelTensors kernel = new KernelTensors(new KernelRecalibration(options.bandwidth(), (int) logs.getShape()
				.get(1), keys.exp().toFloatArray(), gather(targets, first, image.keys()).toFloatArray(), new float[image
					.keys().length]), step)) {
				if (image.moved().length > 0) {
					sources.add(kernel.apply(gather(logs, first, image.moved())));
					for (final int pixel : image.moved())
						source[first + pixel] = next++;
				}
				if (image.left().length > 0) {
					sources.add(kernel.leaveOneOut(keys));
					for (final int key : image.left())
						source[first + image.keys()[key]] = next + key;
					next += image.keys().length;
				}
			}
		}
		return sources.size() == 1 ? sources.get(0) : take(NDArrays.concat(sources), source);
	}

	private static NDArray gather(final NDArray rows, final int first, final int[] pixels) {
		return take(rows, IntStream.of(pixels).mapToLong(p -> first + p).toArray());
	}

	private static NDArray take(final NDArray rows, final long[] indices) {
		return rows.get(new NDIndex("{}", rows.getManager().create(indices)));
	}
}
