package sfumato.commands.wizard;

import java.awt.EventQueue;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

import sfumato.commands.BaseCommand;
import sfumato.commands.train.TrainingWindows;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Guides the user in a window from a folder of images and raters to a recalibrated model and a prediction. What it runs are other
 * commands, and it is their lines that are recorded.
 */
@Plugin(type = Command.class, headless = true, attrs = @Attr(name = "no-record"),
	description = "Guides from images and raters' labels to a trained, recalibrated model and its predictions.", menu = { @Menu(
		label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Segmentation Wizard...", weight = 0) })
public class SegmentationWizard extends BaseCommand {

	@Parameter
	private ThreadService threads;

	@Override
	protected void execute(final Progress progress) {
		if (macro().isMacro() || !TrainingWindows.hasScreen()) throw new UserException(WizardMessages.needsScreen(label()));
		EventQueue.invokeLater(() -> new WizardWindow(context(), threads::run).open());
	}
}
