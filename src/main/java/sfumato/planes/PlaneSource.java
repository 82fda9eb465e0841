package sfumato.planes;

import java.io.IOException;
import java.nio.FloatBuffer;

import sfumato.text.UserException;

/**
 * A source of raw grey values, read in pieces, so that no image has to be in memory as a whole, nor in the process that predicts.
 * Slices, and frames of slices, are consecutive planes.
 * <p>
 * Read by one thread at a time, which need not be the one that predicts; pieces may be read several times, and in any order. All data
 * are numbers, so that they can be sent to another process.
 */
public interface PlaneSource {

	/** Pixels in a row. */
	int width();

	/** Rows in a plane. */
	int height();

	/** Values per pixel: the channels of a network. */
	int channels();

	/** How many planes there are. */
	long planes();

	/**
	 * Reads some rows of one plane.
	 *
	 * @param plane 0 … planes − 1
	 * @param firstRow 0 … height − 1
	 * @param rows at least 1
	 * @param into gets channels x rows x width values (C, rows, W) from its position on, which moves behind them; any kind of
	 *          buffer
	 * @throws IOException if they cannot be read
	 */
	void read(long plane, int firstRow, int rows, FloatBuffer into) throws IOException;

	/**
	 * The same as an array.
	 *
	 * @return (C, rows, W)
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	default float[] finite(final long plane, final int firstRow, final int rows) throws IOException {
		final float[] values = new float[Math.multiplyExact(Math.multiplyExact(channels(), rows), width())];
		read(plane, firstRow, rows, FloatBuffer.wrap(values));
		for (int i = 0; i < values.length; i++)
			if (!Float.isFinite(values[i])) {
				final String position = "(" + i % width() + ", " + (firstRow + i / width() % rows) + (planes() > 1 ? ", " + plane : "") + ")";
				throw new UserException(channels() > 1 ? PlaneMessages.notFinite(values[i], position, i / width() / rows + 1)
					: PlaneMessages.notFinite(values[i], position));
			}
		return values;
	}
}
