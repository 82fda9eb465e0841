package sfumato.commands.labels;

import java.io.File;
import java.io.IOException;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInput;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.images.CaseImages;
import sfumato.progress.Progress;

/** Opens one case of a data set, its image and its raters; the API's {@link Dataset#load(Case)}. */
@Plugin(type = Command.class, headless = true, description = "Opens one case of a data set: its image and its raters.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Open Case...", weight = 100) })
public class OpenCase extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Case", persist = false, description = "its name, or its position in natural order, e.g. 26")
	private String cases;

	@Parameter(label = "Polarity", choices = { "default", "normal", "inverted", "auto" }, persist = false, required = false,
		description = "which value of a mask is the object: inverted takes 0, auto takes 0 of masks that look so; default as" +
			" dataset.json says, else normal")
	private String polarity = "default";

	@Parameter(label = "Numbers", choices = { NumbersInput.DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = NumbersInput.DESCRIPTION)
	private String numbers = NumbersInput.DEFAULT;

	@Parameter(label = "Geometry", choices = { GeometryInput.DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = GeometryInput.DESCRIPTION)
	private String geometry = GeometryInput.DEFAULT;

	@Parameter(type = ItemIO.OUTPUT, label = "Raters", description = "label maps, one rater per slice (volumes: per channel)")
	private ImagePlus raters;

	@Parameter(type = ItemIO.OUTPUT, label = "Image", description = "the raw image")
	private ImagePlus image;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Dataset set = DatasetInput.open(dataset, task, polarity, numbers, geometry);
		final List<Case> chosen = set.cases(cases);
		if (chosen.size() != 1) throw new IllegalArgumentException("cases=" + cases + " names " + chosen.size() +
			" cases (" + Dataset.names(chosen) + "); one can be opened at a time.");
		final LoadedCase loaded = set.load(chosen.get(0));
		loaded.notes().forEach(progress::log);
		image = CaseImages.image(loaded);
		raters = CaseImages.raters(loaded);
	}
}
