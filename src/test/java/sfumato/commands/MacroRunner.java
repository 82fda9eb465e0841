package sfumato.commands;

import static org.junit.jupiter.api.Assertions.fail;

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.scijava.app.event.StatusEvent;

import sfumato.standalone.EmbeddedImageJ;
import sfumato.standalone.MacroException;

/**
 * Runs the text of macros without windows, on one embedded ImageJ for all tests; every macro starts without images and with
 * an empty Results table.
 */
public final class MacroRunner {

	private static final EmbeddedImageJ IMAGEJ = EmbeddedImageJ.start();
	private static final List<StatusEvent> STATUS = new CopyOnWriteArrayList<>();

	static {
		IMAGEJ.onStatus(STATUS::add);
	}

	private MacroRunner() {}

	/** How a macro ended: its result (what it returned), or error and line. */
	public record Outcome(String result, String error, int line) {

		/** The result of a macro that ended well. */
		public String value() {
			if (error != null) fail("line " + line + ": " + error);
			return result;
		}
	}

	/** Runs a macro; images and results stay until the next. */
	public static Outcome run(final String code) {
		return run(code, "");
	}

	/** Runs a macro with an argument. */
	public static synchronized Outcome run(final String code, final String argument) {
		IMAGEJ.reset();
		STATUS.clear();
		try {
			return new Outcome(IMAGEJ.runMacro(code, argument), null, 0);
		}
		catch (final MacroException e) {
			return new Outcome(null, e.getMessage(), e.line());
		}
	}

	/** What commands told the status bar during the last macro. Events arrive on the event thread, later than the macro ends. */
	public static List<StatusEvent> status() {
		try {
			EventQueue.invokeAndWait(() -> {});
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
		return STATUS;
	}

	public static EmbeddedImageJ imagej() {
		return IMAGEJ;
	}
}
