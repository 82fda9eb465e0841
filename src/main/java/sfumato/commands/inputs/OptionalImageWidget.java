package sfumato.commands.inputs;

import java.awt.BorderLayout;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;
import ij.WindowManager;

/**
 * A chooser of open images with the choice "None", for parameters of style {@link #STYLE}. SciJava's own has no "None" and preselects
 * the first image, so that an optional image would never be left out.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public class OptionalImageWidget extends AbstractInputWidget<Object, JPanel> {

	/** Style of parameters that use this widget. */
	public static final String STYLE = "optionalImage";

	private JPanel panel;
	private JComboBox<String> box;
	private ImagePlus[] images;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isType(ImagePlus.class) && STYLE.equals(model.getItem().getWidgetStyle());
	}

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		final int[] ids = WindowManager.getIDList();
		images = new ImagePlus[ids == null ? 0 : ids.length];
		box = new JComboBox<>();
		box.addItem("None");
		for (int i = 0; i < images.length; i++) {
			images[i] = WindowManager.getImage(ids[i]);
			box.addItem(images[i].getTitle());
		}
		panel = new JPanel(new BorderLayout());
		panel.add(box);
		refreshWidget();
		box.addActionListener(e -> updateModel());
	}

	@Override
	public Object getValue() {
		final int i = box.getSelectedIndex();
		return i <= 0 ? null : images[i - 1];
	}

	@Override
	public void refreshWidget() {
		// not get().getValue(), which falls back on the first image
		final Object value = get().getItem().getValue(get().getModule());
		int selected = 0;
		for (int i = 0; i < images.length; i++)
			if (images[i] == value) selected = i + 1;
		if (box.getSelectedIndex() != selected) box.setSelectedIndex(selected);
	}

	@Override
	public JPanel getComponent() {
		return panel;
	}

	@Override
	public Class<JPanel> getComponentType() {
		return JPanel.class;
	}
}
