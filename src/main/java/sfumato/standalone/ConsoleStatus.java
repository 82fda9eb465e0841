package sfumato.standalone;

import java.io.PrintStream;
import java.util.function.Consumer;

import org.scijava.app.event.StatusEvent;

/** Prints the status bar's progress: one line, at most one in two seconds, no repeats. */
final class ConsoleStatus implements Consumer<StatusEvent> {

	private static final long INTERVAL = 2_000_000_000L;

	private final PrintStream out;
	private long lastTime = System.nanoTime() - INTERVAL;
	private String lastLine = "";

	ConsoleStatus(final PrintStream out) {
		this.out = out;
	}

	@Override
	public synchronized void accept(final StatusEvent event) {
		final String message = event.getStatusMessage();
		final long now = System.nanoTime();
		final int max = event.getProgressMaximum();
		// without a fraction it is SciJava saying which command runs
		if (message == null || message.isBlank() || max <= 0 || now - lastTime < INTERVAL) return;
		final String line = String.format("%3d %%  %s", Math.round(100.0 * event.getProgressValue() / max), message);
		if (line.equals(lastLine)) return;
		lastTime = now;
		lastLine = line;
		out.println(line);
		out.flush();
	}
}
