package sfumato.commands.train;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.progress.Progress;

/** Opens the window of a training again, or the curves of an earlier one. */
@Plugin(type = Command.class, headless = true,
	description = "Opens the window of the running training, or the curves of a recent one.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2), @Menu(label = "Watch Training...", weight = 204) })
public class WatchTraining extends BaseCommand {

	@Parameter
	private TrainingWindows windows;

	@Override
	protected void execute(final Progress progress) {
		if (macro().isMacro() || !TrainingWindows.hasScreen() || windows.isRunning() || windows.recent().isEmpty()) windows.open();
		else EventQueue.invokeLater(this::choose);
	}

	/** Asks for one of the recent trainings; the last one of this session has a window. */
	private void choose() {
		final List<Path> recent = windows.recent();
		final JList<Path> list = new JList<>(recent.toArray(Path[]::new));
		final DefaultListCellRenderer cells = new DefaultListCellRenderer();
		cells.putClientProperty("html.disable", Boolean.TRUE); // names of folders are no HTML
		list.setCellRenderer(cells);
		list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		list.setSelectedIndex(0);
		final Object[] buttons = windows.last().isPresent() ? new Object[] { "Show curves", "Window of the last training", "Cancel" }
			: new Object[] { "Show curves", "Cancel" };
		final int chosen = JOptionPane.showOptionDialog(null, new Object[] { TrainMenuMessages.recentModels(), new JScrollPane(list) },
			label(), JOptionPane.DEFAULT_OPTION, JOptionPane.PLAIN_MESSAGE, null, buttons, buttons[0]);
		if (chosen == 1 && buttons.length > 2) windows.open();
		if (chosen != 0 || list.getSelectedValue() == null) return;
		try {
			TrainingWindows.curves(list.getSelectedValue()).show();
		}
		catch (final IOException e) {
			JOptionPane.showMessageDialog(null, e.getMessage(), label(), JOptionPane.ERROR_MESSAGE);
		}
	}
}
