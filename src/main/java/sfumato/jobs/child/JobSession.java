package sfumato.jobs.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import sfumato.jobs.Job;
import sfumato.jobs.JobScheduler;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;
import sfumato.training.SafeListener;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingMonitor;

/** The exchange of messages between parent and child about one job, on the thread that waits for the job. */
final class JobSession<R> {

	/** The polling interval for cancellation. */
	private static final long POLL_MILLIS = 100;
	/** The time limit for a cancelled job to end, also when the parent quits. */
	private static final long CANCEL_SECONDS = 20, QUIT_SECONDS = 5;

	private final Child child;
	private final Job<R> job;
	private final Progress progress;
	private final TrainingControl control;
	private final SafeListener listener;
	private final JobScheduler.Place place;
	private final PlaneServer planes;
	private final Messages messages;

	private ParentRequest.Control said = new ParentRequest.Control(false, false, false, 0);
	private long heard, cancelledAt;
	private boolean interrupted, begun, over;

	/** @param place says with how many threads the job runs, and whether this process is about to end */
	JobSession(final Child child, final Job<R> job, final Progress progress, final TrainingMonitor monitor,
		final JobScheduler.Place place)
	{
		this.child = child;
		this.job = job;
		this.progress = progress;
		this.place = place;
		control = monitor.control();
		listener = new SafeListener(monitor.listener(), progress);
		final PixelFiles files = new PixelFiles(Exchange.pixels(child.exchange().folder()), "parent-", progress);
		planes = new PlaneServer(files);
		messages = Messages.with(files) //
			.with(PlaneSource.class, Planes.Source.class, planes::offer, Planes::oneWay) //
			.with(PlaneSink.class, Planes.Sink.class, planes::offer, Planes::oneWay);
	}

	Job<R> job() {
		return job;
	}

	/** Whether the child has said anything of the job. */
	boolean hasBegun() {
		return begun;
	}

	/** Whether the child has said its last word, so that it can be given another job. */
	boolean isOver() {
		return over;
	}

	/** Has the job done; see {@link sfumato.jobs.JobRunner#run}. */
	R run() throws IOException {
		try {
			child.send(messages.line(new ParentRequest.Run(messages.line(job), place.threads())));
			while (true) {
				final Optional<String> line = listen();
				if (line.isPresent()) {
					final ChildEvent event = messages.event(line.get());
					begun = true;
					over = event instanceof ChildEvent.Done || event instanceof ChildEvent.Failed;
					if (event instanceof final ChildEvent.Done done) return messages.result(job, done.result());
					if (event instanceof final ChildEvent.Failed failed) throw failed.failure().rethrow();
					handle(event);
				}
				sendControls();
			}
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	private Optional<String> listen() throws IOException {
		try {
			return child.next(POLL_MILLIS, line -> progress.log(ChildMessages.printed(line)));
		}
		catch (final InterruptedException e) {
			interrupted = true; // interrupting is cancelling
			return Optional.empty();
		}
	}

	private void handle(final ChildEvent event) {
		if (event instanceof final ChildEvent.Update u) progress.update(u.fraction(), u.message());
		else if (event instanceof final ChildEvent.Log l) progress.log(l.line());
		else if (event instanceof final ChildEvent.Computing c) place.computesOn(c.gpu());
		else if (event instanceof final ChildEvent.Next n) listener.next(n.name());
		else if (event instanceof final ChildEvent.Began b) listener.begin(b.begin());
		else if (event instanceof final ChildEvent.Epoch e) listener.epoch(e.epoch(), e.rows());
		else if (event instanceof final ChildEvent.Previewed p) listener.preview(p.preview());
		else if (event instanceof final ChildEvent.Ended e) listener.end(e.ending());
		else if (event instanceof final ChildEvent.Stepped s) {
			listener.step(s.step());
			heard++;
		}
		else if (event instanceof final ChildEvent.Read r) serve(r.request(), () -> planes.serve(r));
		else if (event instanceof final ChildEvent.Write w) serve(w.request(), () -> planes.serve(w));
		else throw new IllegalStateException("The child process says " + event + " in the middle of a job");
	}

	@FunctionalInterface
	private interface Service {

		void serve() throws IOException;
	}

	private void serve(final long request, final Service service) {
		Optional<Failure> failure = Optional.empty();
		try {
			service.serve();
		}
		catch (final IOException | RuntimeException e) {
			failure = Optional.of(Failure.of(e));
		}
		child.send(messages.line(new ParentRequest.Served(request, failure)));
	}

	/** Sends changed requests to the job; a job that does not end in time is ended with its process. */
	private void sendControls() {
		final boolean cancel = interrupted || place.isCanceled() || control.isCanceled() || progress.isCanceled() || said
			.canceled();
		final ParentRequest.Control now = new ParentRequest.Control(cancel, control.isFinishing(), control.isPaused(), heard);
		if (cancel && !said.canceled()) cancelledAt = System.nanoTime();
		if (!now.equals(said)) child.send(messages.line(now));
		said = now;
		if (!cancel || System.nanoTime() - cancelledAt < TimeUnit.SECONDS.toNanos(place.isCanceled() ? QUIT_SECONDS
			: CANCEL_SECONDS)) return;
		progress.log(ChildMessages.processEnded());
		throw new CancellationException("Cancelled");
	}
}
