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
 * Leads from a folder of images and raters to a recalibrated model and a prediction, in a window. What it runs are other commands,
 * and it is their lines that are recorded.
 */
@Plugin(type = Command.class, headless = true, attrs = @Attr(name = "no-record"),
	description = "Leads from images and what raters drew of them to a recalibrated model and a prediction.", menu = { @Menu(
		label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Segmentation Wizard...", weight = 0) })
public class SegmentationWizard extends BaseCommand {

	@Parameter
	private ThreadService threads;

	@Override
	protected void execute(final Progress progress) {
		if (macro().isMacro() || !TrainingWindows.hasScreen()) throw new UserException(label() +
			" needs a screen and somebody who answers. Run the macro that its button \"Save macro...\" has written, or " +
			"macros/Quickstart.ijm, or the commands themselves: Rater Agreement..., Fuse Raters..., Train Network..., Recalibrate " +
			"Model..., Evaluate Model... and Predict Segmentation...");
		EventQueue.invokeLater(() -> new WizardWindow(context(), threads::run).open());
	}
}
