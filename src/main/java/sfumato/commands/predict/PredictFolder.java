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
import sfumato.commands.inputs.ModelInput;
import sfumato.dialogs.SectionWidget;
import sfumato.engine.Precision;
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

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Model folder", style = "directory", persist = false,
		description = "as Train Network... writes it; several, separated by semicolons, are averaged")
	private File model;

	@Parameter(label = "Output folder", style = "directory", persist = false,
		description = "a new folder, or one that is to be completed")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether results that are there already are made anew")
	private Boolean overwrite = false;

	@Parameter(label = "Format", persist = false, required = false,
		description = "one or several of tiff, nifti (with the orientation of NIfTI images), png (label maps) and rois, e.g. tiff,rois")
	private String format = "tiff";

	@Parameter(label = "Show", choices = { "probabilities", "labels", "both" }, persist = false, required = false,
		description = "what tiff and nifti hold: the probability of each class, the most probable class, or both in two files")
	private String show = "probabilities";

	@Parameter(label = "Uncertainty", persist = false, required = false,
		description = "whether the entropy is written, too, as tiff and nifti")
	private Boolean uncertainty = false;

	@Parameter(label = "Shard", persist = false, required = false,
		description = "the share of the images that is predicted, e.g. 2/5, the second of five; empty for all")
	private String shard = "";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headcomputing = "Computing";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "of convolutions: 32-bit, bfloat16 (faster where the hardware has it), or auto, which times both")
	private String precision = "fp32";

	@Parameter(label = "Tile (pixels, 0 = choose)", min = "0", persist = false, required = false,
		description = "side of a tile, a multiple of 32 for most networks; smaller tiles take less memory")
	private Integer tile = 0;

	@Parameter(label = "Overlap (pixels, 0 = choose)", min = "0", persist = false, required = false,
		description = "what neighbouring tiles share at least; a quarter of the tile if it is not given")
	private Integer overlap = 0;

	@Parameter(label = "Flips", persist = false, required = false,
		description = "whether images are also seen upside down, left to right, and both, and the mean counts; four times as slow")
	private Boolean flips = false;

	@Parameter(label = "Recalibrate", persist = false, required = false,
		description = "whether the model's recalibration, if it has one, is applied")
	private Boolean recalibrate = true;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final FolderPrediction.Result result = sfumato(progress).predictFolder(input.toPath(), ModelInput.models(model)).cases(cases).format(
			format).show(show).uncertainty(uncertainty).shard(shard).overwrite(overwrite).tile(tile).overlap(overlap).flips(flips).recalibrate(
				recalibrate).device(device).threads(threads).precision(precision).to(output.toPath());
		progress.log(label() + ": " + result.done() + " images were predicted, " + result.skipped() + " had been before" + (result
			.failed() > 0 ? ", and " + result.failed() + " could not be" : "") + "; see " + result.table() + ".");
	}
}
