package sfumato.dialogs;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager2;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.Arrays;

import javax.swing.SwingUtilities;

/** Layout of rows in a dialog, and updates when inputs change. */
final class Dialogs {

	private static final int SCROLL_BAR = 20;

	private Dialogs() {}

	/**
	 * Sets the MigLayout constraint of a component in a SciJava dialog. MigLayout is present wherever such dialogs are, but it is not on the
	 * class path of this project.
	 */
	static void constrain(final Component component, final String constraint) {
		if (component.getParent().getLayout() instanceof final LayoutManager2 layout && layout.getClass().getSimpleName().equals(
			"MigLayout")) layout.addLayoutComponent(component, constraint);
	}

	/** Returns the component before another one, which is its label. */
	static Component before(final Component component) {
		final Container dialog = component.getParent();
		return dialog.getComponent(Arrays.asList(dialog.getComponents()).indexOf(component) - 1);
	}

	/** Enlarges the window of a component vertically if its content needs more room and the screen has it. */
	static void grow(final Component inside) {
		fit(inside, false);
	}

	/** Sets the window's height to that of its content, within the screen, and never reduces its width. */
	static void pack(final Component inside) {
		fit(inside, true);
	}

	private static void fit(final Component inside, final boolean mayShrink) {
		inside.revalidate();
		final Window window = SwingUtilities.getWindowAncestor(inside);
		if (window == null || !window.isShowing()) return;
		SwingUtilities.invokeLater(() -> {
			final Rectangle screen = window.getGraphicsConfiguration().getBounds();
			final Dimension wanted = window.getPreferredSize();
			final int height = Math.min(wanted.height, screen.height * 9 / 10);
			// SciJava's dialogs have a scroll bar, which is beside the content only where that is too high
			final int width = Math.min(screen.width, Math.max(window.getWidth(), wanted.width + SCROLL_BAR));
			window.setSize(width, mayShrink ? height : Math.max(height, window.getHeight()));
			final int lowest = screen.y + screen.height - window.getHeight();
			if (window.getY() > lowest) window.setLocation(window.getX(), Math.max(screen.y, lowest));
			window.validate();
		});
	}
}
