package sfumato.dialogs;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.SwingConstants;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import sfumato.text.Excerpt;

/**
 * A heading of a dialog that shows and hides the rows below, up to the next heading. While that is hidden, the heading tells what of
 * it is not as usual, so that nothing works in secret.
 */
@Plugin(type = InputWidget.class, priority = 2 * Priority.HIGH)
public class SectionWidget extends MessageWidget {

	/** Style of a section heading. */
	public static final String STYLE = "section";
	/** Style of a section heading whose section is collapsed at first, for inputs that most people keep. */
	public static final String CLOSED = "closedsection";

	private static final int WIDEST = 480, MOST = 40;

	private JButton heading;
	private String title;
	private CommandForm form;
	private boolean isOpen;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && isSection(model.getItem());
	}

	static boolean isSection(final ModuleItem<?> item) {
		return STYLE.equals(item.getWidgetStyle()) || CLOSED.equals(item.getWidgetStyle());
	}

	@Override
	protected void build(final JPanel row) {
		title = String.valueOf(moduleValue());
		heading = new JButton() {

			private static final long serialVersionUID = 1;

			/** What a section tells while it is closed makes no dialog wider. */
			@Override
			public Dimension getPreferredSize() {
				final Dimension size = super.getPreferredSize();
				return new Dimension(Math.min(size.width, WIDEST), size.height);
			}
		};
		heading.setHorizontalAlignment(SwingConstants.LEFT);
		heading.setFont(heading.getFont().deriveFont(Font.BOLD));
		heading.setBorderPainted(false);
		heading.setContentAreaFilled(false);
		heading.setMargin(new Insets(2, 0, 0, 0));
		heading.addActionListener(e -> open(!isOpen));
		row.add(heading);
	}

	/** Called when all rows are in the dialog. */
	void joined(final CommandForm dialog) {
		form = dialog;
		isOpen = STYLE.equals(item().getWidgetStyle());
		show();
		refresh();
	}

	/** Shows or hides the rows below. */
	void open(final boolean isTo) {
		isOpen = isTo;
		show();
		refresh();
		Dialogs.pack(getComponent());
	}

	/** Whether a widget is below this heading. */
	boolean holds(final InputWidget<?, ?> widget) {
		return section().contains(widget);
	}

	private void show() {
		section().forEach(w -> form.components(w).forEach(c -> c.setVisible(isOpen)));
	}

	/** Returns the widgets below this heading. Inputs that are services have no widget. */
	private List<InputWidget<?, ?>> section() {
		final List<InputWidget<?, ?>> section = new ArrayList<>();
		boolean below = false;
		for (final ModuleItem<?> item : get().getModule().getInfo().inputs()) {
			if (below && isSection(item)) break;
			final InputWidget<?, ?> widget = get().getPanel().getWidget(item.getName());
			if (below && widget != null) section.add(widget);
			if (widget == this) below = true;
		}
		return section;
	}

	private String changes() {
		final List<String> changed = new ArrayList<>();
		try {
			final Module module = get().getModule(), fresh = module.getInfo().createModule();
			for (final InputWidget<?, ?> widget : section()) {
				final ModuleItem<?> item = widget.get().getItem();
				final Object value = item.getValue(module);
				if (!widget.isMessage() && !isUsual(value, fresh.getInput(item.getName()))) changed.add(Wording.label(item) + ": " + text(value));
			}
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
		return changed.isEmpty() ? "" : "  (" + String.join(", ", changed) + ")";
	}

	/** Whether a value is the default. Widgets represent null by an empty text. */
	private static boolean isUsual(final Object value, final Object usual) {
		return Objects.equals(value, usual) || usual == null && String.valueOf(value).isEmpty();
	}

	private static String text(final Object value) {
		return value instanceof final Boolean on ? on ? "on" : "off" : Excerpt.shorten(String.valueOf(value), MOST);
	}

	@Override
	protected void refresh() {
		final String changes = isOpen || form == null ? "" : changes();
		heading.setText((isOpen ? "▾ " : "▸ ") + title + changes);
		heading.setToolTipText(changes.isEmpty() ? null : title + changes);
	}
}
