package sfumato.jobs.child;

import java.io.IOException;
import java.nio.FloatBuffer;

import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;

/**
 * Images that stay in the parent process, and the transfer of their pieces to and from the child. A piece is the beginning of a file
 * that one side writes and the other reads. It is not mapped: Windows deletes no file that anybody maps, and a mapping lasts until the
 * garbage collector happens to find it.
 */
final class Planes {

	/** A {@link PlaneSource} of the parent's. */
	record Source(int number, int width, int height, int channels, long planes) {}

	/** A {@link PlaneSink} of the parent's. */
	record Sink(int number) {}

	/** Asks the parent and waits until it has done what it was asked for. */
	@FunctionalInterface
	interface Parent {

		void ask(Request request) throws IOException;
	}

	/** A question that has got its number. */
	@FunctionalInterface
	interface Request {

		ChildEvent withNumber(long number);
	}

	private Planes() {}

	/** The error for objects that are sent from the parent to the child only. */
	static <T> T oneWay(final Object what) {
		throw new IllegalStateException("Only the parent has images that the other can ask for: " + what);
	}

	/** The child's end of a source. */
	static PlaneSource source(final Source s, final PixelFiles files, final Parent parent) {
		final Scratch scratch = new Scratch(files);
		return new PlaneSource() {

			@Override
			public int width() {
				return s.width();
			}

			@Override
			public int height() {
				return s.height();
			}

			@Override
			public int channels() {
				return s.channels();
			}

			@Override
			public long planes() {
				return s.planes();
			}

			@Override
			public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) throws IOException {
				final ChildEvent.Piece piece = scratch.piece((long) s.channels() * rows * s.width());
				parent.ask(number -> new ChildEvent.Read(number, s.number(), plane, firstRow, rows, piece));
				into.put(scratch.file.read(piece.values()));
			}
		};
	}

	/** The child's end of a sink. */
	static PlaneSink sink(final Sink s, final PixelFiles files, final Parent parent) {
		final Scratch scratch = new Scratch(files);
		return (plane, firstRow, rows, probabilities) -> {
			final ChildEvent.Piece piece = scratch.piece(probabilities.remaining());
			scratch.file.write(probabilities.duplicate());
			parent.ask(number -> new ChildEvent.Write(number, s.number(), plane, firstRow, rows, piece));
		};
	}

	/** The file for pieces of one image. */
	private static final class Scratch {

		private final String name;
		private final PieceFile file;

		Scratch(final PixelFiles files) {
			name = files.newName();
			file = new PieceFile(files.path(name));
		}

		ChildEvent.Piece piece(final long values) throws IOException {
			if (values > Integer.MAX_VALUE / Float.BYTES) throw new IOException(ChildMessages.pieceTooLarge(values));
			return new ChildEvent.Piece(name, (int) values);
		}
	}
}
