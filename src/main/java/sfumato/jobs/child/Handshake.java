package sfumato.jobs.child;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Identifies the child among the connecting processes. Every program of the machine can connect to the loopback address, so each
 * connection is read on a thread of its own, as many bytes as the greeting has and for a few seconds at most. A silent, invalid or
 * broken connection is dropped and does not delay others.
 */
final class Handshake {

	/** A connection that is known to be the child's, and the reader that has read its greeting. */
	record Greeted(Socket socket, LimitedLines lines) {}

	/** The time limit for the greeting of a connection. */
	static final int GREETING_MILLIS = 5000;
	/** How many connections are read at a time; the oldest makes room for the next. */
	static final int MOST_CONNECTIONS = 64;
	private static final int POLL_MILLIS = 200;

	private final byte[] greeting;
	private final CompletableFuture<Greeted> found = new CompletableFuture<>();
	private final Deque<Socket> waiting = new ArrayDeque<>();

	/** @param greeting the line that only the child knows */
	Handshake(final String greeting) {
		this.greeting = greeting.getBytes(StandardCharsets.UTF_8);
	}

	/** Whether there is any sense in waiting longer. */
	@FunctionalInterface
	interface Patience {

		void check() throws IOException;
	}

	/**
	 * Waits for the child.
	 *
	 * @param patience is asked several times in a second, and throws an exception when the child cannot come any more
	 */
	Greeted await(final ServerSocket server, final Patience patience) throws IOException {
		server.setSoTimeout(POLL_MILLIS);
		try {
			while (!found.isDone()) {
				patience.check();
				try {
					listen(server.accept());
				}
				catch (final SocketTimeoutException e) {
					// look whether it still lives
				}
			}
			return found.join();
		}
		finally {
			found.cancel(false);
			closeAll();
		}
	}

	private void listen(final Socket candidate) throws IOException {
		synchronized (waiting) {
			if (waiting.size() == MOST_CONNECTIONS) close(waiting.removeFirst());
			waiting.addLast(candidate);
		}
		final Thread thread = new Thread(() -> greet(candidate), "Sfumato greeting");
		thread.setDaemon(true);
		thread.start();
	}

	private void greet(final Socket candidate) {
		boolean child = false;
		try {
			final LimitedLines lines = new LimitedLines(new Deadline(candidate), LimitedLines.MESSAGE, LimitedLines.TooLong.REFUSE);
			final String line = lines.next(greeting.length);
			child = line != null && MessageDigest.isEqual(greeting, line.getBytes(StandardCharsets.UTF_8));
			if (!child) return;
			candidate.setSoTimeout(0);
			candidate.setTcpNoDelay(true);
			synchronized (waiting) {
				waiting.remove(candidate);
			}
			child = found.complete(new Greeted(candidate, lines));
		}
		catch (final IOException e) {
			child = false; // whoever it was has gone, or is too slow
		}
		finally {
			if (!child) {
				synchronized (waiting) {
					waiting.remove(candidate);
				}
				close(candidate);
			}
		}
	}

	private void closeAll() {
		synchronized (waiting) {
			waiting.forEach(Handshake::close);
			waiting.clear();
		}
	}

	private static void close(final Socket socket) {
		try {
			socket.close();
		}
		catch (final IOException e) {
			// then it is closed
		}
	}

	/** Bytes of a connection, until some seconds after it was made; after the greeting as long as it lasts. */
	private final class Deadline extends InputStream {

		private final Socket socket;
		private final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GREETING_MILLIS);

		Deadline(final Socket socket) {
			this.socket = socket;
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(final byte[] into, final int offset, final int length) throws IOException {
			if (!found.isDone()) {
				final long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				if (left <= 0) throw new SocketTimeoutException();
				socket.setSoTimeout((int) left);
			}
			return socket.getInputStream().read(into, offset, length);
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}
}
