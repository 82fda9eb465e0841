package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.CalibrationError;
import sfumato.calibration.CalibrationMap;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ExpectedCalibrationError.Of;
import sfumato.calibration.ReliabilityDiagram;
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
import sfumato.jobs.EvaluateJob;
import sfumato.labels.Comparison;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ComparedFolders;
import sfumato.scoring.ScoreSummary;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.scoring.ScoringMessages;
import sfumato.statistics.CaseGroups;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Adds calibration errors to the Results table, plots the reliability diagram and maps the local calibration error; the API's
 * {@link CalibrationError}, {@link CalibrationBands} and {@link CalibrationMap}.
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
		final CaseScoring scoring = CaseScoring.of("", errors);
		final Averaging by = Averaging.parse(averaging);
		final ExpectedCalibrationError drawn = scoring.errors().stream().filter(ExpectedCalibrationError.class::isInstance).map(
			ExpectedCalibrationError.class::cast).findFirst().orElseGet(ExpectedCalibrationError::new);
		if (folders.areGiven()) ofFolders(scoring, drawn, by, progress);
		else ofImages(drawn, progress);
	}

	private void ofImages(final ExpectedCalibrationError drawn, final Progress progress)
		throws IOException
	{
		final CaseScores row = CaseScores.of(sfumato(progress).evaluate(prediction, reference).metrics("").errors(errors).region(region.image())
			.selection(region.selection())
			.numbers(numbers.ofOpen().toString()).geometry(geometry.ofOpen().toString()).device(device.device()).run(), ScoreTable.LABEL, Compared.of(prediction,
				reference));
		final Comparison images = MapImages.compare(prediction, reference, region.image(), region.selection(), numbers.ofOpen(), geometry.ofOpen(), Progress.none());
		show(drawn, CalibrationBands.ofTiles(images, drawn, bootstrap.resamples(), bootstrap.seed()), prediction.getTitle(), progress);
		if (!map.equalsIgnoreCase("none")) where = CalibrationPictures.map(images, new CalibrationMap(of(map), window),
			prediction);
		if (output.isGiven()) row.write(output.path());
		scores = row.toRow();
	}

	private void ofFolders(final CaseScoring scoring, final ExpectedCalibrationError drawn,
		final Averaging by, final Progress progress) throws IOException
	{
		if (!map.equalsIgnoreCase("none")) throw new UserException(EvaluateMenuMessages.mapOfFolders(map));
		final ComparedFolders compared = folders.open(numbers, geometry);
		progress.log(CommandMessages.cases(label(), String.join(", ", compared.names())));
		final ExpectedCalibrationError even = drawn.withEqualWidth();
		if (!even.options().equals(drawn.options())) progress.log(EvaluateMenuMessages.equalWidthBins());
		final CaseGroups patients = new CaseGroups(EvaluateJob.POOL, folders.pool());
		compared.names().forEach(patients::of); // before the work
		// all cases stay in memory only where an error is that of all their pixels and no sum over them
		final boolean sums = scoring.averaged().isEmpty();
		final boolean keeps = by == Averaging.DATASET && !sums;
		final DeviceCounts counts = new DeviceCounts(device.device(), scoring.errors(), jobs(), progress);
		final Function<ComparedCase, Scored> score = c -> new Scored(scoring.score(counts.of(c)), even.diagram(List.of(c.labels())));
		final ComparedFolders.Results<ComparedCase> whole = keeps ? compared.map(Function.identity(), progress.part(0, 0.4)) : null;
		final List<ComparedCase> kept = keeps ? whole.list() : List.of();
		final ComparedFolders.Results<Scored> each = keeps ? null : compared.map(score, progress);
		final List<Scored> scored = new ArrayList<>(keeps ? List.of() : each.list());
		for (final ComparedCase c : kept) {
			progress.checkCanceled();
			progress.update(0.4 + 0.6 * scored.size() / kept.size(), ScoringMessages.scoring(c.name()));
			scored.add(score.apply(c));
		}
		final List<CaseScoring.Row> cases = scored.stream().map(Scored::row).toList(), rows = scoring.pooled(cases, patients);
		if (!patients.areCases()) progress.log(ScoreReport.pooled(folders.pool(), scoring, rows.size()));
		final Map<String, Double> together = by != Averaging.DATASET ? Map.of() : sums ? scoring.together(cases) : scoring.errors(kept);
		final ScoreReport report = new ScoreReport(new ScoreSummary(scoring, rows), by, worst.percent(), together, folders.compared());
		final Map<String, ReliabilityDiagram> diagrams = new LinkedHashMap<>();
		for (final Scored s : scored)
			diagrams.merge(patients.of(s.row().name()), s.diagram(), ReliabilityDiagram::plus);
		show(even, CalibrationBands.ofImages(List.copyOf(diagrams.values()), bootstrap.resamples(), bootstrap.seed()), folders.name(), progress);
		if (output.isGiven()) report.write(output.path());
		scores = report.toResults();
		report.log(label(), folders.arePooled(), progress);
		(keeps ? whole : each).requireAll(FolderInputs.where(output));
	}

	/** The scores and the diagram of a case. */
	private record Scored(CaseScoring.Row row, ReliabilityDiagram diagram) {}

	private void show(final ExpectedCalibrationError drawn, final CalibrationBands bands, final String name,
		final Progress progress) throws IOException
	{
		final Path file = output.isGiven() ? CalibrationPictures.beside(output.path()) : null;
		diagram = CalibrationPictures.diagram(drawn, bands, name);
		if (file != null) CalibrationPictures.write(bands, file);
		progress.log(label() + ": " + CalibrationPictures.sentence(bands, bootstrap.resamples()));
	}

	private static Of of(final String map) {
		for (final Of of : Of.values())
			if (of.name().equalsIgnoreCase(map)) return of;
		throw new UserException(WrongValue.message("map", map, "none, foreground or label"));
	}

	/** Shows in the dialog which pixels count. */
	void describe() {
		region.describe();
	}
}
