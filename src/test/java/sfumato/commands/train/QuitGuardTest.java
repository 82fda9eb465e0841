package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

/** Quitting while trainings run, without windows. */
class QuitGuardTest {

	private final List<String> running = new ArrayList<>();
	private final Queue<Runnable> swing = new ArrayDeque<>();
	private final List<List<String>> asked = new ArrayList<>();
	private boolean answer;
	private int quits;
	private final QuitGuard guard = new QuitGuard(() -> List.copyOf(running), swing::add, names -> {
		asked.add(names);
		return answer;
	}, () -> quits++);

	@Test
	void quitsWithoutAQuestionIfNothingRuns() {
		assertTrue(guard.mayQuit());
		assertTrue(swing.isEmpty());
	}

	/** ImageJ holds a lock while it asks whether windows may be closed. */
	@Test
	void asksLaterAndNotWhileImageJWaits() {
		running.add("Train Network cells");
		assertFalse(guard.mayQuit());
		assertEquals(List.of(), asked);
		assertFalse(guard.mayQuit());
		assertEquals(1, swing.size(), "one question is enough");
	}

	@Test
	void keepsTheTraining() {
		running.add("Train Network cells");
		for (int i = 1; i <= 2; i++) {
			assertFalse(guard.mayQuit());
			swing.remove().run();
			assertEquals(i, asked.size());
		}
		assertEquals(List.of("Train Network cells"), asked.get(0));
		assertEquals(0, quits);
	}

	@Test
	void quitsAgainAfterYesButAsksTheNextTime() {
		running.add("Train Network cells");
		answer = true;
		assertFalse(guard.mayQuit());
		swing.remove().run();
		assertEquals(1, quits);
		assertTrue(guard.mayQuit());
		assertFalse(guard.mayQuit(), "an image that has not been saved may have kept ImageJ open");
	}

	@Test
	void aTrainingThatEndsMeanwhileNeedsNoAnswer() {
		running.add("Train Network cells");
		assertFalse(guard.mayQuit());
		running.clear();
		swing.remove().run();
		assertEquals(List.of(), asked);
		assertEquals(1, quits);
	}

	@Test
	void listensToOneCommandOnly() {
		running.add("Train Network cells");
		assertEquals("Gaussian Blur...", guard.commandExecuting("Gaussian Blur..."));
		assertEquals(null, guard.commandExecuting("Quit"), "null means to ImageJ not to run it");
		running.clear();
		assertEquals("Quit", guard.commandExecuting("Quit"));
	}
}
