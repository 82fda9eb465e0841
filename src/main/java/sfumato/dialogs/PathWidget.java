package sfumato.dialogs;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.util.List;

import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.TransferHandler;

import org.scijava.Priority;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.FileWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import ij.io.OpenDialog;

/**
 * A chooser of files and folders that starts in the folder used last in any ImageJ command; SciJava's starts in the home folder. Files
 * may also be dropped on it.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public class PathWidget extends RowWidget<File> {

	@Parameter
	private UIService uiService;

	private JTextField field;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.getItem().getType() == File.class;
	}

	@Override
	protected void build(final JPanel row) {
		field = new JTextField(20);
		field.setToolTipText(get().getItem().getDescription());
		field.setTransferHandler(new Drop(field.getTransferHandler()));
		final JButton browse = new JButton("Browse");
		browse.setToolTipText(get().getItem().getDescription());
		browse.addActionListener(e -> browse());
		row.add(field);
		row.add(browse, BorderLayout.EAST);
		refresh();
		Listeners.onChange(field, this::updateModel);
	}

	private void browse() {
		final String style = get().isStyle(FileWidget.DIRECTORY_STYLE) ? FileWidget.DIRECTORY_STYLE : get().isStyle(
			FileWidget.SAVE_STYLE) ? FileWidget.SAVE_STYLE : FileWidget.OPEN_STYLE;
		final File chosen = uiService.chooseFile(start(field.getText()), style);
		if (chosen == null) return;
		remember(chosen);
		field.setText(chosen.getAbsolutePath());
	}

	/** Whether an input is a file or folder that the command writes. */
	public static boolean isResult(final ModuleItem<?> input) {
		return input.getType() == File.class && (FileWidget.SAVE_STYLE.equals(input.getWidgetStyle()) || input.getName().endsWith("output"));
	}

	@Override
	protected String problem() {
		final File value = getValue();
		if (value == null) return item().isRequired() ? DialogMessages.missing(label()) : null;
		if (isResult(item()) || value.exists()) return isResult(item()) || value.isDirectory() || !get().isStyle(FileWidget.DIRECTORY_STYLE)
			? null : DialogMessages.noFolder(label(), value);
		// several models are separated by semicolons
		for (final String name : value.getPath().split(";")) {
			final File one = new File(name.strip());
			if (name.isBlank() || one.exists()) continue;
			return get().isStyle(FileWidget.DIRECTORY_STYLE) ? DialogMessages.noFolder(label(), one) : get().isStyle(FileWidget.OPEN_STYLE)
				? DialogMessages.noFile(label(), one) : DialogMessages.noFileOrFolder(label(), one);
		}
		return null;
	}

	@Override
	protected Component focus() {
		return field;
	}

	/** The folder in which to begin: that of the path that is there, else the last one. */
	static File start(final String path) {
		for (File folder = path.isBlank() ? null : new File(path); folder != null; folder = folder.getParentFile())
			if (folder.isDirectory()) return folder;
		final String last = OpenDialog.getDefaultDirectory();
		return last == null ? new File(System.getProperty("user.home")) : new File(last);
	}

	/** Remembers the parent of a chosen folder, because the next folder is often beside it. */
	static void remember(final File chosen) {
		if (chosen.getAbsoluteFile().getParent() != null) OpenDialog.setDefaultDirectory(chosen.getAbsoluteFile().getParent());
	}

	@Override
	public File getValue() {
		return field.getText().isBlank() ? null : new File(field.getText().strip());
	}

	@Override
	protected void refresh() {
		final Object value = get().getItem().getValue(get().getModule());
		if (java.util.Objects.equals(value, getValue())) return;
		field.setText(value == null ? "" : value.toString());
	}

	/** Accepts one dropped file or folder. The text field handles everything else. */
	private final class Drop extends TransferHandler {

		private final TransferHandler texts;

		private Drop(final TransferHandler texts) {
			this.texts = texts;
		}

		@Override
		public boolean canImport(final TransferSupport support) {
			return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor) || texts.canImport(support);
		}

		@Override
		public boolean importData(final TransferSupport support) {
			if (!support.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) return texts.importData(support);
			try {
				final List<?> files = (List<?>) support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
				if (files.size() != 1) return false;
				field.setText(files.get(0).toString());
				return true;
			}
			catch (final UnsupportedFlavorException | IOException e) {
				return false;
			}
		}
	}
}
