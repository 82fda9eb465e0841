package sfumato.commands.labels;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInput;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.DatasetFusion;
import sfumato.dialogs.MethodWidget;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;
import sfumato.progress.Progress;

/** Fuses the raters of every case of a data set to disk; the API's {@link DatasetFusion}. */
@Plugin(type = Command.class, headless = true, description = "Fuses the raters of every case of a data set to disk.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Fuse Dataset...", weight = 102) })
public class FuseDataset extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Polarity", choices = { "default", "normal", "inverted", "auto" }, persist = false, required = false,
		description = "which value of a mask is the object: inverted takes 0, auto takes 0 of masks that look so; default as" +
			" dataset.json says, else normal")
	private String polarity = "default";

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "what means that a rater has not looked: none, empty-slices (of a volume), or a value such as 254; default" +
			" as dataset.json says, else none")
	private String missing = "default";

	@Parameter(label = "Numbers", choices = { NumbersInput.DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = NumbersInput.DESCRIPTION)
	private String numbers = NumbersInput.DEFAULT;

	@Parameter(label = "Geometry", choices = { GeometryInput.DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = GeometryInput.DESCRIPTION)
	private String geometry = GeometryInput.DEFAULT;

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false, required = false,
		description = "how the raters become one, e.g. average, majority, dice-weighted, random-rater(seed: 1)")
	private String method = "average";

	@Parameter(label = "Output folder", style = "directory", persist = false,
		description = "a new folder, or one that is to be completed")
	private File output;

	@Parameter(label = "Format", choices = { "tiff", "nifti" }, persist = false, required = false,
		description = "of the maps; nifti keeps the orientation of NIfTI images")
	private String format = "tiff";

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether the maps that are there are made anew")
	private Boolean overwrite = false;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final LabelFusion fusion = Methods.of(LabelFusion.class).create(method);
		final Dataset set = DatasetInput.open(dataset, task, polarity, missing, numbers, geometry);
		final List<Case> chosen = set.cases(cases);
		progress.log(label() + ": cases " + Dataset.names(chosen));
		final DatasetFusion.Result result = new DatasetFusion(fusion, DatasetFusion.Format.valueOf(format.toUpperCase(
			Locale.ROOT)), overwrite).write(set, chosen, output.toPath(), progress);
		progress.log(label() + ": " + result.fused() + " cases were fused and " + result.skipped() + " were there already, in " +
			output + ".");
	}
}
