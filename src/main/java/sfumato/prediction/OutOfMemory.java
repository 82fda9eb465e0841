package sfumato.prediction;

import java.util.Locale;

import ai.djl.engine.EngineException;

/** How the tensor library and Java say that there is not enough memory. */
final class OutOfMemory {

	private OutOfMemory() {}

	static boolean is(final Throwable t) {
		if (t instanceof OutOfMemoryError) return true;
		if (t instanceof EngineException) {
			final String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
			// of the processor's allocator on Linux and elsewhere, of CUDA's, and of the libraries on it
			return message.contains("can't allocate memory") || message.contains("not enough memory") || message.contains(
				"out of memory") || message.contains("alloc_failed");
		}
		return t.getCause() != null && t.getCause() != t && is(t.getCause());
	}
}
