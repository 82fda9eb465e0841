package sfumato.prediction;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** An asynchronous read or write that runs beside the network. */
public final class Pending<T> {

	private final FutureTask<T> task;

	/** Starts the work. */
	public Pending(final Executor executor, final Callable<T> work) {
		task = new FutureTask<>(work);
		executor.execute(task);
	}

	/**
	 * Waits for it.
	 *
	 * @throws CancellationException if the waiting thread is interrupted
	 */
	public T get() throws IOException {
		try {
			return task.get();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Cancelled");
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof final IOException io) throw io;
			if (e.getCause() instanceof final RuntimeException r) throw r;
			if (e.getCause() instanceof final Error error) throw error;
			throw new IllegalStateException(e.getCause());
		}
	}

	/** Waits for the end of the work and ignores its errors; sources and sinks may be closed afterwards. */
	public void awaitQuietly() {
		boolean interrupted = false;
		while (true)
			try {
				task.get();
				break;
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
			catch (final ExecutionException e) {
				break; // said already, or less important than what ended the prediction
			}
		if (interrupted) Thread.currentThread().interrupt();
	}
}
