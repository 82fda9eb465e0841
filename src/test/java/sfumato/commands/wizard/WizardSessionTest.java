package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;
import sfumato.commands.wizard.WizardRunner.Existing;
import sfumato.commands.wizard.WizardRunner.Outcome;

/** Whatever goes wrong in the background, the wizard can be used again. */
class WizardSessionTest {

	private static final Path PHANTOMS = Path.of("test-images/phantoms");

	@TempDir
	private Path folder;

	/** Does the work at once and keeps what the pool of threads would have logged. */
	private static final class Background implements Executor {

		private Throwable thrown;

		@Override
		public void execute(final Runnable work) {
			try {
				work.run();
			}
			catch (final RuntimeException | Error e) {
				thrown = e;
			}
		}
	}

	private final Background background = new Background();

	private WizardSession session(final Executor executor, final BiFunction<WizardStep, List<Outcome>, Runnable> pictures) {
		return new WizardSession(new WizardRunner(MacroRunner.imagej().context()), executor, Runnable::run, line -> {}, run -> {}, () -> {}, pictures);
	}

	private WizardSession opened(final BiFunction<WizardStep, List<Outcome>, Runnable> pictures) {
		final WizardSession session = session(background, pictures);
		session.open(PHANTOMS, "");
		session.plan().choose(WizardInput.OUTPUT, folder.resolve("results").toString());
		return session;
	}

	@Test
	void anErrorOfAStepLeavesTheSessionReady() {
		final OutOfMemoryError error = new OutOfMemoryError("Java heap space");
		final WizardSession session = opened((step, outcomes) -> {
			throw error;
		});
		session.run(WizardStep.AGREEMENT, Existing.REFUSE);
		assertSame(error, background.thrown, "the log needs it");
		assertFalse(session.isBusy());
		assertEquals(WizardMessages.unexpected(error), session.problem(WizardStep.AGREEMENT));
		assertEquals(WizardPlan.State.TODO, session.plan().state(WizardStep.AGREEMENT));
	}

	@Test
	void anErrorOfWhatShowsAStepLeavesTheSessionReady() {
		final WizardSession session = opened((step, outcomes) -> () -> {
			throw new StackOverflowError();
		});
		session.run(WizardStep.AGREEMENT, Existing.REFUSE);
		assertFalse(session.isBusy());
		assertTrue(background.thrown instanceof StackOverflowError);
	}

	@Test
	void withoutAThreadTheSessionIsReady() {
		final OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
		final WizardSession session = session(work -> {
			throw error;
		}, (step, outcomes) -> () -> {});
		assertSame(error, assertThrows(OutOfMemoryError.class, () -> session.open(PHANTOMS, "")));
		assertFalse(session.isBusy());
		assertEquals(WizardMessages.unexpected(error), session.problem(WizardStep.DATA));
		final WizardSession ended = session(work -> {
			throw new RejectedExecutionException("shut down");
		}, (step, outcomes) -> () -> {});
		assertThrows(RejectedExecutionException.class, () -> ended.open(PHANTOMS, ""));
		assertFalse(ended.isBusy());
	}
}
