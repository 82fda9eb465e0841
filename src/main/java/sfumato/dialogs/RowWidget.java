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

	/** Width at which texts wrap, in CSS pixels. */
	static final int TEXT_WIDTH = 290;

	private JPanel row;
	private boolean isRefreshing;

	/** Fills the panel, which has a {@link BorderLayout}. It is called once, when the parameter is known. */
	protected abstract void build(JPanel panel);

	@Override
	public final void set(final WidgetModel model) {
		super.set(model);
		row = new JPanel(new BorderLayout(3, 0)) {

			/** Calls {@link #joined}: all other components are in the dialog now, and its size is not computed yet. */
			@Override
			public void addNotify() {
				super.addNotify();
				joined();
			}
		};
		row.setBorder(BorderFactory.createEmptyBorder(4, 1, 4, 1));
		build(row);
	}

	/** Called when the panel and all others are in the dialog, before the size of the dialog is computed. */
	protected void joined() {
		if (!isLabeled()) Dialogs.constrain(row, "span, growx, hidemode 3");
	}

	/** Shows the current value of the module's input. */
	protected abstract void refresh();

	/** Calls {@link #refresh} on Swing's thread, because SciJava calls this method on any thread. */
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

	/** Ignores changes that come from the module, because a text that is being replaced is empty for a moment. */
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
