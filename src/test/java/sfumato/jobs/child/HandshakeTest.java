package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;


/** Programs of other people can connect to the port that the child is expected at; they neither delay nor fill this process. */
class HandshakeTest {

	private static final String GREETING = "{\"hello\": \"0123456789abcdef\"}";

	private ServerSocket server;
	private final List<Socket> sockets = new ArrayList<>();
	private CompletableFuture<Handshake.Greeted> found;
	private volatile boolean hopeless;

	@BeforeEach
	void listen() throws IOException {
		server = new ServerSocket(0, Handshake.MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
		found = CompletableFuture.supplyAsync(() -> {
			try {
				return new Handshake(GREETING).await(server, () -> {
					if (hopeless) throw new IOException("it has ended");
				});
			}
			catch (final IOException e) {
				throw new java.io.UncheckedIOException(e);
			}
		});
	}

	@AfterEach
	void end() throws IOException {
		for (final Socket s : sockets)
			s.close();
		server.close();
	}

	private Socket connect() throws IOException {
		final Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
		sockets.add(socket);
		return socket;
	}

	private static void say(final Socket socket, final String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	private LimitedLines childIsFound() throws Exception {
		final Socket child = connect();
		say(child, GREETING + "\nfirst\n");
		final Handshake.Greeted greeted = found.get(60, TimeUnit.SECONDS);
		assertEquals(child.getLocalPort(), greeted.socket().getPort());
		assertEquals("first", greeted.lines().next());
		final String longer = "x".repeat(100_000);
		say(child, longer + "\n");
		assertEquals(longer, greeted.lines().next()); // the limit of the greeting is over
		sockets.add(greeted.socket());
		return greeted.lines();
	}

	@Test
	void silentConnectionsDelayNothing() throws Exception {
		final long begin = System.nanoTime();
		for (int i = 0; i < 10; i++)
			connect();
		childIsFound();
		// one after the other they would have taken ten times as long
		assertTrue(System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(10L * Handshake.GREETING_MILLIS));
	}

	@Test
	void dropsResetConnections() throws Exception {
		final Socket rude = connect();
		say(rude, "{\"hel");
		rude.setSoLinger(true, 0); // sends a reset
		rude.close();
		connect().close();
		childIsFound();
	}

	@Test
	void dropsConnectionsThatSendTooMuch() throws Exception {
		final Socket endless = connect();
		final byte[] letters = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
		// what the system keeps for a connection that nobody reads is a few megabytes
		assertThrows(IOException.class, () -> {
			for (int i = 0; i < 1 << 14; i++)
				endless.getOutputStream().write(letters);
		});
		childIsFound();
	}

	@Test
	void dropsConnectionsWithoutTheGreeting() throws Exception {
		for (final String wrong : List.of("", "{}", GREETING.replace('0', '1'), GREETING.substring(1), GREETING + "x")) {
			final Socket stranger = connect();
			say(stranger, wrong + "\n");
			stranger.setSoTimeout(60_000);
			assertFalse(saysSomething(stranger), wrong);
		}
		assertFalse(found.isDone());
		childIsFound();
	}

	/** Otherwise the connection has ended, or was reset. */
	private static boolean saysSomething(final Socket socket) {
		try {
			return socket.getInputStream().read() >= 0;
		}
		catch (final java.net.SocketTimeoutException e) {
			throw new AssertionError("it was not dropped", e);
		}
		catch (final IOException e) {
			return false;
		}
	}

	@Test
	void dropsSlowConnectionsAfterSeconds() throws Exception {
		final Socket slow = connect();
		slow.setSoTimeout(1);
		boolean dropped = false;
		for (int i = 0; i < 600 && !dropped; i++) { // a letter now and then does not keep it
			try {
				say(slow, i < GREETING.length() - 1 ? GREETING.substring(i, i + 1) : "");
				dropped = slow.getInputStream().read() < 0;
			}
			catch (final java.net.SocketTimeoutException e) {
				Thread.sleep(400);
			}
			catch (final IOException e) {
				dropped = true;
			}
		}
		assertTrue(dropped);
		childIsFound();
	}

	@Test
	void findsTheChildBehindTooManyConnections() throws Exception {
		for (int i = 0; i < 3 * Handshake.MOST_CONNECTIONS; i++)
			connect();
		childIsFound();
	}

	@Test
	void stopsWaitingIfTheChildFailed() {
		hopeless = true;
		final Exception e = assertThrows(java.util.concurrent.ExecutionException.class, () -> found.get(60, TimeUnit.SECONDS));
		assertTrue(e.getMessage().contains("it has ended"), e.getMessage());
	}

	private static LimitedLines lines(final String text, final int most, final LimitedLines.TooLong tooLong) {
		return new LimitedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most, tooLong);
	}

	@Test
	void readsLinesUpToTheirLimit() throws IOException {
		final LimitedLines cut = lines("12345\n\n123456789\nä\r\nend", 5, LimitedLines.TooLong.CUT);
		for (final String line : List.of("12345", "", "12345", "ä", "end"))
			assertEquals(line, cut.next());
		assertNull(cut.next());
		final LimitedLines refuse = lines("12345\n123456\n", 5, LimitedLines.TooLong.REFUSE);
		assertEquals("12345", refuse.next());
		assertEquals(ChildMessages.messageTooLong(5), assertThrows(IOException.class, refuse::next).getMessage());
	}

	/** Of a stream without end and without lines, no more is read than a line may have, and a buffer. */
	@Test
	void limitsMemoryToTheLongestLine() {
		final long[] read = new long[1];
		final InputStream endless = new InputStream() {

			@Override
			public int read() {
				read[0]++;
				return 'x';
			}
		};
		assertThrows(IOException.class, new LimitedLines(endless, 100, LimitedLines.TooLong.REFUSE)::next);
		assertTrue(read[0] <= 1 << 13, () -> "read " + read[0]);
	}
}
