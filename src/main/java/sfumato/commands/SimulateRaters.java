package sfumato.commands;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.data.RaterSimulation;
import sfumato.progress.Progress;

/** Writes a data set of phantoms and raters who disagree; the API's {@link RaterSimulation}. */
@Plugin(type = Command.class, headless = true,
	description = "Makes phantoms with ambiguous borders and raters who disagree about them.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Simulate Raters...", weight = 9) })
public class SimulateRaters extends BaseCommand {

	@Parameter(label = "Images", min = "1", persist = false, required = false, description = "how many cases")
	private Integer images = 16;

	@Parameter(label = "Raters", min = "1", persist = false, required = false, description = "how many raters label each case")
	private Integer raters = 5;

	@Parameter(label = "Width (pixels)", min = "32", persist = false, required = false, description = "of an image")
	private Integer width = 128;

	@Parameter(label = "Height (pixels)", min = "32", persist = false, required = false, description = "of an image")
	private Integer height = 128;

	@Parameter(label = "Seed", persist = false, required = false, description = "equal seeds make equal cases")
	private Long seed = 0L;

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "the folder to be written; it must be empty or not exist")
	private File output;

	@Parameter(type = ItemIO.OUTPUT, label = "Data set")
	private String dataset;

	@Override
	protected void execute(final Progress progress) throws IOException {
		new RaterSimulation(images, raters, width, height, seed).write(output.toPath(), progress);
		dataset = output.toString();
	}
}
