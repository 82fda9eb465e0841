package sfumato.api;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Takes the probabilities of a prediction in pieces: each piece once, planes one after the other, rows ascending in each. A lambda is enough:
 *
 * <pre>{@code
 * sfumato.predict(large, model).into((plane, firstRow, rows, probabilities) -> file.write(probabilities));
 * }</pre>
 *
 * It is called by one thread at a time, which need not be the one that waits for the prediction.
 */
@FunctionalInterface
public interface PlaneWriter {

	/**
	 * Takes some rows of one plane.
	 *
	 * @param plane 0 … planes − 1
	 * @param firstRow of these rows
	 * @param rows at least 1
	 * @param probabilities classes x rows x width values, from position to limit; not to be kept
	 * @throws IOException if they cannot be written; the prediction then ends
	 */
	void write(long plane, int firstRow, int rows, FloatBuffer probabilities) throws IOException;
}
