package sfumato.prediction;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Where the raw grey values of an image come from, in pieces, so that no image has to be in memory as a whole, nor in the
 * process that predicts. Slices, and frames of slices, are planes that follow each other.
 * <p>
 * Read by one thread at a time, which need not be the one that predicts; a piece may be asked for several times, and in any
 * order. Everything that crosses the border is numbers, so that it fits through a pipe.
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
	 * @throws IOException in a sentence, if they cannot be read
	 */
	void read(long plane, int firstRow, int rows, FloatBuffer into) throws IOException;
}
