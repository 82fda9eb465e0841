package sfumato.dialogs;

import java.awt.Font;

import javax.swing.JLabel;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;


import sfumato.text.Excerpt;

/** The head of a dialog: the command's description. */
@Plugin(type = InputWidget.class, priority = 2 * Priority.HIGH)
public class AboutWidget extends MessageWidget {

	/** Style of the parameter that shows the dialog's header. */
	public static final String STYLE = "about";

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && STYLE.equals(model.getItem().getWidgetStyle());
	}

	@Override
	protected void build(final JPanel row) {
		final Module module = get().getModule();
		final JLabel text = new JLabel("<html><div style='width:" + WHOLE_WIDTH + "px'>" + Excerpt.html(module.getInfo()
			.getDescription()));
		text.setFont(text.getFont().deriveFont(Font.PLAIN));
		row.add(text);
	}

	@Override
	protected void refresh() {
		// says the same all the time
	}
}
