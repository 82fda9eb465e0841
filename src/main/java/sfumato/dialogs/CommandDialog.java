package sfumato.dialogs;

import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

import org.scijava.module.Module;

/** The window that asks for the inputs of a command. It is never larger than the screen. */
public final class CommandDialog extends JDialog {

	private static final long serialVersionUID = 1;

	private boolean isAccepted;

	private CommandDialog(final CommandForm form, final Module module, final Supplier<Optional<String>> check) {
		super((Window) null, module.getInfo().getTitle(), Dialog.ModalityType.APPLICATION_MODAL);
		setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
		final DialogContent content = new DialogContent(form, module, check, accepted -> {
			isAccepted = accepted;
			dispose();
		});
		setContentPane(content);
		getRootPane().setDefaultButton(content.ok());
		getRootPane().registerKeyboardAction(e -> content.cancel().doClick(), KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
			JComponent.WHEN_IN_FOCUSED_WINDOW);
		pack();
		final Dimension wanted = getSize();
		final Rectangle room = Dialogs.room(getGraphicsConfiguration());
		setBounds(Dialogs.placed(room.x + (room.width - wanted.width) / 2, room.y + (room.height - wanted.height) / 3, wanted, room));
	}

	/**
	 * Shows the dialog until it is left; on Swing's thread.
	 *
	 * @param check tells in a sentence why the command cannot run
	 * @return whether the command shall run
	 */
	public static boolean ask(final CommandForm form, final Module module, final Supplier<Optional<String>> check) {
		final CommandDialog dialog = new CommandDialog(form, module, check);
		dialog.setVisible(true);
		return dialog.isAccepted;
	}
}
