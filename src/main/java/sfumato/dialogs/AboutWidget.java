package sfumato.dialogs;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.event.HierarchyEvent;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;

import sfumato.text.Excerpt;

/** The head of a dialog: the command's description and buttons for help and defaults. */
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
		final JLabel text = new JLabel("<html><div style='width:" + TEXT_WIDTH + "px'>" + Excerpt.html(module.getInfo()
			.getDescription()));
		final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 3, 0));
		final JButton help = new JButton("Help"), defaults = new JButton("Defaults");
		help.setToolTipText("Opens the page of this command in the documentation");
		help.setEnabled(HelpPage.of(module.getInfo().getTitle()).exists());
		help.addActionListener(e -> HelpWindow.show(HelpPage.of(module.getInfo().getTitle())));
		defaults.setToolTipText("Resets all inputs to their defaults, except images");
		defaults.addActionListener(e -> restoreDefaults(module));
		buttons.add(defaults);
		buttons.add(help);
		final JPanel top = new JPanel(new BorderLayout());
		top.add(buttons, BorderLayout.NORTH);
		row.add(text);
		row.add(top, BorderLayout.EAST);
		row.addHierarchyListener(e -> {
			// SciJava packs dialogs before it knows how high its texts are
			if ((e.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0 && row.isShowing()) Dialogs.pack(row);
		});
	}

	private void restoreDefaults(final Module module) {
		try {
			final Module fresh = module.getInfo().createModule();
			for (final ModuleItem<?> in : module.getInfo().inputs()) {
				final InputWidget<?, ?> widget = get().getPanel().getWidget(in.getName());
				if (widget == null || in.getVisibility() == ItemVisibility.MESSAGE || in.getType() == ImagePlus.class) continue;
				widget.get().setValue(fresh.getInput(in.getName()));
			}
			get().getPanel().refresh();
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	protected void refresh() {
		// says the same all the time
	}
}
