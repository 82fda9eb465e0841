package sfumato.engine.counting;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import net.imglib2.Interval;

import sfumato.engine.TensorDevice;
import sfumato.fusion.PatternTable;
import sfumato.labels.HardRaters;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;

/**
 * Fuses raters on the device: the labels of a pixel become a row number, and the row is looked up. Statistics of the whole image are
 * counted on the CPU ({@link PatternTable}). The result equals that of the processor bit by bit.
 */
public final class FusionTensors {

	private FusionTensors() {}

	/**
	 * Fuses raters.
	 *
	 * @param table of the method, for these raters
	 * @return a map of the raters' dimensions and classes, in memory of the processor; NaN where a pixel is unlabelled
	 */
	public static ProbabilityMap fuse(final PatternTable table, final HardRaters raters, final TensorDevice device,
		final Progress progress)
	{
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		final List<Interval> blocks = PixelBlocks.blocks(raters.dimensions());
		try (NDManager manager = device.newManager()) {
			final List<NDArray> rows = new ArrayList<>();
			for (final float[] probabilities : table.probabilities())
				rows.add(manager.create(probabilities));
			for (int b = 0; b < blocks.size(); b++) {
				progress.checkCanceled();
				progress.update((double) b / blocks.size(), CountingMessages.fusing());
				final float[] values = fuse(rows, table.radix(), raters, blocks.get(b), manager);
				table.clearOutside(blocks.get(b), values);
				PixelBlocks.write(values, map, blocks.get(b));
			}
		}
		return raters.mask(map);
	}

	private static float[] fuse(final List<NDArray> rows, final int radix, final HardRaters raters, final Interval block,
		final NDManager device)
	{
		final int n = PixelBlocks.size(block), r = raters.size(), k = raters.numClasses();
		try (NDManager manager = device.newSubManager()) {
			final ByteBuffer bytes = ByteBuffer.allocateDirect(r * n);
			for (int i = 0; i < r; i++)
				bytes.put(PixelBlocks.read(raters.labels(i), block));
			final NDArray labels = manager.create(bytes.rewind(), new Shape(r, n), DataType.UINT8).toType(DataType.INT64, false)
				.minimum(k);
			NDArray row = labels.get(0);
			for (int i = 1; i < r; i++)
				row = row.mul(radix).add(labels.get(i));
			final float[] values = new float[n * k];
			for (int c = 0; c < k; c++)
				System.arraycopy(rows.get(c).take(manager, row).toFloatArray(), 0, values, c * n, n);
			return values;
		}
	}
}
