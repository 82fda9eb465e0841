package sfumato.jobs.child;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of 32-bit numbers that one process writes and another one reads, repeatedly from the start. It is open only while it is
 * written or read, so that it can be deleted at any time, on Windows, too.
 */
final class PieceFile {

	private final Path path;
	private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

	PieceFile(final Path path) {
		this.path = path;
	}

	/** A reusable buffer for this number of values, owned by this object. */
	FloatBuffer room(final int values) {
		final int length = values * Float.BYTES;
		if (bytes.capacity() < length) bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
		return bytes.clear().limit(length).order(ByteOrder.nativeOrder()).asFloatBuffer();
	}

	/** Writes what is in {@link #room}. */
	void writeRoom() throws IOException {
		bytes.rewind();
		try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			while (bytes.hasRemaining())
				file.write(bytes);
		}
	}

	/** Writes numbers. */
	void write(final FloatBuffer values) throws IOException {
		room(values.remaining()).put(values);
		writeRoom();
	}

	/** Reads this number of values into {@link #room}. */
	FloatBuffer read(final int values) throws IOException {
		final FloatBuffer room = room(values);
		try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
			while (bytes.hasRemaining())
				if (file.read(bytes) < 0) throw new EOFException(ChildMessages.endsEarly(path));
		}
		return room;
	}
}
