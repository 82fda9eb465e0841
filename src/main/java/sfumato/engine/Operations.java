package sfumato.engine;

import java.util.List;
import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.Operation;

/** Implements the operations of a network graph with tensors. Results belong to the manager of the batch. */
final class Operations {

	private final Parameters parameters;
	private final Mode mode;
	private final NDManager manager;

	Operations(final Parameters parameters, final Mode mode, final NDManager manager) {
		this.parameters = parameters;
		this.mode = mode;
		this.manager = manager;
	}

	NDArray run(final Node node, final List<NDArray> in) {
		final PtNDArray x = (PtNDArray) in.get(0);
		final Operation operation = node.operation();
		if (operation instanceof Operation.Convolution o) return convolution(node.name(), o, x);
		if (operation instanceof Operation.BatchNormalization o) return batchNormalization(node.name(), o, x);
		if (operation instanceof Operation.Relu) return JniUtils.relu(x);
		if (operation instanceof Operation.Relu6) return JniUtils.clip(x, 0, 6);
		if (operation instanceof Operation.Silu) return silu(x);
		if (operation instanceof Operation.Sigmoid) return JniUtils.sigmoid(x);
		if (operation instanceof Operation.Multiply) return x.mul(in.get(1));
		if (operation instanceof Operation.GlobalAveragePool) return JniUtils.adaptiveAvgPool(x, square(1));
		if (operation instanceof Operation.Add) return x.add(in.get(1));
		if (operation instanceof Operation.Concatenate) return JniUtils.cat(in.toArray(PtNDArray[]::new), 1);
		if (operation instanceof Operation.MaxPool o) return JniUtils.maxPool(x, square(o.kernel()), square(o.stride()),
			square(o.padding()), false);
		if (operation instanceof Operation.AveragePool o) return averagePool(o, x);
		if (operation instanceof Operation.Enlarge o) return resize(x, x.getShape().get(2) * o.factor(), x.getShape().get(
			3) * o.factor());
		if (operation instanceof Operation.ResizeLike) return resize(x, in.get(1).getShape().get(2), in.get(1).getShape()
			.get(3));
		if (operation instanceof Operation.Dropout o) return dropout(o.rate(), x);
		throw new IllegalStateException("No tensor form of " + operation);
	}

	private PtNDArray parameter(final String node, final String name) {
		return (PtNDArray) parameters.get(node + "." + name);
	}

	private static Shape square(final int side) {
		return new Shape(side, side);
	}

	private NDArray convolution(final String name, final Operation.Convolution o, final PtNDArray x) {
		return JniUtils.convolution(x, parameter(name, "weight"), o.bias() ? parameter(name, "bias") : null, square(o
			.stride()), square(o.padding()), square(o.dilation()), o.groups());
	}

	/** The SiLU activation x · sigmoid(x); the library's own implementation allocates a third image. */
	private static NDArray silu(final PtNDArray x) {
		try (PtNDArray gate = JniUtils.sigmoid(x)) {
			return x.mul(gate);
		}
	}

	private NDArray batchNormalization(final String name, final Operation.BatchNormalization o, final PtNDArray x) {
		return JniUtils.batchNorm(x, parameter(name, "running_mean"), parameter(name, "running_var"), parameter(name,
			"weight"), parameter(name, "bias"), mode.training(), o.momentum(), o.epsilon());
	}

	private static NDArray averagePool(final Operation.AveragePool o, final PtNDArray x) {
		if (o.stride() > 1) return JniUtils.avgPool(x, square(o.kernel()), square(o.stride()), square(0), true, false);
		final int more = o.kernel() - 1;
		try (PtNDArray padded = JniUtils.pad(x, new long[] { 0, more, 0, more }, 0)) {
			return JniUtils.avgPool(padded, square(o.kernel()), square(1), square(0), false, true);
		}
	}

	/**
	 * Bilinear interpolation is linear along each axis, so it is two matrix products. The library's own resizing through DJL
	 * smooths before it resizes, and on a GPU its gradient changes from run to run.
	 */
	private NDArray resize(final PtNDArray x, final long height, final long width) {
		final NDArray rows = matrix(x.getShape().get(2), height, false);
		final NDArray columns = matrix(x.getShape().get(3), width, true);
		try (NDArray wide = x.matMul(columns)) {
			final NDArray result = rows.matMul(wide);
			result.attach(manager); // the product belongs to its first operand's manager, which lives too long
			return result;
		}
	}

	private NDArray matrix(final long in, final long out, final boolean transposed) {
		return parameters.constant(in + (transposed ? " columns to " : " rows to ") + out, transposed ? new long[] { in, out }
			: new long[] { out, in }, () -> Bilinear.matrix(Math.toIntExact(in), Math.toIntExact(out), transposed));
	}

	private NDArray dropout(final double rate, final PtNDArray x) {
		// not closed here: the backward pass reads it, in memory that is Java's
		return x.mul(mask(rate, x.getShape().get(0), x.getShape().get(1), x.getManager(), mode));
	}

	/**
	 * The dropout mask, (n, channels, 1, 1). It comes from Java's generator, which a checkpoint can
	 * restore, and not from the library's.
	 */
	static NDArray mask(final double rate, final long n, final long channels, final NDManager manager, final Mode mode) {
		final RandomGenerator random = mode.random();
		final float[] mask = new float[Math.toIntExact(n * channels)];
		for (int i = 0; i < mask.length; i++)
			mask[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
		return manager.create(mask, new Shape(n, channels, 1, 1));
	}
}
