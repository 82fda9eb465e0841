package sfumato.commands.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.api.Model;
import sfumato.api.Prediction;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.InputMessages;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.RecalibrateInput;
import sfumato.commands.inputs.ShownInputs;
import sfumato.commands.inputs.TileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.files.RoiSet;
import sfumato.labels.LabelClass;
import sfumato.models.ModelFolder;
import sfumato.output.NewFile;
import sfumato.planes.PlaneSink;
import sfumato.prediction.PredictionOutput;
import sfumato.progress.Progress;

/** Segments an image with a model; the API's {@link Prediction}. */
@Plugin(type = Command.class, headless = true, description = "Segments an image with a trained model or an ensemble.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Predict Segmentation...", weight = 301) })
public class PredictSegmentation extends BaseCommand {

	@Parameter(label = "Image", style = ImageRole.ACTIVE, persist = false, autoFill = false,
		callback = "select", description = "raw image; slices and frames are segmented one by one, channels are the network's input channels")
	private ImagePlus image;

	@Inputs(texts = @Inputs.Text(of = "model",
		description = "model folder, as written by Train Network...; several, separated by semicolons, form an ensemble"))
	private final ModelInput model = new ModelInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headcomputing = "Computing";

	@Inputs
	private final ComputeInputs computing = new ComputeInputs();

	@Inputs(texts = @Inputs.Text(of = "flips",
		description = "average the predictions of the image and its horizontal, vertical and double flip; four times as slow"))
	private final TileInputs tiles = new TileInputs();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Inputs
	private final RecalibrateInput recalibrate = new RecalibrateInput();

	@Parameter(label = "Selection only", persist = false, required = false, initializer = "begin", callback = "describe",
		description = "segment the image's area selection only; pixels outside become background. If left out: if there is one")
	private Boolean region;

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, label = "Segmented",
		description = "which pixels are segmented")
	private String segmented = "";

	@Inputs
	private final ShownInputs shown = new ShownInputs();

	@Parameter(label = "Show overlay", persist = false, required = false,
		description = "show a copy of the image with the outlines of the classes")
	private Boolean overlay = false;

	@Parameter(label = "ROIs", persist = false, required = false,
		description = "add the outlines to the ROI Manager and, with an output, save them beside it as …-rois.zip")
	private Boolean rois = false;

	@Inputs(texts = { @Inputs.Text(of = "output", description = "TIFF file, written in pieces, for images larger than the memory; several" +
		" results get suffixes"), @Inputs.Text(of = "overwrite",
			description = "replace existing files") })
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Overlay", description = "image with the outlines of the classes")
	private ImagePlus outlined;

	@Parameter(type = ItemIO.OUTPUT, label = "Uncertainty", description = "entropy of the probabilities of each pixel")
	private ImagePlus entropy;

	@Parameter(type = ItemIO.OUTPUT, label = "Labels", description = "label map: the most probable class of each pixel")
	private ImagePlus labels;

	@Parameter(type = ItemIO.OUTPUT, label = "Probabilities", description = "probability map, one channel per class")
	private ImagePlus probabilities;

	@Override
	protected void check() throws IOException {
		output.requireWritable();
		if (roiFile().isPresent()) output.requireWritable(roiFile().get());
	}

	private Optional<Path> roiFile() {
		return !output.isGiven() || !rois ? Optional.empty() : Optional.of(output.path().resolveSibling(PredictionImages.stem(output.path()) +
			"-rois.zip"));
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Optional<Path> roiFile = roiFile();
		final Model[] models = model.models();
		final Prediction prediction = computing.of(tiles.of(sfumato(progress).predict(image, models))).recalibrate(recalibrate.wanted());
		final List<LabelClass> classes = ModelFolder.readDescription(models[0].folder()).classes();
		final PredictedOutlines outlines = overlay || rois ? new PredictedOutlines(image, classes) : null;
		try (PredictionImages images = new PredictionImages(image, classes, shown.products(), output.path(), output
			.overwrite()))
		{
			final PlaneSink sink = outlines == null ? images.sink() : PlaneSink.all(List.of(images.sink(), PredictionOutput.LABELS.into(
				outlines, classes.size())));
			if (isLimited(progress)) new Selection(image).predict(prediction, sink, classes.size());
			else prediction.into(sink::write);
			final Map<PredictionOutput, ImagePlus> results = images.finish();
			labels = results.get(PredictionOutput.LABELS);
			probabilities = results.get(PredictionOutput.PROBABILITIES);
			entropy = results.get(PredictionOutput.UNCERTAINTY);
		}
		if (overlay) outlined = outlines.overlay();
		if (rois) keep(outlines, classes.size() > 2, roiFile, progress);
	}

	/** Whether only the selection is segmented; said, if nobody has chosen it. */
	private boolean isLimited(final Progress progress) {
		if (region != null) return region;
		final boolean limited = Selection.isIn(image);
		if (limited) progress.log(label() + ": " + PredictMenuMessages.onlySelection(image));
		return limited;
	}

	/** A dialog begins with the selection of the active image; a macro or a script has said what it wants, or is told. */
	void begin() {
		if (region == null && !macro().isMacro() && !isCalledByScript()) select();
	}

	/** Takes the selection of the chosen image. */
	void select() {
		region = Selection.isIn(image);
		describe();
	}

	/** Shows in the dialog what is segmented. */
	void describe() {
		if (region == null) region = Selection.isIn(image); // the default
		segmented = !Selection.isIn(image) ? InputMessages.nothingSelected() : region ? InputMessages.onlySelection(image) : InputMessages
			.selectionIgnored(image);
	}

	private static void keep(final PredictedOutlines outlines, final boolean groups, final Optional<Path> file, final Progress progress)
		throws IOException
	{
		final boolean managed = outlines.addToManager();
		if (file.isPresent()) NewFile.write(file.get(), f -> RoiSet.write(f, outlines.rois(), groups));
		else if (!managed) progress.log(PredictMenuMessages.noRoiManager(outlines.rois().size()));
	}
}
