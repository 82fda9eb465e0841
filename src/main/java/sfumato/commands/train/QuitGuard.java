package sfumato.commands.train;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.swing.JFrame;

import org.scijava.ui.CloseConfirmable;

import ij.CommandListener;
import ij.Executer;

/**
 * Asks before Fiji quits while trainings run. It hears of <i>File&gt;Quit</i> and of the main window's close button as a listener of
 * commands, before images are closed; if something else makes Fiji quit, it is asked when windows are closed, as a window that nobody
 * sees. It says no, and if the user's answer is to quit nevertheless, quits again.
 * <p>
 * It does not wait for the answer, because ImageJ holds a lock while it closes windows: another command that shows an image meanwhile
 * would keep the question from being drawn, and everything would stand still.
 */
final class QuitGuard implements CommandListener {

	private static final String QUIT = "Quit";

	private final Supplier<List<String>> running;
	private final Executor swing;
	private final Predicate<List<String>> question;
	private final Runnable quit;
	private boolean isAsking, isAllowed;
	/** Null as long as nothing was to be guarded. */
	private Door door;

	/**
	 * @param running what would be stopped, each in a few words
	 * @param swing asks
	 * @param question whether to stop it
	 * @param quit quits from the beginning
	 */
	QuitGuard(final Supplier<List<String>> running, final Executor swing, final Predicate<List<String>> question, final Runnable quit) {
		this.running = running;
		this.swing = swing;
		this.question = question;
		this.quit = quit;
	}

	/** Listens, until the end; there must be a screen. */
	synchronized void begin() {
		if (door == null) door = new Door(this);
		Executer.removeCommandListener(this);
		Executer.addCommandListener(this);
	}

	void end() {
		Executer.removeCommandListener(this);
	}

	@Override
	public String commandExecuting(final String command) {
		return QUIT.equals(command) && !mayQuit() ? null : command;
	}

	/** Whether nothing would be stopped, or the user wants that; else the user is asked. */
	synchronized boolean mayQuit() {
		if (isAllowed || running.get().isEmpty()) {
			isAllowed = false; // another window may say no, and next time trainings may run again
			return true;
		}
		if (!isAsking) {
			isAsking = true;
			swing.execute(this::ask);
		}
		return false;
	}

	private void ask() {
		boolean mayQuit = false;
		try {
			final List<String> names = running.get();
			mayQuit = names.isEmpty() || question.test(names); // a training that has ended meanwhile needs no answer
		}
		finally {
			synchronized (this) {
				isAsking = false;
				isAllowed = mayQuit;
			}
		}
		if (mayQuit) quit.run();
	}

	/** The window that Fiji asks, and that nobody sees. */
	private static final class Door extends JFrame implements CloseConfirmable {

		private static final long serialVersionUID = 1;

		private final transient QuitGuard guard;

		Door(final QuitGuard guard) {
			this.guard = guard;
		}

		@Override
		public boolean confirmClose() {
			return guard.mayQuit();
		}
	}
}
