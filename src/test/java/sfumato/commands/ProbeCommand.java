package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CancellationException;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Fails in every way in which a command can fail, and shows what its options came to. */
@Plugin(type = Command.class, headless = true, description = "Fails as it is told.", menu = { @Menu(label = "Plugins"),
	@Menu(label = "Sfumato"), @Menu(label = "Help"), @Menu(label = "Probe Command...") })
public class ProbeCommand extends BaseCommand {

	@Parameter(label = "Ending", persist = false, required = false, description = "how to end")
	private String ending = "well";

	@Parameter(label = "Text", persist = false, required = false, description = "any text")
	private String text = "nothing";

	@Parameter(label = "Flag", persist = false, required = false, description = "on or off")
	private Boolean flag = false;

	@Parameter(label = "Number", persist = false, required = false, description = "any number")
	private Double number = 1.5;

	@Parameter(label = "Choice", persist = false, required = false, choices = { "cpu", "gpu" }, description = "one of two")
	private String device = "cpu";

	@Parameter(label = "File", persist = false, required = false, description = "a path")
	private File output;

	@Override
	protected void execute(final Progress progress) throws IOException {
		progress.update(0.5, "half way");
		switch (ending) {
			case "mistake" -> throw new UserException("The text is wrong.");
			case "file" -> throw new IOException("The file is wrong.");
			case "denied" -> throw new AccessDeniedException("/there/weights");
			case "bug" -> throw new IllegalStateException("broken inside");
			case "cancel" -> throw new CancellationException();
			default -> throw new UserException(text + "|" + flag + "|" + number + "|" + device + "|" + output);
		}
	}
}
