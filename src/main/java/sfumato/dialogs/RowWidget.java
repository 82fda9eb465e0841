package sfumato.dialogs;

import java.awt.BorderLayout;

import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.WidgetModel;

/**
 * A widget in one panel, as SciJava's Swing dialogs require.
 *
 * @param <T> the type of its value
 */
abstract class RowWidget<T> extends AbstractInputWidget<T, JPanel> {

	/** How wide texts are before they are wrapped, in the pixels of style sheets. */
	static final int TEXT_WIDTH = 290;

	private JPanel row;
	private boolean isRefreshing;

	/** Fills the panel, which has a {@link BorderLayout}; called once, when the parameter is known. */
	protected abstract void build(JPanel panel);

	@Override
	public final void set(final WidgetModel model) {
		super.set(model);
		row = new JPanel(new BorderLayout(3, 0)) {

			/** Only now do the others stand beside it, and the size of the dialog is not yet computed. */
			@Override
			public void addNotify() {
				super.addNotify();
				joined();
			}
		};
		row.setBorder(BorderFactory.createEmptyBorder(4, 1, 4, 1));
		build(row);
	}

	/** Called when the panel is in the dialog, with all others, and the size of the dialog is still to be found. */
	protected void joined() {
		if (!isLabeled()) Dialogs.constrain(row, "span, growx, hidemode 3");
	}

	/** Shows the value that the module has. */
	protected abstract void refresh();

	/** SciJava calls it on any thread. */
	@Override
	public final void refreshWidget() {
		if (!SwingUtilities.isEventDispatchThread()) {
			SwingUtilities.invokeLater(this::refreshWidget);
			return;
		}
		isRefreshing = true;
		refresh();
		isRefreshing = false;
	}

	/** What comes from the module does not go back to it: a text that is replaced is empty for a moment. */
	@Override
	public final void updateModel() {
		if (!isRefreshing) super.updateModel();
	}

	@Override
	public final JPanel getComponent() {
		return row;
	}

	@Override
	public final Class<JPanel> getComponentType() {
		return JPanel.class;
	}
}
