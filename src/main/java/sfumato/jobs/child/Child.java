package sfumato.jobs.child;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import sfumato.progress.Progress;
import sfumato.text.Excerpt;

/**
 * The child process, as its parent sees it. It is told of the parent on its standard input, which stays open as long as the parent
 * lives, and connects to it; so nothing that a library prints can be taken for a message.
 */
final class Child implements AutoCloseable {

	/** How long it may take to start; a disk that was asleep takes seconds. */
	private static final long START_SECONDS = 120;
	/** How long it may take to end. */
	private static final long END_SECONDS = 15;
	private static final int POLL_MILLIS = 200;
	/** Messages and printed lines that are not processed yet. */
	private static final int MOST_EVENTS = 1000;

	/** Something that comes from the child. */
	private enum Kind {
		MESSAGE, PRINTED, END
	}

	private record Event(Kind kind, String text) {}

	/** Hears what libraries print in the child. */
	@FunctionalInterface
	interface Printed {
		void line(String line);
	}

	private final Process process;
	private final Exchange exchange;
	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_EVENTS);
	private final Thread printing;
	private Socket socket;
	private volatile boolean closed;

	private Child(final Process process, final Exchange exchange) {
		this.process = process;
		this.exchange = exchange;
		printing = daemon("Sfumato child's output", () -> read(new LimitedLines(process
			.getInputStream(), LimitedLines.PRINTED, LimitedLines.TooLong.CUT), Kind.PRINTED));
	}

	/**
	 * Starts a process and waits for its greeting.
	 *
	 * @param threads that tensor operations will use at first
	 * @param progress may cancel it, as an interrupt of the calling thread does
	 * @throws IOException if it does not start
	 */
	static Child start(final ChildSettings settings, final int threads, final Progress progress) throws IOException {
		final Exchange exchange = Exchange.create();
		Child child = null;
		try (ServerSocket server = new ServerSocket(0, Handshake.MOST_CONNECTIONS, InetAddress.getLoopbackAddress())) {
			child = new Child(ChildCommand.of(settings, threads, exchange).start(), exchange);
			child.connect(server, progress);
			return child;
		}
		catch (final IOException | RuntimeException e) {
			if (child != null) {
				child.kill(); // it has nothing to lose yet
				child.close();
			}
			else exchange.close();
			throw e;
		}
	}

	private void connect(final ServerSocket server, final Progress progress) throws IOException {
		final byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		final String token = HexFormat.of().formatHex(random);
		final OutputStream in = process.getOutputStream();
		try {
			in.write((Messages.plain().line(new ParentRequest.Invitation(server.getInetAddress().getHostAddress(), server.getLocalPort(),
				token, exchange.folder().toString())) + "\n").getBytes(StandardCharsets.UTF_8));
			in.flush();
		}
		catch (final IOException e) {
			throw notStarted(e);
		}
		final long begin = System.nanoTime();
		final Handshake.Greeted greeted = new Handshake(Messages.plain().line(new ChildEvent.Hello(token))).await(server, () -> {
			progress.checkCanceled();
			if (Thread.currentThread().isInterrupted()) throw new CancellationException("Cancelled");
			if (!process.isAlive() || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) throw notStarted(null);
		});
		socket = greeted.socket();
		daemon("Sfumato child's messages", () -> read(greeted.lines(), Kind.MESSAGE));
	}

	private static Thread daemon(final String name, final Runnable work) {
		final Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void read(final LimitedLines lines, final Kind kind) {
		try (lines) {
			for (String line = lines.next(); line != null; line = lines.next())
				if (kind == Kind.MESSAGE) await(new Event(kind, line));
				else events.offer(new Event(kind, line)); // if nobody has listened for long, it is lost
		}
		catch (final IOException e) {
			// it is gone, or says what no child says, and ends with its connection
		}
		if (kind == Kind.MESSAGE) await(new Event(Kind.END, ""));
	}

	/** Until there is room, which makes the child wait, too. */
	private void await(final Event event) {
		try {
			while (!closed && !events.offer(event, POLL_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private IOException notStarted(final IOException cause) {
		final boolean alive = process.isAlive();
		process.destroyForcibly();
		final StringBuilder said = new StringBuilder();
		join(printing);
		drain(line -> said.append(said.length() > 0 ? " " : "").append(line.strip()));
		return new IOException(alive ? ChildMessages.noAnswer(START_SECONDS, Excerpt.sentence(said))
			: ChildMessages.notStarted(process.exitValue(), Excerpt.sentence(said)), cause);
	}

	/** Hands on what is left of what was printed. */
	private void drain(final Printed printed) {
		for (Event e = events.poll(); e != null; e = events.poll())
			if (e.kind() == Kind.PRINTED) printed.line(e.text());
	}

	private static void join(final Thread thread) {
		try {
			thread.join(1000);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	boolean isAlive() {
		return process.isAlive();
	}

	long pid() {
		return process.pid();
	}

	Exchange exchange() {
		return exchange;
	}

	/** Sends a line; {@link #next} reports a child that has ended. */
	void send(final String line) {
		try {
			socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (final IOException e) {
			// as the reading thread finds out, too
		}
	}

	/**
	 * Waits for the next message.
	 *
	 * @param printed receives printed lines
	 * @return empty if there is none within some time
	 * @throws IOException if the process has ended
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	Optional<String> next(final long millis, final Printed printed) throws IOException, InterruptedException {
		final Event event = events.poll(millis, TimeUnit.MILLISECONDS);
		if (event == null) return Optional.empty();
		switch (event.kind()) {
			case MESSAGE:
				return Optional.of(event.text());
			case PRINTED:
				printed.line(event.text());
				return Optional.empty();
			default:
				throw unexpectedEnd(printed);
		}
	}

	private IOException unexpectedEnd(final Printed printed) throws InterruptedException {
		if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
		join(printing);
		drain(printed);
		return new IOException(ExitDiagnosis.sentence(process.exitValue(), exchange.keepCrashReport()));
	}

	/** Ends the process at once; returns when it is gone. */
	void kill() {
		process.destroyForcibly().onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
	}

	/** Waits for the process to end or ends it, and deletes the exchange folder. */
	@Override
	public void close() {
		closed = true;
		try {
			process.getOutputStream().close(); // which it is told by
		}
		catch (final IOException e) {
			// it is gone
		}
		try {
			if (socket != null) socket.close();
			if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
		}
		catch (final IOException e) {
			process.destroyForcibly();
		}
		catch (final InterruptedException e) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}
}
