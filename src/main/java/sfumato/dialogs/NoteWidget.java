package sfumato.dialogs;

import java.awt.Font;

import javax.swing.JLabel;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import sfumato.text.Excerpt;

/** A text in a dialog that the command writes, wrapped, behind its label. */
@Plugin(type = InputWidget.class, priority = Priority.HIGH + 1)
public class NoteWidget extends MessageWidget {

	private JLabel text;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isMessage() && model.isText();
	}

	@Override
	public boolean isLabeled() {
		return true;
	}

	@Override
	protected void build(final JPanel row) {
		text = new JLabel();
		text.setFont(text.getFont().deriveFont(Font.PLAIN));
		row.add(text);
		refresh();
	}

	@Override
	protected void refresh() {
		final String now = String.valueOf(moduleValue());
		final String shown = now.isEmpty() ? " " : "<html><div style='width:" + TEXT_WIDTH + "px'>" + Excerpt.html(now);
		if (shown.equals(text.getText())) return;
		text.setText(shown);
		Dialogs.pack(text);
	}
}
