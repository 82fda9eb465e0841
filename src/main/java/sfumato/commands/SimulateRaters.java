package sfumato.commands;

import java.io.File;
import java.io.IOException;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.data.RaterSimulation;
import sfumato.progress.Progress;

/** Writes phantoms with biased raters as a dataset; the API's {@link RaterSimulation#write}. */
@Plugin(type = Command.class, headless = true,
	description = "Makes a dataset of phantoms and raters who disagree about them, to try everything with.", menu = { @Menu(
		label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1), @Menu(label = "Simulate Raters...",
			weight = 9) })
public class SimulateRaters extends BaseCommand {

	private static final RaterSimulation DEFAULTS = new RaterSimulation();

	@Parameter(label = "Output folder", persist = false, style = "directory",
		description = "a new or empty folder, which gets one folder per case")
	private File output;

	@Parameter(label = "Images", persist = false, required = false, description = "how many cases, 1 to 999")
	private Integer images = DEFAULTS.images();

	@Parameter(label = "Raters", persist = false, required = false, description = "how many raters label each, 1 to 99")
	private Integer raters = DEFAULTS.raters();

	@Parameter(label = "Width", persist = false, required = false, description = "of an image in pixels, 32 to 4096")
	private Integer width = DEFAULTS.width();

	@Parameter(label = "Height", persist = false, required = false, description = "of an image in pixels, 32 to 4096")
	private Integer height = DEFAULTS.height();

	@Parameter(label = "Seed", persist = false, required = false, description = "equal seeds make equal data")
	private Long seed = DEFAULTS.seed();

	@Override
	protected void execute(final Progress progress) throws IOException {
		new RaterSimulation(images, raters, width, height, seed).write(output.toPath(), progress);
		progress.log(label() + ": " + images + " cases with " + raters + " raters are in " + output + ".");
	}
}
