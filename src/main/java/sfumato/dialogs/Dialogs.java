package sfumato.dialogs;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsConfiguration;
import java.awt.Insets;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.Window;

import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

import sfumato.text.Lines;

/** Sizes of dialogs on the screen, and questions. */
public final class Dialogs {

	private Dialogs() {}

	/**
	 * Asks whether to do something.
	 *
	 * @param verb what is done, for the button that does it: <i>Delete</i>
	 * @param other what is done else, for the other button: <i>Keep</i>, <i>Cancel</i>
	 * @return whether to do it
	 */
	public static boolean ask(final Component parent, final String title, final String question, final String verb, final String other) {
		final String[] buttons = { verb, other };
		return JOptionPane.showOptionDialog(parent, Lines.wrap(question), title, JOptionPane.DEFAULT_OPTION, JOptionPane.WARNING_MESSAGE,
			null, buttons, other) == 0;
	}

	/** Makes the window of a component as high as its content and no narrower than it is, as far as the screen goes. */
	static void pack(final Component inside) {
		inside.revalidate();
		final Window window = SwingUtilities.getWindowAncestor(inside);
		if (window == null || !window.isShowing()) return;
		SwingUtilities.invokeLater(() -> {
			final Rectangle room = room(window.getGraphicsConfiguration());
			final Dimension wanted = window.getPreferredSize();
			window.setBounds(placed(window.getX(), window.getY(), new Dimension(Math.max(window.getWidth(), wanted.width), wanted.height),
				room));
			window.validate();
		});
	}

	/** The part of a screen that no task bar covers. */
	static Rectangle room(final GraphicsConfiguration screen) {
		final Rectangle all = screen.getBounds();
		final Insets taken = Toolkit.getDefaultToolkit().getScreenInsets(screen);
		return new Rectangle(all.x + taken.left, all.y + taken.top, all.width - taken.left - taken.right, all.height - taken.top -
			taken.bottom);
	}

	/** Where a window of a size lies that is wanted at a point, if it has to be whole within a rectangle. */
	static Rectangle placed(final int x, final int y, final Dimension wanted, final Rectangle room) {
		final int width = Math.min(wanted.width, room.width), height = Math.min(wanted.height, room.height);
		return new Rectangle(Math.max(room.x, Math.min(x, room.x + room.width - width)), Math.max(room.y, Math.min(y, room.y + room.height -
			height)), width, height);
	}
}
