package sfumato.commands.macro;

import java.awt.Component;
import java.awt.TextArea;
import java.util.Optional;

import ij.IJ;
import ij.plugin.frame.Recorder;

/** The text of ImageJ's recorder. All methods do nothing while it is closed or there is no screen. */
public class RecorderPage {

	/** Keeps ImageJ from writing a line of its own for a command when that ends, which may be while another one runs. */
	void takeOver(final String command) {
		if (isOpen() && command.equals(Recorder.getCommand())) Recorder.disableCommandRecording();
	}

	/**
	 * Writes a line of a macro in the recorder's language.
	 *
	 * @return the text that was written; empty if there is none
	 */
	public Optional<String> write(final String line) {
		if (!isOpen()) return Optional.empty();
		final String text = (Recorder.scriptMode() ? "IJ." : "") + line + "\n"; // the same in all its languages
		Recorder.recordString(text);
		return Optional.of(text);
	}

	/** Takes back what was written, if it still stands there. */
	void remove(final String text) {
		if (isOpen()) for (final Component part : Recorder.getInstance().getComponents())
			if (part instanceof final TextArea page) {
				final int at = page.getText().lastIndexOf(text);
				if (at >= 0) page.replaceRange("", at, at + text.length());
			}
	}

	private static boolean isOpen() {
		return IJ.getInstance() != null && Recorder.getInstance() != null && Recorder.record;
	}
}
