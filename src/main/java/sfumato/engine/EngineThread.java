package sfumato.engine;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ai.djl.pytorch.jni.JniUtils;

import sfumato.text.UserException;

/**
 * The single thread that runs all tensor operations of a job. libtorch keeps state per thread (threads to use, whether gradients are
 * recorded, caches), so tensor work on several threads leaks memory and loses these settings.
 * <p>
 * Gradients are not recorded unless the work asks for them, and never beyond one call. Several engine threads may work side
 * by side if they have the same number of threads: libtorch keeps it once per process. Anything of the engine is made, used and closed inside {@link #call}.
 * <p>
 * Interrupting is cancelling: {@link Interpreter} polls it between two operations, {@link TorchScript} before it begins.
 */
public final class EngineThread implements AutoCloseable {

	/** How long the process waits with quitting for an operation to end. */
	private static final long QUIT_MILLIS = 10_000;
	/**
	 * An interrupt is repeated at this interval until the work has ended, because called code (e.g. SciJava's event bus) may swallow it.
	 */
	private static final long AGAIN_MILLIS = 200;

	private final ExecutorService executor;
	private final Thread thread;
	private final TensorEngine engine;
	private final Thread quit = new Thread(this::stopForQuit, "Sfumato tensors end");

	private EngineThread(final int threads) {
		executor = Executors.newSingleThreadExecutor(work -> {
			final Thread t = new Thread(work, "Sfumato tensors");
			t.setDaemon(true); // Fiji must be able to quit
			return t;
		});
		try {
			thread = submitAndWait(Thread::currentThread);
			engine = submitAndWait(() -> TensorEngine.start(threads));
		}
		catch (final RuntimeException | Error e) {
			executor.shutdown();
			throw e;
		}
		catch (final Exception e) {
			throw new IllegalStateException(e); // neither call throws any
		}
		Runtime.getRuntime().addShutdownHook(quit);
	}

	/**
	 * Starts a thread and, if it is the first, the engine.
	 *
	 * @param threads processor threads that one tensor operation may use, at least 1
	 * @throws UserException as {@link TensorEngine#start}
	 */
	public static EngineThread start(final int threads) {
		return new EngineThread(threads);
	}

	/** The engine, for use inside {@link #call}. */
	public TensorEngine engine() {
		return engine;
	}

	/**
	 * Runs work on this thread and waits for it. Called from the thread itself it runs at once.
	 * <p>
	 * If the waiting thread is interrupted the work is interrupted too, but waited for all the same: tensors must not be
	 * closed under it. It ends with a {@link CancellationException} when a network comes next, when it polls its
	 * {@link sfumato.progress.Progress}, or where the interrupt makes a library fail.
	 *
	 * @return what the work returns
	 * @throws Exception what the work throws, unwrapped
	 * @throws IllegalStateException if this thread has been closed
	 */
	public <T> T call(final Callable<T> work) throws Exception {
		if (Thread.currentThread() == thread) return work.call();
		return submitAndWait(() -> {
			Thread.interrupted(); // what was meant for the work before
			JniUtils.setGradMode(false);
			try {
				return work.call();
			}
			finally {
				JniUtils.setGradMode(false);
			}
		});
	}

	/** Takes no more work and ends the thread as soon as what runs has ended. Arrays belong to their managers. */
	@Override
	public void close() {
		executor.shutdown();
		try {
			Runtime.getRuntime().removeShutdownHook(quit);
		}
		catch (final IllegalStateException e) {
			// the process quits already
		}
	}

	/** A process that ends while libtorch computes crashes: the library's own data are destroyed under the computation. */
	private void stopForQuit() {
		executor.shutdownNow();
		try {
			for (long waited = 0; waited < QUIT_MILLIS && !executor.awaitTermination(AGAIN_MILLIS,
				TimeUnit.MILLISECONDS); waited += AGAIN_MILLIS)
				thread.interrupt();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private <T> T submitAndWait(final Callable<T> work) throws Exception {
		final FutureTask<T> task = new FutureTask<>(work);
		try {
			executor.execute(task);
		}
		catch (final RejectedExecutionException e) {
			throw new IllegalStateException("The engine thread has been closed", e);
		}
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return interrupted ? task.get(AGAIN_MILLIS, TimeUnit.MILLISECONDS) : task.get();
				}
				catch (final InterruptedException | TimeoutException e) {
					interrupted = true;
					thread.interrupt();
				}
			}
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof Error error) throw error;
			if (interrupted && isInterrupt(e.getCause())) throw (CancellationException) new CancellationException("Cancelled").initCause(e
				.getCause());
			throw (Exception) e.getCause();
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	/** Whether an interrupt made a library fail, e.g. ImgLib2 while it waited for its threads, or Java while it wrote a file. */
	private static boolean isInterrupt(final Throwable thrown) {
		Throwable t = thrown;
		for (int depth = 0; t != null && depth < 50; depth++) {
			if (t instanceof InterruptedException || t instanceof ClosedByInterruptException) return true;
			t = t.getCause();
		}
		return false;
	}
}
