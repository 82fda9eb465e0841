package sfumato.commands.predict;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.FolderPrediction;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.CaseInputs;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.RecalibrateInput;
import sfumato.commands.inputs.ShownInputs;
import sfumato.commands.inputs.TileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.jobs.PredictFolderJob.Format;
import sfumato.jobs.Shard;
import sfumato.progress.Progress;

/** Segments the images of a folder into another one; the API's {@link FolderPrediction}. */
@Plugin(type = Command.class, headless = true, description = "Segments the images of a folder with a trained model.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Predict Folder...", weight = 302) })
public class PredictFolder extends BaseCommand {

	@Parameter(label = "Input folder", style = "directory", persist = false,
		description = "with images in it, in a folder images in it, or named image in a folder per case")
	private File input;

	@Inputs(without = "task")
	private final CaseInputs chosen = new CaseInputs();

	@Inputs(texts = @Inputs.Text(of = "model",
		description = "as Train Network... writes it; several, separated by semicolons, are averaged"))
	private final ModelInput model = new ModelInput();

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "whether results that are there already are made anew"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Format", persist = false, required = false,
		description = "one or several of tiff, nifti (with the orientation of NIfTI images), png (label maps) and rois, e.g. tiff,rois")
	private String format = "tiff";

	@Inputs(texts = { @Inputs.Text(of = "show",
		description = "what tiff and nifti hold: the probability of each class, the most probable class, or both in two files"), @Inputs.Text(
			of = "uncertainty", label = "Uncertainty", description = "whether the entropy is written, too, as tiff and nifti") })
	private final ShownInputs shown = new ShownInputs();

	@Parameter(label = "Shard", persist = false, required = false,
		description = "the share of the images that is predicted, e.g. 2/5, the second of five; empty for all")
	private String shard = "";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headcomputing = "Computing";

	@Inputs
	private final ComputeInputs computing = new ComputeInputs();

	@Inputs
	private final TileInputs tiles = new TileInputs();

	@Inputs
	private final RecalibrateInput recalibrate = new RecalibrateInput();

	@Override
	protected void execute(final Progress progress) throws IOException {
		final FolderPrediction.Result result = computing.of(tiles.of(shown.of(sfumato(progress).predictFolder(input.toPath(), model.models()))))
			.cases(chosen.cases()).format(format).shard(shard).recalibrate(recalibrate.wanted()).overwrite(output.overwrite()).to(output
				.path());
		progress.log(label() + ": " + result.done() + " images were predicted, " + result.skipped() + " had been before" + (result
			.failed() > 0 ? ", and " + result.failed() + " could not be" : "") + "; see " + result.table() + ".");
	}
}
