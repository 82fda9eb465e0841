package sfumato.dialogs;

import java.awt.Component;

import javax.swing.JCheckBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** A box to tick. */
@Plugin(type = InputWidget.class, priority = Priority.HIGH - 1)
public class ToggleWidget extends RowWidget<Boolean> {

	private JCheckBox box;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isBoolean();
	}

	@Override
	protected void build(final JPanel row) {
		box = new JCheckBox();
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
	public Boolean getValue() {
		return box.isSelected();
	}

	@Override
	protected void refresh() {
		box.setSelected(Boolean.TRUE.equals(moduleValue()));
	}
}
