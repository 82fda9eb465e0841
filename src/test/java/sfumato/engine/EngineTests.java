package sfumato.engine;

import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ai.djl.ndarray.NDManager;

/**
 * Tests that need tensors: one engine thread per class and one manager per test. One processor thread only, because two of
 * them wait for each other in a busy loop when the machine has other work.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class EngineTests {

	/** A test's work on tensors. */
	public interface Work {

		void run(NDManager manager) throws Exception;
	}

	private EngineThread thread;

	@BeforeAll
	void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	void stopEngine() {
		thread.close();
	}

	protected EngineThread thread() {
		return thread;
	}

	/** Runs work on the engine thread with a manager that ends with it. */
	protected void withManager(final Work work) throws Exception {
		final Callable<Void> call = () -> {
			try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
				work.run(manager);
			}
			return null;
		};
		thread.call(call);
	}
}
