package sfumato.commands.inputs;

import java.awt.BorderLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.BaseCommand;

/**
 * A chooser of open images by their titles, with the choice "None" where the image may be left out. SciJava's own has no "None" and
 * preselects the first image.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public class OpenImageWidget extends AbstractInputWidget<Object, JPanel> {

	private JPanel panel;
	private JComboBox<String> box;
	/** In the order of the choices; null for none. */
	private ImagePlus[] images;

	/** Without an open image SciJava refuses the dialog of a command that needs one, with a message. */
	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isType(ImagePlus.class) && model.getModule().getDelegateObject() instanceof BaseCommand &&
			(!model.getItem().isRequired() || WindowManager.getImageCount() > 0);
	}

	@Override
	public void set(final WidgetModel model) {
		super.set(model);
		final List<ImagePlus> open = open();
		final int none = model.getItem().isRequired() ? 0 : 1;
		images = new ImagePlus[none + open.size()];
		box = new JComboBox<>();
		if (none > 0) box.addItem("None");
		for (int i = 0; i < open.size(); i++) {
			images[none + i] = open.get(i);
			box.addItem(name(open.get(i), open));
		}
		box.setToolTipText(model.getItem().getDescription());
		panel = new JPanel(new BorderLayout());
		panel.add(box);
		refreshWidget();
		updateModel(); // what is shown is what there is
		box.addActionListener(e -> updateModel());
	}

	private static List<ImagePlus> open() {
		final int[] ids = WindowManager.getIDList();
		return ids == null ? List.of() : IntStream.of(ids).mapToObj(WindowManager::getImage).collect(Collectors.toList());
	}

	/** The title, with the ID where several images have it. */
	private static String name(final ImagePlus image, final List<ImagePlus> open) {
		final boolean single = open.stream().filter(i -> i.getTitle().equals(image.getTitle())).count() == 1;
		return single ? image.getTitle() : image.getTitle() + " (ID " + image.getID() + ")";
	}

	@Override
	public Object getValue() {
		final int i = box.getSelectedIndex();
		return i < 0 ? null : images[i];
	}

	@Override
	public void refreshWidget() {
		// not get().getValue(), which falls back on the first image
		final int selected = Math.max(0, Arrays.asList(images).indexOf((ImagePlus) get().getItem().getValue(get().getModule())));
		if (box.getItemCount() > 0 && box.getSelectedIndex() != selected) box.setSelectedIndex(selected);
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
