package sfumato.dialogs;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Insets;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import sfumato.text.Excerpt;

/**
 * A text input for methods in the form {@code name(option: value)}, with a menu of the methods and, below, the options of the method
 * at the cursor or the error.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public class MethodWidget extends RowWidget<String> {

	/** Style prefix for one method; the class name of the type follows. */
	public static final String ONE = "method:";
	/** Style prefix for a weighted sum of methods; the class name of the type follows. */
	public static final String SUM = "methodsum:";
	/** Style prefix for a comma-separated list of methods; the class name of the type follows. */
	public static final String LIST = "methodlist:";

	private static final int COLUMNS = 26;
	private MethodText methods;
	private JTextField field;
	private JLabel explanation;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && methodsOf(model.getItem().getWidgetStyle()) != null;
	}

	/** Returns the methods that a style names; null if it names none. */
	static MethodText methodsOf(final String style) {
		if (style == null) return null;
		if (style.startsWith(ONE)) return MethodText.of(style.substring(ONE.length()), (char) 0);
		if (style.startsWith(SUM)) return MethodText.of(style.substring(SUM.length()), '+');
		if (style.startsWith(LIST)) return MethodText.of(style.substring(LIST.length()), ',');
		return null;
	}

	@Override
	protected void build(final JPanel row) {
		methods = methodsOf(get().getItem().getWidgetStyle());
		field = new JTextField(COLUMNS);
		field.setToolTipText(get().getItem().getDescription());
		final JButton button = new JButton("▾");
		button.setToolTipText(methods.separator() == 0 ? "Choose a method" : "Add a method");
		button.setMargin(new Insets(0, 4, 0, 4));
		button.addActionListener(e -> choose());
		field.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_DOWN, 0), "choose");
		field.getActionMap().put("choose", new AbstractAction() {

			@Override
			public void actionPerformed(final ActionEvent e) {
				choose();
			}
		});
		explanation = new JLabel();
		explanation.setFont(explanation.getFont().deriveFont(explanation.getFont().getSize2D() * 0.9f));
		explanation.setBorder(BorderFactory.createEmptyBorder(1, 4, 2, 0));
		row.add(field);
		row.add(button, BorderLayout.EAST);
		row.add(explanation, BorderLayout.SOUTH);
		refresh();
		Listeners.onChange(field, () -> {
			updateModel();
			explain();
		});
		field.addCaretListener(e -> explain());
	}

	@Override
	protected String problem() {
		final String text = field.getText();
		if (text.isBlank()) return item().isRequired() || !String.valueOf(defaultValue()).isBlank() && methods.separator() != ','
			? DialogMessages.missing(label()) : null;
		return methods.problem(text);
	}

	@Override
	protected Component focus() {
		return field;
	}

	private void choose() {
		final JPopupMenu menu = new JPopupMenu();
		for (final MethodText.Choice choice : methods.choices()) {
			final JMenuItem item = new JMenuItem("<html><b>" + Excerpt.html(choice.text()) + "</b><br>" + Excerpt.html(choice
				.description()));
			item.addActionListener(e -> field.setText(methods.add(field.getText(), choice.text())));
			menu.add(item);
		}
		menu.show(field, 0, field.getHeight());
	}

	private void explain() {
		final String text = methods.explain(field.getText(), field.getCaretPosition());
		final String shown = text.isEmpty() ? "" : "<html><div style='width:" + TEXT_WIDTH + "px'>" + text;
		if (shown.equals(explanation.getText())) return;
		explanation.setText(shown);
		Dialogs.pack(explanation);
	}

	@Override
	public String getValue() {
		return field.getText();
	}

	@Override
	protected void refresh() {
		final Object value = get().getItem().getValue(get().getModule());
		final String text = value == null ? "" : value.toString();
		if (!field.getText().equals(text)) {
			field.setText(text);
			field.setCaretPosition(0); // of a long text the beginning is to be seen
		}
		explain();
	}
}
