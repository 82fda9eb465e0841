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
import sfumato.api.Reliability;
import sfumato.calibration.CalibrationBands;
import sfumato.commands.BaseCommand;
import sfumato.commands.CommandMessages;
import sfumato.commands.inputs.BootstrapInputs;
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
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.text.UserException;

/**
 * Adds calibration errors to the Results table, plots the reliability diagram and maps the local calibration error; the API's
 * {@link Evaluation} and {@link FolderEvaluation}.
 */
@Plugin(type = Command.class, headless = true, description = "Measures the calibration of predicted probabilities.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
	@Menu(label = "Evaluate Calibration...", weight = 402) })
public class EvaluateCalibration extends BaseCommand {

	@Parameter(label = "Prediction", style = ImageRole.ACTIVE, persist = false, autoFill = false, required = false,
		attrs = @Attr(name = ImageRole.INSTEAD, value = "predictions references"), callback = "describe",
		description = "probability map to evaluate")
	private ImagePlus prediction;

	@Parameter(label = "Reference", style = ImageRole.SEGMENTATION, persist = false, autoFill = false, required = false,
		attrs = @Attr(name = ImageRole.INSTEAD, value = "predictions references"), callback = "describe",
		description = "reference (ground truth): label map, binary mask, or fused raters, of which the most probable class counts")
	private ImagePlus reference;

	@Parameter(label = "Calibration errors", style = MethodWidget.LIST + "sfumato.calibration.CalibrationError", persist = false, required = false,
		description = "calibration errors, separated by commas, e.g. ece(bins: 10), sce, brier; the diagram shows the first ece")
	private String errors = "ece(bins: 10)";

	@Inputs
	private final RegionInput region = new RegionInput(() -> MapImages.selected(prediction, reference));

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headmap = "Calibration map of open images";

	@Parameter(label = "Calibration map", choices = { "none", "foreground", "label" }, persist = false, required = false,
		description = "map of the local calibration error of open images: mean probability minus frequency of the foreground, or mean" +
			" confidence minus accuracy of the most probable class, around each pixel")
	private String map = "none";

	@Parameter(label = "Map window size (pixels)", persist = false, required = false,
		description = "side of the square window around each pixel; odd")
	private Integer window = 15;

	@Inputs
	private final NumbersInput numbers = new NumbersInput();

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headfolders = "Folders instead of open images";

	@Inputs
	private final FolderInputs folders = new FolderInputs();

	@Parameter(label = "Averaging", choices = { "image", "dataset" }, persist = false, required = false,
		description = "folders only: mean over cases, or all pixels pooled; pooled ace, ece-kde, smooth-ece and equal-mass bins need all" +
			" cases in memory")
	private String averaging = "image";

	@Inputs
	private final WorstInput worst = new WorstInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headintervals = "Confidence intervals of the diagram";

	@Inputs(texts = @Inputs.Text(of = "resamples", description = "number of bootstrap resamples for the confidence intervals in the diagram"))
	private final BootstrapInputs bootstrap = new BootstrapInputs(CalibrationBands.RESAMPLES);

	@Inputs(texts = @Inputs.Text(of = "device", description = "device that counts pixels: cpu needs no tensor engine; auto takes a GPU if" +
		" the engine has one. Only ece uses the device"))
	private final CountingDeviceInput device = new CountingDeviceInput();

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Table";

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Scores (CSV)",
		description = "file for the errors, one row per case; the bins are written beside it (…-diagram.csv); empty writes none"), @Inputs.Text(
			of = "overwrite", description = "replace existing files") })
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Scores", description = "scores in the Results table")
	private ResultsTable scores;

	@Parameter(type = ItemIO.OUTPUT, label = "Calibration map", description = "local calibration error, 32-bit, from -1 to 1; 0 is" +
		" calibrated")
	private ImagePlus where;

	@Parameter(type = ItemIO.OUTPUT, label = "Reliability diagram", description = "reliability diagram: accuracy against confidence")
	private ImagePlus diagram;

	@Override
	protected void check() throws IOException {
		final CaseScoring scoring = CaseScoring.of("", errors);
		if (scoring.errors().isEmpty()) throw new UserException(EvaluateMenuMessages.noErrors());
		final Averaging by = Averaging.parse(averaging);
		if (by == Averaging.CLASS) throw new UserException(
			EvaluateMenuMessages.averagingOfErrors());
		worst.require();
		folders.require(label(), prediction, reference, region.image(), by != Averaging.IMAGE || worst.percent() > 0);
		if (output.isGiven()) {
			output.requireWritable();
			output.requireWritable(CalibrationPictures.beside(output.path()));
		}
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		if (folders.areGiven()) ofFolders(Averaging.parse(averaging), progress);
		else ofImages(progress);
	}

	private void ofImages(final Progress progress) throws IOException {
		final Evaluation evaluation = sfumato(progress).evaluate(prediction, reference).metrics("").errors(errors).region(region.image())
			.selection(region.selection()).numbers(numbers.ofOpen().toString()).geometry(geometry.ofOpen().toString()).device(device.device())
			.resamples(bootstrap.resamples()).seed(bootstrap.seed()).window(window);
		final CaseScores row = CaseScores.of(evaluation.run(), ScoreTable.LABEL, Compared.of(prediction, reference));
		show(evaluation.reliability(), prediction.getTitle(), progress);
		if (!map.equalsIgnoreCase("none")) where = CalibrationPictures.map(evaluation.calibrationMap(map), map.equalsIgnoreCase(
			"foreground"), prediction);
		if (output.isGiven()) row.write(output.path());
		scores = row.toRow();
	}

	private void ofFolders(final Averaging by, final Progress progress) throws IOException {
		if (!map.equalsIgnoreCase("none")) throw new UserException(EvaluateMenuMessages.mapOfFolders(map));
		final FolderEvaluation evaluation = folders.of(sfumato(progress), numbers, geometry).metrics("").errors(errors).averaging(averaging)
			.worst(worst.percent()).device(device.device()).resamples(bootstrap.resamples()).seed(bootstrap.seed());
		progress.log(CommandMessages.cases(label(), String.join(", ", evaluation.names())));
		final FolderScores found = evaluation.run();
		final CaseScoring scoring = CaseScoring.of("", errors);
		if (folders.arePooled()) progress.log(ScoreReport.pooled(folders.pool(), scoring, found.scores().cases().size()));
		final ScoreReport report = new ScoreReport(found, scoring, by, folders.compared());
		show(found.reliability(), folders.name(), progress);
		if (output.isGiven()) report.write(output.path());
		scores = report.toResults();
		report.log(label(), folders.arePooled(), progress);
		found.requireAll(FolderInputs.where(output));
	}

	private void show(final Reliability reliability, final String name, final Progress progress) throws IOException {
		diagram = CalibrationPictures.diagram(reliability, name);
		if (output.isGiven()) NewFile.writeText(CalibrationPictures.beside(output.path()), reliability.toCsv());
		progress.log(label() + ": " + reliability);
	}

	/** Shows in the dialog which pixels count. */
	void describe() {
		region.describe();
	}
}
