package sfumato.jobs.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import sfumato.prediction.PlaneSink;
import sfumato.prediction.PlaneSource;

/**
 * Images that stay with the parent: what the child knows of them, and how pieces of them come and go. A piece is the beginning of
 * a file that both map, so that it is copied once on each side and never into the heap.
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

		News withNumber(long number);
	}

	private Planes() {}

	/** What is said where something only goes from the parent to the child. */
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
				final News.Piece piece = scratch.piece((long) s.channels() * rows * s.width());
				parent.ask(number -> new News.Read(number, s.number(), plane, firstRow, rows, piece));
				into.put(scratch.values());
			}
		};
	}

	/** The child's end of a sink. */
	static PlaneSink sink(final Sink s, final PixelFiles files, final Parent parent) {
		final Scratch scratch = new Scratch(files);
		return (plane, firstRow, rows, probabilities) -> {
			final News.Piece piece = scratch.piece(probabilities.remaining());
			scratch.values().put(probabilities.duplicate());
			parent.ask(number -> new News.Write(number, s.number(), plane, firstRow, rows, piece));
		};
	}

	/** Maps the file of a piece that the other side has made. */
	static FloatBuffer map(final Path file, final int capacity) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			return channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) capacity * Float.BYTES).order(ByteOrder.nativeOrder())
				.asFloatBuffer();
		}
	}

	/** A file for pieces of one image, as long as the longest so far. */
	private static final class Scratch {

		private static final int ZEROS = 1 << 20;

		private final PixelFiles files;
		private News.Piece piece = new News.Piece("", 0, 0);
		private FloatBuffer mapped = FloatBuffer.allocate(0);

		Scratch(final PixelFiles files) {
			this.files = files;
		}

		News.Piece piece(final long values) throws IOException {
			if (values > Integer.MAX_VALUE / Float.BYTES) throw new IOException("A piece of an image with " + values +
				" values is too large for one file; choose a smaller tile.");
			if (values > piece.capacity()) make((int) values);
			piece = new News.Piece(piece.file(), piece.capacity(), (int) values);
			return piece;
		}

		FloatBuffer values() {
			return mapped.duplicate().clear().limit(piece.values());
		}

		/** Its bytes are written, because a file that only claims to be long may turn out not to fit on the disk when it is used. */
		private void make(final int capacity) throws IOException {
			final String name = files.newName();
			final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
			try (FileChannel file = FileChannel.open(files.path(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
				for (long left = (long) capacity * Float.BYTES; left > 0;)
					left -= file.write(zeros.clear().limit((int) Math.min(ZEROS, left)));
			}
			mapped = map(files.path(name), capacity);
			if (piece.capacity() > 0) Files.deleteIfExists(files.path(piece.file()));
			piece = new News.Piece(name, capacity, 0);
		}
	}
}
