package sfumato.commands.inputs;

import java.awt.Component;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.dialogs.DialogMessages;
import sfumato.dialogs.RowWidget;

/**
 * A chooser of open images by their titles. It begins with the choice "None" unless the dialog was given an image. SciJava's own has no
 * "None" and preselects the first image, so that an optional image would never be left out, and a required one would be any image.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public class OpenImageWidget extends RowWidget<Object> {

	/** No title makes a dialog wider than this. */
	private static final String WIDEST = "m".repeat(20);

	private JComboBox<String> box;
	/** In the order of the choices; null for none. */
	private ImagePlus[] images;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.getItem().getType() == ImagePlus.class;
	}

	@Override
	protected void build(final JPanel row) {
		final List<ImagePlus> open = open();
		images = new ImagePlus[1 + open.size()];
		box = new JComboBox<>();
		box.setPrototypeDisplayValue(WIDEST);
		box.setToolTipText(item().getDescription());
		box.addItem("None");
		for (int i = 0; i < open.size(); i++) {
			images[1 + i] = open.get(i);
			box.addItem(name(open.get(i), open));
		}
		row.add(box);
		refreshWidget();
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
	protected String problem() {
		return item().isRequired() && getValue() == null ? DialogMessages.noImageChosen(label()) : null;
	}

	@Override
	protected Component focus() {
		return box;
	}

	@Override
	public Object getValue() {
		return images[Math.max(0, box.getSelectedIndex())];
	}

	@Override
	protected void refresh() {
		// not get().getValue(), which falls back on the first image
		final int selected = Math.max(0, Arrays.asList(images).indexOf((ImagePlus) moduleValue()));
		if (box.getSelectedIndex() != selected) box.setSelectedIndex(selected);
	}
}
