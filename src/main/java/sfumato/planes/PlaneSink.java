package sfumato.planes;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Where probabilities, or what is made of them, go in pieces: each piece once, planes one after the other, rows ascending in each.
 * How many classes there are, and how large the planes are, the sink knows from who made it.
 * <p>
 * Written by one thread at a time, which need not be the one that predicts, and may be written to while the
 * {@link PlaneSource} is being read.
 */
@FunctionalInterface
public interface PlaneSink {

	/**
	 * Takes some rows of one plane.
	 *
	 * @param plane 0 … planes − 1
	 * @param firstRow of these rows
	 * @param rows at least 1
	 * @param probabilities classes x rows x width values (K, rows, W) from position to limit; not kept
	 * @throws IOException if they cannot be kept; the prediction then ends
	 */
	void write(long plane, int firstRow, int rows, FloatBuffer probabilities) throws IOException;

	/** A sink that forwards everything to several sinks. */
	static PlaneSink all(final List<PlaneSink> sinks) {
		return (plane, firstRow, rows, probabilities) -> {
			for (final PlaneSink sink : sinks)
				sink.write(plane, firstRow, rows, probabilities.duplicate());
		};
	}
}
