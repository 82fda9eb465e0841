package sfumato.commands.train;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.progress.Progress;

/** Opens the window of a training again. */
@Plugin(type = Command.class, headless = true,
	description = "Opens the window of the running training, or of the last one.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2), @Menu(label = "Watch Training...", weight = 204) })
public class WatchTraining extends BaseCommand {

	@Parameter
	private TrainingWindows windows;

	@Override
	protected void execute(final Progress progress) {
		windows.open();
	}
}
