package sfumato.jobs.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import sfumato.jobs.Job;
import sfumato.jobs.LocalJobs;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;
import sfumato.training.History;
import sfumato.training.StopReason;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;

/**
 * The main program of a child process: executes the parent's requests, one job at a time, and ends with the parent. The parent holds the
 * other end of its standard input, which the system closes when the parent ends.
 */
public final class ChildProgram {

	/** How long a job may take to end when the parent is gone. */
	private static final long LEAVE_MILLIS = 10_000;

	private final Path folder;
	private final OutputStream out;
	private final LocalJobs jobs = new LocalJobs();
	private final Map<Long, CompletableFuture<ParentRequest.Served>> asked = new ConcurrentHashMap<>();
	private final AtomicLong questions = new AtomicLong();

	private volatile boolean canceled, leaving;
	private volatile TrainingControl control = new TrainingControl();
	/** How many steps of trainings the parent was told, and has heard, of; guarded by this. */
	private long told, heard;
	private Thread working;

	private ChildProgram(final Path folder, final OutputStream out) {
		this.folder = folder;
		this.out = out;
	}

	/** Reads from standard input where its parent is; no arguments. */
	public static void main(final String[] args) throws IOException {
		final LimitedLines lifeline = lines(System.in);
		final ParentRequest.Invitation parent = (ParentRequest.Invitation) Messages.plain().request(lifeline.next());
		final Socket socket = new Socket(InetAddress.getByName(parent.host()), parent.port());
		socket.setTcpNoDelay(true);
		final ChildProgram program = new ChildProgram(Path.of(parent.folder()), socket.getOutputStream());
		final Thread watch = new Thread(() -> program.exitWithParent(lifeline), "Sfumato lifeline");
		watch.setDaemon(true);
		watch.start();
		program.send(Messages.plain(), new ChildEvent.Hello(parent.token()));
		program.processRequests(lines(socket.getInputStream()));
	}

	private static LimitedLines lines(final InputStream in) {
		return new LimitedLines(in, LimitedLines.MESSAGE, LimitedLines.TooLong.REFUSE);
	}

	/** Returns when the parent has ended. */
	private void exitWithParent(final LimitedLines lifeline) {
		try {
			while (lifeline.next() != null); // nobody says anything more
		}
		catch (final IOException e) {
			// as if it had ended
		}
		exit();
	}

	private void processRequests(final LimitedLines parent) {
		final Messages messages = Messages.plain();
		try {
			for (String line = parent.next(); line != null; line = parent.next()) {
				final ParentRequest request = messages.request(line);
				if (request instanceof final ParentRequest.Run run) startJob(run);
				else if (request instanceof final ParentRequest.Control c) applyControl(c);
				else if (request instanceof final ParentRequest.Served served) asked.remove(served.request()).complete(served);
			}
		}
		catch (final IOException e) {
			// as if it had ended
		}
		exit();
	}

	/** Ends the process, with as little left behind as can be. */
	private synchronized void exit() {
		leaving = true;
		canceled = true;
		control.cancel();
		notifyAll();
		asked.values().forEach(question -> question.completeExceptionally(new CancellationException("Cancelled")));
		final long end = System.currentTimeMillis() + LEAVE_MILLIS;
		try {
			while (working != null && System.currentTimeMillis() < end)
				wait(LEAVE_MILLIS);
		}
		catch (final InterruptedException e) {
			// then at once
		}
		if (working == null) jobs.close();
		Exchange.delete(folder, true);
		Runtime.getRuntime().halt(0); // nothing is worth waiting for, no thread of a library's either
	}

	private synchronized void applyControl(final ParentRequest.Control c) {
		if (c.canceled()) {
			canceled = true;
			control.cancel();
		}
		if (c.finishing()) control.finish();
		if (c.paused()) control.pause();
		else control.goOn();
		heard = c.heard();
		notifyAll();
	}

	private synchronized void startJob(final ParentRequest.Run run) {
		canceled = leaving;
		control = new TrainingControl();
		told = 0;
		heard = 0;
		working = new Thread(() -> runJob(run), "Sfumato job");
		working.start();
	}

	private void runJob(final ParentRequest.Run asked) {
		final PixelFiles files = new PixelFiles(Exchange.pixels(folder), "child-" + questions.incrementAndGet() + "-", progress());
		final Messages messages = Messages.with(files) //
			.with(PlaneSource.class, Planes.Source.class, Planes::oneWay, s -> Planes.source(s, files, this::requestPiece)) //
			.with(PlaneSink.class, Planes.Sink.class, Planes::oneWay, s -> Planes.sink(s, files, this::requestPiece));
		ChildEvent last;
		try {
			last = new ChildEvent.Done(run(messages.job(asked.job()), asked.threads(), messages));
		}
		catch (final Throwable t) { // it is the parent's to tell which are bugs
			last = new ChildEvent.Failed(Failure.of(t));
		}
		synchronized (this) {
			working = null;
			notifyAll();
		}
		send(messages, last);
	}

	private <R> String run(final Job<R> job, final int threads, final Messages messages) throws IOException {
		return messages.result(job, jobs.run(job, threads, device -> send(messages, new ChildEvent.Computing(device.isGpu())),
			progress(), new TrainingMonitor(listener(messages), control)));
	}

	private Progress progress() {
		final Messages messages = Messages.plain();
		return new Progress() {

			@Override
			public void update(final double fraction, final String message) {
				send(messages, new ChildEvent.Update(fraction, message));
			}

			@Override
			public void log(final String line) {
				send(messages, new ChildEvent.Log(line));
			}

			@Override
			public boolean isCanceled() {
				return canceled;
			}
		};
	}

	private TrainingListener listener(final Messages messages) {
		return new TrainingListener() {

			@Override
			public void next(final String name) {
				send(messages, new ChildEvent.Next(name));
			}

			@Override
			public void begin(final Begin begin) {
				send(messages, new ChildEvent.Began(begin));
			}

			/** Waits for the reply, so that buttons act after the current step. */
			@Override
			public void step(final Step step) {
				send(messages, new ChildEvent.Stepped(step));
				awaitHeard();
			}

			@Override
			public void epoch(final int epoch, final List<History.Row> rows) {
				send(messages, new ChildEvent.Epoch(epoch, rows));
			}

			@Override
			public void preview(final Preview preview) {
				send(messages, new ChildEvent.Previewed(preview));
			}

			@Override
			public void end(final StopReason ending) {
				send(messages, new ChildEvent.Ended(ending));
			}
		};
	}

	private synchronized void awaitHeard() {
		told++;
		try {
			while (heard < told && !canceled)
				wait();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void requestPiece(final Planes.Request request) throws IOException {
		final long number = questions.incrementAndGet();
		final CompletableFuture<ParentRequest.Served> answer = new CompletableFuture<>();
		asked.put(number, answer);
		if (leaving) throw new CancellationException("Cancelled");
		send(Messages.plain(), request.withNumber(number));
		try {
			final ParentRequest.Served served = answer.get();
			if (served.failure().isPresent()) throw served.failure().get().rethrow();
		}
		catch (final ExecutionException | InterruptedException e) {
			throw new CancellationException("Cancelled");
		}
	}

	/** Sends a line; if the parent has ended, this process ends soon, too. */
	private void send(final Messages messages, final ChildEvent event) {
		final byte[] line = (messages.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
		synchronized (out) {
			try {
				out.write(line);
			}
			catch (final IOException e) {
				leaving = true;
			}
		}
	}
}
