package sfumato.dialogs;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** Swing listeners with one method instead of three. */
final class Listeners {

	private Listeners() {}

	/** Runs an action at each change of a text. */
	static void onChange(final JTextComponent text, final Runnable action) {
		text.getDocument().addDocumentListener(new DocumentListener() {

			@Override
			public void insertUpdate(final DocumentEvent e) {
				action.run();
			}

			@Override
			public void removeUpdate(final DocumentEvent e) {
				action.run();
			}

			@Override
			public void changedUpdate(final DocumentEvent e) {
				action.run();
			}
		});
	}
}
