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
import sfumato.progress.Progress;

/** Segments all images of a folder; the API's {@link FolderPrediction}. */
@Plugin(type = Command.class, headless = true, description = "Segments all images of a folder with a trained model or an ensemble.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Predict Folder...", weight = 302) })
public class PredictFolder extends BaseCommand {

	@Parameter(label = "Input folder", style = "directory", persist = false,
		description = "folder with images, with a subfolder images, or with a folder per case that holds an image named image")
	private File input;

	@Inputs(without = "task")
	private final CaseInputs chosen = new CaseInputs();

	@Inputs(texts = @Inputs.Text(of = "model",
		description = "model folder, as written by Train Network...; several, separated by semicolons, form an ensemble"))
	private final ModelInput model = new ModelInput();

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "predict images again that already have results"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Format", persist = false, required = false,
		description = "file formats, separated by commas: tiff, nifti (keeps the orientation of NIfTI images), png (label maps), rois; e.g." +
			" tiff,rois")
	private String format = "tiff";

	@Inputs(texts = { @Inputs.Text(of = "show",
		description = "contents of tiff and nifti: probability map, label map (most probable class), or both in two files"), @Inputs.Text(
			of = "uncertainty", label = "Uncertainty", description = "write the entropy of the probabilities, as tiff and nifti") })
	private final ShownInputs shown = new ShownInputs();

	@Parameter(label = "Shard (part/parts)", persist = false, required = false,
		description = "share of the images to predict, e.g. 2/5, the second of five; empty for all")
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
		progress.log(PredictMenuMessages.folderPredicted(label(), result.done(), result.skipped(), result.failed(),
			result.table()));
	}
}
