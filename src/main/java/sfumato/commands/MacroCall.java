package sfumato.commands;

import java.util.HashSet;
import java.util.Set;

import org.scijava.thread.ThreadService;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;

/**
 * Detects whether a macro line (or {@code IJ.run} of a script) runs a command, by the thread that runs it.
 * <p>
 * {@link IJ#isMacro()} only says that some macro runs at this moment, also one that has nothing to do with a command that a person
 * chooses from the menu meanwhile. A command belongs to a macro if the calling thread, or a thread that waits for it, is inside
 * ImageJ's interpreter or {@code IJ.run}.
 * <p>
 * No other class of the commands asks ImageJ about macros, because most answers are about any macro; a test holds that. ImageJ does
 * not tell which of several macros that run at the same time is that of a thread: its newest is taken for it.
 */
public final class MacroCall {

	/** The call of a command outside of macros. */
	public static final MacroCall NONE = new MacroCall(false, null);

	private static final String INTERPRETER = Interpreter.class.getName(), IJ_RUN = IJ.class.getName() + ".run";

	private final boolean isMacro;
	/** The interpreter of the macro; null without a macro and for scripts. */
	private final Interpreter interpreter;

	private MacroCall(final boolean isMacro, final Interpreter interpreter) {
		this.isMacro = isMacro;
		this.interpreter = interpreter;
	}

	/**
	 * Finds the macro that calls a command.
	 *
	 * @param caller the thread that asked for the command, not the one that executes it
	 * @param threads finds the thread on whose behalf another one works
	 */
	public static MacroCall of(final Thread caller, final ThreadService threads) {
		final Set<Thread> seen = new HashSet<>();
		MacroCall call = NONE;
		for (Thread thread = caller; thread != null && seen.add(thread); thread = threads.getParent(thread))
			for (final StackTraceElement frame : thread.getStackTrace()) {
				if (frame.getClassName().equals(INTERPRETER)) return new MacroCall(true, Interpreter.getInstance());
				// a script: the interpreter that there may be runs something else
				if (IJ_RUN.equals(frame.getClassName() + "." + frame.getMethodName())) call = new MacroCall(true, null);
			}
		return call;
	}

	/** The options of the macro line that the calling thread runs; null if there are none. */
	public static String options() {
		return Macro.getOptions();
	}

	/** The active image of the calling thread, which is the macro's own in batch mode; null if there is none. */
	public static ImagePlus activeImage() {
		return WindowManager.getCurrentImage();
	}

	/** Makes an image that has no window the active one of the thread that called the command, and not of the one that runs it. */
	static void activate(final ImagePlus image, final Thread caller) {
		WindowManager.setTempCurrentImage(Thread.currentThread(), null); // threads are pooled and must not keep it
		WindowManager.setTempCurrentImage(caller, image);
	}

	/** Whether a macro or {@code IJ.run} called the command. */
	public boolean isMacro() {
		return isMacro;
	}

	/** Whether the macro is in batch mode, in which nothing opens a window. */
	public boolean isBatch() {
		return isMacro && Interpreter.isBatchMode();
	}

	/** Whether Esc or an error ended the macro while its command runs. */
	boolean isEnded() {
		return interpreter != null && interpreter.done();
	}

	/** Stops the macro, if there is one, with a message. A macro would continue after a cancelled command. */
	public void stop(final String title, final String reason) {
		if (reason == null || reason.isEmpty() || !isMacro) return;
		try {
			if (interpreter != null) IJ.error(title, reason); // names the line, too
			else Macro.abort();
		}
		catch (final RuntimeException e) { // how ImageJ unwinds its own thread; this one is the command's
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}
}
