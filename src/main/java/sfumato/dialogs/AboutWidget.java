package sfumato.dialogs;

import java.awt.Font;

import javax.swing.JLabel;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;

import sfumato.text.Excerpt;

/** The head of a dialog: the command's description, and the active image. */
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
			.getDescription()) + activeImage(module));
		text.setFont(text.getFont().deriveFont(Font.PLAIN));
		row.add(text);
	}

	/** SciJava takes the active image without saying so. */
	private static String activeImage(final Module module) {
		for (final ModuleItem<?> in : module.getInfo().inputs())
			if (in.isAutoFill() && module.isInputResolved(in.getName()) && in.getValue(module) instanceof final ImagePlus image)
				return "<br>" + Excerpt.html(in.getLabel() + ": the active image, " + image.getTitle());
		return "";
	}

	@Override
	protected void refresh() {
		// says the same all the time
	}
}
