package sfumato.commands;

import ij.IJ;

import sfumato.text.Lines;

/** The message box in which ImageJ shows why a command was cancelled. It is as wide as the longest line. */
public final class MessageBox {

	private MessageBox() {}

	/** A reason in short lines where there is a window to show it; else, for logs and programs, as it is. */
	public static String text(final String reason) {
		return reason == null || IJ.getInstance() == null ? reason : Lines.wrap(reason);
	}
}
