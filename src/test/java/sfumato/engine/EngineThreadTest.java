package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;

import sfumato.text.WrongValue;

class EngineThreadTest extends EngineTests {

	@Test
	void runsAllWorkOnOneThreadAlsoNestedCalls() throws Exception {
		final Thread first = thread().call(Thread::currentThread);
		assertNotSame(Thread.currentThread(), first);
		assertSame(first, thread().call(() -> thread().call(Thread::currentThread)));
	}

	@Test
	void rethrowsExceptionsUnchanged() throws Exception {
		final IOException exception = new IOException("disk");
		assertSame(exception, assertThrows(IOException.class, () -> thread().call(() -> {
			throw exception;
		})));
		assertThrows(StackOverflowError.class, () -> thread().call(() -> {
			throw new StackOverflowError();
		}));
		assertEquals(3, thread().call(() -> 3));
	}

	@Test
	void recordsGradientsOnlyIfAsked() throws Exception {
		assertFalse(thread().call(JniUtils::isGradMode));
		thread().call(() -> {
			JniUtils.setGradMode(true);
			return null;
		});
		assertFalse(thread().call(JniUtils::isGradMode));
		thread().call(() -> {
			assertTrue(Autograd.record(JniUtils::isGradMode));
			assertThrows(IllegalStateException.class, () -> Autograd.record(() -> {
				throw new IllegalStateException();
			}));
			assertFalse(JniUtils.isGradMode());
			return null;
		});
	}

	@Test
	void interruptsTheCurrentWorkOnly() throws Exception {
		final CountDownLatch started = new CountDownLatch(1);
		final AtomicBoolean stillInterrupted = new AtomicBoolean();
		final Thread caller = new Thread(() -> {
			try {
				thread().call(() -> {
					started.countDown();
					while (!Thread.currentThread().isInterrupted())
						Thread.onSpinWait();
					return null;
				});
			}
			catch (final Exception e) {
				return;
			}
			stillInterrupted.set(Thread.currentThread().isInterrupted());
		});
		caller.start();
		started.await();
		caller.interrupt();
		caller.join();
		assertTrue(stillInterrupted.get());
		assertFalse(thread().call(() -> Thread.currentThread().isInterrupted()));
	}

	@Test
	void refusesWorkAfterClose() {
		final EngineThread other = EngineThread.start(1);
		other.close();
		assertThrows(IllegalStateException.class, () -> other.call(() -> 1));
	}

	@Test
	void refusesFewerThanOneProcessorThread() {
		final var e = assertThrows(IllegalArgumentException.class, () -> EngineThread.start(0));
		assertEquals(WrongValue.message("threads", 0, "at least 1"), e.getMessage());
	}

	@Test
	void findsDevicesByName() throws Exception {
		final TensorEngine engine = thread().engine();
		assertEquals(Device.cpu(), engine.device(" CPU "));
		assertTrue(engine.devices().contains(engine.device("auto")));
		assertEquals("CPU, 1 thread, PyTorch 2.7.1", engine.describe(Device.cpu()));
		final var e = assertThrows(IllegalArgumentException.class, () -> engine.device("cuda"));
		assertEquals(WrongValue.message("device", "cuda", "auto, cpu or gpu"), e.getMessage());
		if (engine.devices().size() > 1) assertEquals(Device.gpu(0), engine.device("gpu"));
		else assertEquals(EngineMessages.noGpu(), assertThrows(IllegalArgumentException.class, () ->
			engine.device("gpu")).getMessage());
	}

	@Test
	void findsAnotherTensorLibraryInTheProcess(@TempDir final Path folder) throws IOException {
		final Path maps = Files.writeString(folder.resolve("maps"), """
			7f00-7f01 r-xp 00000000 fe:00 1 /usr/lib/libc.so.6
			7f02-7f03 rw-p 00000000 00:00 0
			7f04-7f05 r-xp 00000000 fe:00 2 /home/a b/own/libtorch_cpu.so
			""");
		assertEquals("/home/a b/own/libtorch_cpu.so", EngineLoader.foreignLibrary(maps, "/elsewhere"));
		assertNull(EngineLoader.foreignLibrary(maps, "/home/a b/own"));
		assertNull(EngineLoader.foreignLibrary(folder.resolve("no such list"), "/elsewhere"));
	}

	@Test
	void repeatsInterruptsThatTheWorkSwallows() throws Exception {
		final CountDownLatch running = new CountDownLatch(1);
		final AtomicBoolean again = new AtomicBoolean();
		final Thread caller = new Thread(() -> {
			try {
				thread().call(() -> {
					running.countDown();
					for (int i = 0; i < 2; i++)
						try {
							Thread.sleep(10_000);
						}
						catch (final InterruptedException e) {
							again.set(i == 1); // the first is forgotten, as an event bus does that waits for its listeners
						}
					return null;
				});
			}
			catch (final Exception e) {
				throw new IllegalStateException(e);
			}
		});
		caller.start();
		running.await();
		caller.interrupt();
		caller.join();
		assertTrue(again.get());
		assertFalse(thread().call(() -> Thread.currentThread().isInterrupted()), "the next work is not meant");
	}

	@Test
	void endsAsCancelledWhenAnInterruptMakesALibraryFail() throws Exception {
		try (EngineThread thread = EngineThread.start(1)) {
			Thread.currentThread().interrupt();
			assertThrows(CancellationException.class, () -> thread.call(() -> {
				try {
					Thread.sleep(10_000);
				}
				catch (final InterruptedException e) { // as ImgLib2 does while it waits for its threads
					throw new IllegalStateException(new ExecutionException(e));
				}
				return null;
			}));
			assertTrue(Thread.interrupted());
			assertThrows(IllegalStateException.class, () -> thread.call(() -> {
				throw new IllegalStateException(new InterruptedException());
			}), "nobody has cancelled");
		}
	}
}
