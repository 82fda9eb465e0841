package sfumato.engine.counting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import sfumato.recalibration.KernelRecalibration;
import sfumato.text.UserException;

/**
 * The tensor form of a {@link KernelRecalibration}: matrix products on the device,
 *
 * <pre>
 * A = max(ln P, −50) · exponentsᵀ + offsets      (pixels, keys): logarithm of kernel times weight
 * P' = softmax of A over the keys · targets      (pixels, classes)
 * </pre>
 *
 * The largest value of each row is subtracted before the exponential, so that nothing under- or overflows and every row is a
 * distribution. A is 64-bit, because it reaches thousands at small bandwidths; what is left after the subtraction is between
 * 0 and 1 and 32-bit, whose exponential is several times faster. Pixels are taken in pieces, so that memory does not grow
 * with their number. It belongs to the thread that made it.
 */
public final class KernelTensors implements AutoCloseable {

	/** The number of pixels times keys per block: 16 MB in 64-bit and 8 MB in 32-bit numbers, which fits caches. */
	private static final int PIECE = 2 << 20;
	/** Added to the logarithm of what is not to count. */
	private static final double NOTHING = -1e30;

	private final NDManager constants;
	private final int keys;
	/** (C, keys). */
	private final NDArray exponents;
	/** (1, keys). */
	private final NDArray offsets;
	/** (keys, C), 32-bit. */
	private final NDArray targets;

	/** @param manager on the device; frees what this holds at the latest */
	public KernelTensors(final KernelRecalibration kernel, final NDManager manager) {
		keys = kernel.numKeys();
		final int c = kernel.numClasses();
		constants = manager.newSubManager();
		exponents = constants.create(kernel.exponents(), new Shape(keys, c)).transpose();
		offsets = constants.create(kernel.offsets(), new Shape(1, keys));
		targets = constants.create(kernel.targets(), new Shape(keys, c)).toType(DataType.FLOAT64, true);
	}

	/** How many pixels are computed at a time. */
	public int pixelsAtATime() {
		return Math.max(1, PIECE / keys);
	}

	/**
	 * Moves pixels.
	 *
	 * @param logProbabilities (pixels, C), 32- or 64-bit
	 * @return (pixels, C), 32-bit distributions, in the manager of the argument
	 */
	public NDArray apply(final NDArray logProbabilities) {
		final NDManager manager = logProbabilities.getManager();
		final long pixels = logProbabilities.getShape().get(0);
		final NDList parts = new NDList();
		for (long first = 0; first < pixels; first += pixelsAtATime())
			try (NDManager step = manager.newSubManager()) {
				final NDArray a = logKernel(step, logProbabilities, first, Math.min(pixels, first + pixelsAtATime()));
				final NDArray part = mean(a);
				part.attach(manager);
				parts.add(part);
			}
		return join(parts);
	}

	/**
	 * The leave-one-out prediction of each key from all other keys. As in a histogram that leaves out the pixel it is asked about, a key's
	 * own target then says nothing about it.
	 *
	 * @param logProbabilities (keys, C) of the keys in their order; there must be at least two
	 * @return (keys, C), 32-bit distributions, in the manager of the argument
	 */
	public NDArray leaveOneOut(final NDArray logProbabilities) {
		if (keys < 2) throw new UserException(CountingMessages.oneKey());
		final NDManager manager = logProbabilities.getManager();
		final NDList parts = new NDList();
		for (int first = 0; first < keys; first += pixelsAtATime())
			try (NDManager step = manager.newSubManager()) {
				final int n = Math.min(pixelsAtATime(), keys - first);
				final NDArray a = logKernel(step, logProbabilities, first, first + n);
				final NDArray itself = step.arange(first, first + n).reshape(n, 1).eq(step.arange(keys).reshape(1, keys));
				final NDArray part = mean(a.addi(itself.toType(DataType.FLOAT64, false).muli(NOTHING)));
				part.attach(manager);
				parts.add(part);
			}
		return join(parts);
	}

	/** A for some of the pixels, in the manager given. */
	private NDArray logKernel(final NDManager step, final NDArray logProbabilities, final long first, final long end) {
		final NDArray rows = logProbabilities.get(step, new NDIndex().addSliceDim(first, end));
		return rows.toType(DataType.FLOAT64, false).maximum(KernelRecalibration.LEAST_LOG).matMul(exponents).addi(offsets);
	}

	/** The targets' mean with weights exp(a); a is used up. */
	private NDArray mean(final NDArray a) {
		final NDArray weights = a.subi(a.max(new int[] { 1 }, true)).toType(DataType.FLOAT32, false).exp();
		// 32 bits hold a weight, but not the sum of a hundred thousand of them to six digits
		final NDArray sums = weights.toType(DataType.FLOAT64, false).matMul(targets);
		return sums.divi(sums.sum(new int[] { 1 }, true)).toType(DataType.FLOAT32, false);
	}

	private static NDArray join(final NDList parts) {
		if (parts.size() == 1) return parts.get(0);
		final NDArray whole = NDArrays.concat(parts);
		parts.close();
		return whole;
	}

	/** Frees what it holds. */
	@Override
	public void close() {
		constants.close();
	}
}
