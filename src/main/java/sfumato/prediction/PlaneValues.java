package sfumato.prediction;

import java.io.IOException;
import java.nio.FloatBuffer;

import sfumato.data.normalization.GreyValues;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * The grey values of a {@link PlaneSource}, read in pieces of a few rows.
 *
 * @param progress is told how far each pass is
 */
public record PlaneValues(PlaneSource source, Progress progress) implements GreyValues {

	/** So many values are in memory at a time, or a row of all channels if that is more. */
	private static final int PIECE = 1 << 18;

	@Override
	public int channels() {
		return source.channels();
	}

	@Override
	public void forEach(final Block block) throws IOException {
		final int width = source.width(), height = source.height();
		final int rows = Math.max(1, Math.min(height, PIECE / (width * channels())));
		for (long plane = 0; plane < source.planes(); plane++) {
			progress.checkCanceled();
			progress.update((double) plane / source.planes(), "Reading grey values");
			for (int y = 0; y < height; y += rows) {
				final int n = Math.min(rows, height - y);
				final float[] values = rows(source, plane, y, n);
				for (int c = 0; c < channels(); c++)
					block.accept(c, c == 0 ? values : java.util.Arrays.copyOfRange(values, c * n * width, (c + 1) * n * width), n *
						width);
			}
		}
	}

	/**
	 * Reads rows.
	 *
	 * @return (C, rows, W)
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	static float[] rows(final PlaneSource source, final long plane, final int firstRow, final int rows) throws IOException {
		final float[] values = new float[Math.multiplyExact(Math.multiplyExact(source.channels(), rows), source.width())];
		source.read(plane, firstRow, rows, FloatBuffer.wrap(values));
		for (int i = 0; i < values.length; i++)
			if (!Float.isFinite(values[i])) throw new UserException("The image has the value " + values[i] + " at (" + i %
				source.width() + ", " + (firstRow + i / source.width() % rows) + (source.planes() > 1 ? ", " + plane : "") + ")" + (source
					.channels() > 1 ? " of channel " + (i / source.width() / rows + 1) : "") +
				"; replace such pixels, for instance by 0, before.");
		return values;
	}
}
