package sfumato.dialogs;

import java.awt.Component;

import javax.swing.JPanel;
import javax.swing.JTextField;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** A field for a text. */
@Plugin(type = InputWidget.class, priority = Priority.HIGH - 1)
public class TextWidget extends RowWidget<String> {

	private JTextField field;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isText() && !model.isMessage() && !model.isMultipleChoice();
	}

	@Override
	protected void build(final JPanel row) {
		field = new JTextField(20);
		field.setToolTipText(item().getDescription());
		row.add(field);
		refresh();
		Listeners.onChange(field, this::updateModel);
	}

	@Override
	protected String problem() {
		return item().isRequired() && field.getText().isBlank() ? DialogMessages.missing(label()) : null;
	}

	@Override
	protected Component focus() {
		return field;
	}

	@Override
	public String getValue() {
		return field.getText();
	}

	@Override
	protected void refresh() {
		final Object value = moduleValue();
		final String text = value == null ? "" : value.toString();
		if (!field.getText().equals(text)) {
			field.setText(text);
			field.setCaretPosition(0); // of a long text the beginning is to be seen
		}
	}
}
