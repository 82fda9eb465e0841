package sfumato.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.engine.EngineException;

import sfumato.Says;

class MemoryShortageTest {

	/** As PyTorch 2.7.1, CUDA, cuDNN, the C++ libraries of Linux and Windows, and Apple's Metal say it. */
	@ParameterizedTest
	@ValueSource(strings = {
		"CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.11 GiB of which 1.20 GiB is free.",
		"Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 5.94 MiB is free. Process 71 has 7.7 GiB in use",
		"[enforce fail at alloc_cpu.cpp:116] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8589934592 " +
			"bytes. Error code 12 (Cannot allocate memory)",
		"[enforce fail at alloc_cpu.cpp:115] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8589934592 bytes.",
		"CUDA error: out of memory", "CUDA driver error: CUDA_ERROR_OUT_OF_MEMORY", "HIP out of memory. Tried to allocate 1.00 GiB.",
		"CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
		"cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
		"GET was unable to find an engine to execute this computation", "FIND was unable to find an engine to execute this computation",
		"std::bad_alloc", "bad allocation", "could not allocate a memory object", "unable to mmap 4096 bytes from file </w>: Cannot " +
			"allocate memory (12)", "MPS backend out of memory (MPS allocated: 8.00 GB)", "Insufficient Memory " +
				"(00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)" })
	void recognizesErrorsOfTheTensorLibrary(final String text) {
		assertTrue(MemoryShortage.is(new EngineException(text)), text);
		assertTrue(MemoryShortage.is(new IllegalStateException(new ExecutionException(new EngineException(text)))), text);
		assertFalse(MemoryShortage.isJava(new EngineException(text)));
		// a sentence of ours says already what there is to say, and may quote
		assertFalse(MemoryShortage.is(new UserException(text, new EngineException(text))));
		assertFalse(MemoryShortage.is(new IllegalStateException(text)), "a bug whose text reads like it");
	}

	@Test
	void recognizesErrorsOfJavaAndTheSystem() {
		for (final Throwable t : new Throwable[] { new OutOfMemoryError("Java heap space"), new OutOfMemoryError(
			"unable to create native thread"), new IllegalStateException(new OutOfMemoryError()), new IOException("Map failed",
				new OutOfMemoryError("Map failed")), new IOException("Map failed"), new UncheckedIOException(new IOException(
					"Cannot run program \"java\": error=12, Cannot allocate memory", new IOException(
						"error=12, Cannot allocate memory"))), new FileSystemException("a.tif", null, "Cannot allocate memory"),
			new IOException("The paging file is too small for this operation to complete"), new IOException(
				"Not enough storage is available to process this command") })
			assertTrue(MemoryShortage.is(t), t::toString);
	}

	@Test
	void distinguishesHeapFromSystemMemory() {
		for (final String text : new String[] { "Java heap space", "GC overhead limit exceeded", "Requested array size exceeds VM limit",
			"Cannot reserve 1073741824 bytes of direct buffer memory (allocated: 8192, limit: 536870912)" })
			assertTrue(MemoryShortage.isJava(new IllegalStateException(new OutOfMemoryError(text))), text);
		// a larger heap would leave even less for these
		for (final String text : new String[] { "Map failed", "unable to create native thread: possibly out of memory" }) {
			assertFalse(MemoryShortage.isJava(new OutOfMemoryError(text)), text);
			assertTrue(MemoryShortage.sentence(new OutOfMemoryError(text)).endsWith("or close other programs."), text);
		}
	}

	@Test
	void ignoresOtherErrors() {
		for (final Throwable t : new Throwable[] { new EngineException("shape mismatch"), new EngineException(
			"libgomp.so.1: cannot allocate memory in static TLS block"), new FileSystemException("a.tif", null,
				"No space left on device"), new IOException("There is not enough space on the disk"), new IOException(
					TextMessages.noFile("/data/out of memory/case01.tif")), new FileSystemException("/data/bad_alloc.tif", null,
						"No such file or directory"), new StackOverflowError(), new NullPointerException() })
			assertFalse(MemoryShortage.is(t), t::toString);
	}

	@Test
	void acceptsCyclesOfCauses() {
		final IllegalStateException a = new IllegalStateException("a"), b = new IllegalStateException("b", a);
		a.initCause(b);
		assertFalse(MemoryShortage.is(a));
	}

	@Test
	void namesRequestedAndAvailableMemory() {
		assertEquals(TextMessages.gpuMemory("2.00 GiB", "79.11 GiB", "1.20 GiB"), MemoryShortage.numbers(
			new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.11 GiB of which 1.20 " +
				"GiB is free. Of the allocated memory 3 GiB is allocated by PyTorch")));
		final String cpu = MemoryShortage.numbers(new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate " +
			"8589934592 bytes. Error code 12 (Cannot allocate memory)"));
		assertSays(TextMessages.memoryAsked("8192 MB") + TextMessages.javaMemory(Says.ANY, Says.ANY) +
			TextMessages.computerMemory(Says.ANY, Says.ANY), cpu);
		assertSays(TextMessages.noEngine() + TextMessages.javaMemory(Says.ANY, Says.ANY), MemoryShortage.numbers(new
			EngineException("GET was unable to find an engine to execute this computation")));
		assertSays(TextMessages.notEnoughMemory(Says.ANY, TextMessages.closePrograms()), MemoryShortage.sentence(new
			EngineException("std::bad_alloc")));
	}

	@Test
	void namesTheOptionForMoreHeap() {
		final String said = MemoryShortage.sentence(new OutOfMemoryError("Java heap space"));
		final long wanted = 2 * Runtime.getRuntime().maxMemory() >> 20;
		assertSays(TextMessages.notEnoughMemory(TextMessages.javaMemory(Says.ANY, Says.ANY) + " (Java heap space)" +
			TextMessages.computerMemory(Says.ANY, Says.ANY), TextMessages.moreForJava(wanted)), said);
		assertTrue(said.length() < 500, said);
		assertEquals(TextMessages.doesNotFit(Runtime.getRuntime().maxMemory() >> 20), Reason.of(
			new OutOfMemoryError("Java heap space")));
		assertEquals(TextMessages.notEnoughMemory(TextMessages.gpuMemory("2.00 GiB", "79.11 GiB", "1.20 GiB")), Reason.of(new
			EngineException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.11 GiB of " +
			"which 1.20 GiB is free.")));
	}
}
