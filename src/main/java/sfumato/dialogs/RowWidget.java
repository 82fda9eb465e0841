package sfumato.dialogs;

import java.awt.BorderLayout;
import java.awt.Component;

import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.WidgetModel;

/**
 * A widget of our commands in one panel.
 *
 * @param <T> the type of its value
 */
public abstract class RowWidget<T> extends AbstractInputWidget<T, JPanel> {

	/** How wide explanations below a field are before they are wrapped, in the pixels of style sheets. */
	static final int TEXT_WIDTH = 285;
	/** How wide texts are that take both columns. */
	static final int WHOLE_WIDTH = 455;

	private JPanel row;
	private boolean isRefreshing;

	/** Fills the panel, which has a {@link BorderLayout}. It is called once, when the parameter is known. */
	protected abstract void build(JPanel panel);

	/** Whether an input is one of our commands. */
	public static boolean isOurs(final WidgetModel model) {
		return model.getModule().getDelegateObject().getClass().getName().startsWith("sfumato.");
	}

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && isOurs(model);
	}

	@Override
	public final void set(final WidgetModel model) {
		super.set(model);
		row = new JPanel(new BorderLayout(3, 0));
		row.setBorder(BorderFactory.createEmptyBorder(1, 1, 1, 1));
		build(row);
	}

	/** Shows the value that the module has. */
	protected abstract void refresh();

	/** What is wrong with what is entered, in a sentence with the label; null if nothing is, as far as can be told without work. */
	protected String problem() {
		return null;
	}

	/** What gets the keyboard if something is wrong with the value. */
	protected Component focus() {
		return row;
	}

	/** What the widget stands for. */
	protected final ModuleItem<?> item() {
		return get().getItem();
	}

	/** What the input is called in messages. */
	protected final String label() {
		return Wording.label(item());
	}

	/** The value that the module has. */
	protected final Object moduleValue() {
		return item().getValue(get().getModule());
	}

	/** The value of the input in a command that nobody has changed. */
	protected final Object defaultValue() {
		try {
			return get().getModule().getInfo().createModule().getInput(item().getName());
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Shows the value that the module has, also instead of a mistake. */
	void reset() {
		refreshWidget();
	}

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
