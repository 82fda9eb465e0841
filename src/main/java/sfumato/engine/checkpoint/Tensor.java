package sfumato.engine.checkpoint;

import java.util.Arrays;

import sfumato.text.UserException;

/**
 * Numbers with a shape, off the engine: what files and checkpoints hold.
 *
 * @param shape row-major sizes, the slowest first; empty for a single number
 * @param values all values, as many as the product of the shape
 */
public record Tensor(long[] shape, float[] values) {

	public Tensor {
		if (size(shape) != values.length) throw new UserException(CheckpointMessages.tensorLength(Arrays.toString( shape),
			values.length));
	}

	/** Product of the sizes. */
	public static long size(final long[] shape) {
		long n = 1;
		if (Arrays.stream(shape).anyMatch(s -> s == 0)) return 0; // however long the other sides are
		for (final long s : shape)
			n = Math.multiplyExact(n, s);
		return n;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Tensor t && Arrays.equals(shape, t.shape) && Arrays.equals(values, t.values);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
	}

	@Override
	public String toString() {
		return "tensor " + Arrays.toString(shape);
	}
}
