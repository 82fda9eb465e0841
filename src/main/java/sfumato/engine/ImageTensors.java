package sfumato.engine;

import java.nio.FloatBuffer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import sfumato.engine.checkpoint.Tensor;
import sfumato.text.UserException;

/**
 * Converts images to tensors and back. An image (X, Y, C) and a tensor (C, H, W) hold their values in the same order: the sizes are
 * reversed, no value moves.
 */
public final class ImageTensors {

	private ImageTensors() {}

	/**
	 * A tensor of an image.
	 *
	 * @param manager owns the tensor
	 * @param image (X, Y, C); any view, and converted or extended images too
	 * @return (1, C, H, W)
	 */
	public static NDArray toTensor(final NDManager manager, final RandomAccessibleInterval<FloatType> image) {
		if (image.numDimensions() != 3) throw new UserException(EngineMessages.tensorOfImage(image.numDimensions()));
		final long[] min = image.minAsLongArray();
		final int[] size = new int[3];
		long n = 1;
		for (int d = 0; d < 3; d++) {
			size[d] = Math.toIntExact(image.dimension(d));
			n *= size[d];
		}
		if (n > Integer.MAX_VALUE / Float.BYTES) throw new UserException(EngineMessages.imageTooLarge(size[0], size[1], size[2]));
		final float[] values = new float[(int) n];
		PrimitiveBlocks.of(image).copy(min, values, size);
		return toTensor(manager, FloatBuffer.wrap(values), 1, size[2], size[1], size[0]);
	}

	/**
	 * A tensor of values in order, e.g. of a batch that a loader has assembled.
	 *
	 * @param manager owns the tensor
	 * @param values from position to limit, as many as the product of the shape; copied, so that a loader can fill the same
	 *          buffer again at once
	 * @param shape the slowest size first
	 */
	public static NDArray toTensor(final NDManager manager, final FloatBuffer values, final long... shape) {
		if (values.remaining() != Tensor.size(shape)) throw new
			UserException(EngineMessages.tensorLength(java.util.Arrays.toString(shape), values.remaining()));
		return manager.create(values.duplicate(), new Shape(shape), DataType.FLOAT32); // create moves the position
	}

	/**
	 * An image of a tensor; the values are copied.
	 *
	 * @param tensor (C, H, W) or (1, C, H, W), 32-bit
	 * @return (X, Y, C)
	 */
	public static ArrayImg<FloatType, FloatArray> toImage(final NDArray tensor) {
		final long[] shape = tensor.getShape().getShape();
		final int first = shape.length - 3;
		if (first < 0 || first > 1 || first == 1 && shape[0] != 1) throw new UserException(
			EngineMessages.imageOfTensor(tensor.getShape()));
		return ArrayImgs.floats(tensor.toFloatArray(), shape[first + 2], shape[first + 1], shape[first]);
	}
}
