package sfumato.prediction;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

import sfumato.planes.PlaneSink;

/**
 * Makes whole planes of what was predicted of a region: all pixels outside of it are background for certain.
 */
public final class RegionSink implements PlaneSink {

	private final PlaneSink target;
	private final PlaneBox box;
	private final IntPredicate inside;
	private final int width, height, classes;

	/**
	 * @param target gets planes of width x height pixels
	 * @param box what was predicted
	 * @param inside whether pixel x + y · box.width of the box belongs to the region, which may have any shape
	 */
	public RegionSink(final PlaneSink target, final PlaneBox box, final IntPredicate inside, final int width,
		final int height, final int classes)
	{
		this.target = target;
		this.box = box;
		this.inside = inside;
		this.width = width;
		this.height = height;
		this.classes = classes;
	}

	@Override
	public void write(final long plane, final int firstRow, final int rows, final FloatBuffer probabilities)
		throws IOException
	{
		if (firstRow == 0) background(plane, 0, box.y());
		final float[] out = empty(rows);
		for (int k = 0; k < classes; k++)
			for (int y = 0; y < rows; y++)
				for (int x = 0; x < box.width(); x++) {
					final float p = probabilities.get();
					if (inside.test(x + (firstRow + y) * box.width())) out[(k * rows + y) * width + box.x() + x] = p;
				}
		target.write(plane, box.y() + firstRow, rows, FloatBuffer.wrap(out));
		final int end = box.y() + box.height();
		if (firstRow + rows == box.height()) background(plane, end, height - end);
	}

	private void background(final long plane, final int firstRow, final int rows) throws IOException {
		final int most = Math.max(1, (1 << 20) / width); // a few rows at a time
		for (int y = 0; y < rows; y += most) {
			final int n = Math.min(most, rows - y);
			target.write(plane, firstRow + y, n, FloatBuffer.wrap(empty(n)));
		}
	}

	private float[] empty(final int rows) {
		final float[] p = new float[classes * rows * width];
		Arrays.fill(p, 0, rows * width, 1);
		return p;
	}
}
