package sfumato.dialogs;

import java.awt.Dialog.ModalExclusionType;
import java.awt.Dimension;
import java.awt.Rectangle;

import javax.swing.BorderFactory;
import javax.swing.JEditorPane;
import javax.swing.JFrame;
import javax.swing.JScrollPane;
import javax.swing.WindowConstants;
import javax.swing.event.HyperlinkEvent;
import javax.swing.text.html.HTMLDocument;

import ij.gui.GUI;
import ij.plugin.BrowserLauncher;

/** A window that shows pages of the documentation; it can be used while a dialog is open. */
final class HelpWindow {

	private static final Dimension SIZE = new Dimension(820, 700);

	private final JFrame frame = new JFrame();
	private final JEditorPane pane = new JEditorPane();
	private HelpPage page;

	private HelpWindow() {
		pane.setEditorKit(new HelpEditorKit());
		pane.setEditable(false);
		pane.setBorder(BorderFactory.createEmptyBorder());
		pane.addHyperlinkListener(e -> {
			if (e.getEventType() == HyperlinkEvent.EventType.ACTIVATED) follow(e.getDescription());
		});
		frame.add(new JScrollPane(pane));
		frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		frame.setModalExclusionType(ModalExclusionType.APPLICATION_EXCLUDE); // dialogs are modal
		final Rectangle room = Dialogs.room(frame.getGraphicsConfiguration());
		frame.setBounds(Dialogs.placed(room.x, room.y, SIZE, room));
	}

	/** Opens a window that shows a page. */
	static void show(final HelpPage page) {
		final HelpWindow window = new HelpWindow();
		window.open(page);
		GUI.centerOnImageJScreen(window.frame);
		window.frame.setVisible(true);
	}

	private void open(final HelpPage next) {
		page = next;
		final HTMLDocument document = (HTMLDocument) pane.getEditorKit().createDefaultDocument();
		document.setBase(page.location()); // where its pictures are
		pane.setDocument(document);
		pane.setText(page.html());
		pane.setCaretPosition(0);
		frame.setTitle("Sfumato: " + page.path());
	}

	private void follow(final String target) {
		final HelpPage next = page.link(target);
		if (next != null) open(next);
		else if (target.startsWith("http")) BrowserLauncher.open(target);
	}
}
