package sfumato.commands;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

/** What a command does to the macro that runs it. */
final class Macros {

	private Macros() {}

	/** Stops the running macro, if there is one, with a message; a cancelled command alone would let it go on. */
	static void stop(final String title, final String reason) {
		if (reason == null || reason.isEmpty() || !IJ.isMacro()) return;
		try {
			if (Interpreter.getInstance() != null) IJ.error(title, reason); // names the line, too
			else Macro.abort();
		}
		catch (final RuntimeException e) { // how ImageJ unwinds its own thread; this one is the command's
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}
}
