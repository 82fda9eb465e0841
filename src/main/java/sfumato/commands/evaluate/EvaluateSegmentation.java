package sfumato.commands.evaluate;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.api.Evaluation;
import sfumato.api.FolderEvaluation;
import sfumato.api.FolderScores;
import sfumato.api.Scores;
import sfumato.commands.BaseCommand;
import sfumato.commands.CommandMessages;
import sfumato.commands.inputs.CountedClassesInput;
import sfumato.commands.inputs.CountingDeviceInput;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.Compared;
import sfumato.commands.tables.ScoreTable;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.images.MapImages;
import sfumato.metrics.VolumeError;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.text.UserException;

/** Adds segmentation scores to the Results table; the API's {@link Evaluation} and {@link FolderEvaluation}. */
@Plugin(type = Command.class, headless = true, description = "Scores segmentations against reference labels, with overlap, boundary and" +
	" object metrics.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
	@Menu(label = "Evaluate Segmentation...", weight = 401) })
public class EvaluateSegmentation extends BaseCommand {

	@Parameter(label = "Prediction", style = ImageRole.ACTIVE, persist = false, autoFill = false, required = false,
		attrs = @Attr(name = ImageRole.INSTEAD, value = "predictions references"), callback = "describe",
		description = "segmentation to score: probability map, label map or binary mask")
	private ImagePlus prediction;

	@Parameter(label = "Reference", style = ImageRole.SEGMENTATION, persist = false, autoFill = false, required = false,
		attrs = @Attr(name = ImageRole.INSTEAD, value = "predictions references"), callback = "describe",
		description = "reference (ground truth): fused raters, label map or binary mask of the same size")
	private ImagePlus reference;

	@Parameter(label = "Metrics", style = MethodWidget.LIST + "sfumato.metrics.SegmentationMetric", persist = false, required = false,
		description = "metrics, separated by commas, e.g. dice, bdice, objects, hausdorff, surface-dice(tolerance: 2)")
	private String metrics = "dice, bdice";

	@Inputs
	private final CountedClassesInput classes = new CountedClassesInput();

	@Inputs
	private final RegionInput region = new RegionInput(() -> MapImages.selected(prediction, reference));

	@Parameter(label = "Object table", persist = false, required = false,
		description = "open images only: table with one row per object, its area and its matched object")
	private Boolean objects = false;

	@Inputs
	private final NumbersInput numbers = new NumbersInput();

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headfolders = "Folders instead of open images";

	@Inputs
	private final FolderInputs folders = new FolderInputs();

	@Parameter(label = "Averaging", choices = { "image", "dataset", "class" }, persist = false, required = false,
		description = "folders only: mean over cases, all pixels pooled, or mean over classes of the mean over cases")
	private String averaging = "image";

	@Inputs
	private final WorstInput worst = new WorstInput();

	@Inputs(texts = @Inputs.Text(of = "device", description = "device that counts pixels: cpu needs no tensor engine; auto takes a GPU if" +
		" the engine has one. Distances always use the CPU"))
	private final CountingDeviceInput device = new CountingDeviceInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Table";

	@Inputs(texts = @Inputs.Text(of = "output", label = "Scores (CSV)", description = "file for the scores, one row per case; volume-error" +
		" of folders adds …-volumes.csv; empty writes none"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Scores", description = "scores in the Results table")
	private ResultsTable scores;

	@Parameter(type = ItemIO.OUTPUT, label = "Objects", description = "one row per object of the prediction and of the reference")
	private ResultsTable each;

	@Parameter(type = ItemIO.OUTPUT, label = "Bland-Altman plot", description = "Bland-Altman plot of the volumes; folders with the metric" +
		" volume-error only")
	private ImagePlus volumes;

	@Override
	protected void check() throws IOException {
		final CaseScoring scoring = scoring();
		if (scoring.metrics().isEmpty()) throw new UserException(EvaluateMenuMessages.noMetrics());
		final Averaging by = Averaging.parse(averaging);
		worst.require();
		folders.require(label(), prediction, reference, region.image(), by != Averaging.IMAGE || worst.percent() > 0);
		if (objects && folders.areGiven()) throw new UserException(
			EvaluateMenuMessages.objectsOfFolders());
		if (output.isGiven()) {
			output.requireWritable();
			if (folders.areGiven() && hasVolumes(scoring)) output.requireWritable(VolumePictures.beside(output.path()));
		}
	}

	private CaseScoring scoring() {
		return CaseScoring.of(metrics, "", classes.classes());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final CaseScoring scoring = scoring();
		final Averaging by = Averaging.parse(averaging);
		if (folders.areGiven()) ofFolders(scoring, by, progress);
		else {
			final CaseScores row = CaseScores.of(ofImages(progress), ScoreTable.EMPTY_MASKS, Compared.of(prediction, reference));
			if (output.isGiven()) row.write(output.path());
			scores = row.toRow();
		}
	}

	private void ofFolders(final CaseScoring scoring, final Averaging by, final Progress progress)
		throws IOException
	{
		final FolderEvaluation evaluation = classes.of(folders.of(sfumato(progress), numbers, geometry)).metrics(metrics).errors("").averaging(
			averaging).worst(worst.percent()).device(device.device());
		progress.log(CommandMessages.cases(label(), String.join(", ", evaluation.names())));
		final FolderScores found = evaluation.run();
		if (folders.arePooled()) progress.log(ScoreReport.pooled(folders.pool(), scoring, found.scores().cases().size()));
		if (hasVolumes(scoring)) {
			if (found.volumes().size() > 1) volumes = VolumePictures.of(folders.name(), found);
			if (output.isGiven()) VolumePictures.write(found.volumes(), VolumePictures.beside(output.path()));
		}
		final ScoreReport report = new ScoreReport(found, scoring, by, folders.compared());
		if (output.isGiven()) report.write(output.path());
		scores = report.toResults();
		report.log(label(), folders.arePooled(), progress);
		found.requireAll(FolderInputs.where(output));
	}

	/** Whether the metrics include volume errors, for which volumes are listed by case. */
	private static boolean hasVolumes(final CaseScoring scoring) {
		return scoring.metrics().stream().anyMatch(VolumeError.class::isInstance);
	}

	private Scores ofImages(final Progress progress) throws IOException {
		final Evaluation evaluation = classes.of(sfumato(progress).evaluate(prediction, reference)).metrics(metrics).errors("").region(region
			.image()).selection(region.selection()).numbers(numbers.ofOpen().toString()).geometry(geometry.ofOpen().toString()).device(device.device());
		final Scores found = evaluation.run();
		if (objects) each = ObjectTable.of(evaluation.objects());
		return found;
	}

	/** Shows in the dialog which pixels count. */
	void describe() {
		region.describe();
	}
}
