package sfumato.dialogs;

import java.awt.Component;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** A list of the values that there are to choose from. */
@Plugin(type = InputWidget.class, priority = Priority.HIGH - 1)
public class ChoiceWidget extends RowWidget<String> {

	private JComboBox<String> box;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isText() && model.isMultipleChoice();
	}

	@Override
	protected void build(final JPanel row) {
		box = new JComboBox<>(get().getChoices());
		box.setToolTipText(item().getDescription());
		row.add(box);
		refresh();
		box.addActionListener(e -> updateModel());
	}

	@Override
	protected Component focus() {
		return box;
	}

	@Override
	public String getValue() {
		return (String) box.getSelectedItem();
	}

	@Override
	protected void refresh() {
		final Object value = moduleValue();
		if (value != null && !value.equals(box.getSelectedItem())) box.setSelectedItem(value);
	}
}
