package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.api.Scores;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OptionalImageWidget;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.ScoreTable;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.images.MapImages;
import sfumato.jobs.EvaluateJob;
import sfumato.labels.LabelNumbers;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.VolumeError;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedFolders;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.scoring.ScoreSummary;
import sfumato.statistics.CaseGroups;

/** Adds rows of scores to the Results table; the API's {@link CaseScoring}, {@link ComparedFolders} and {@link ScoreSummary}. */
@Plugin(type = Command.class, headless = true, description = "Scores segmentations against references.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
	@Menu(label = "Evaluate Segmentation...", weight = 401) })
public class EvaluateSegmentation extends BaseCommand {

	@Parameter(label = "Prediction", style = OptionalImageWidget.STYLE, persist = false, required = false,
		description = "what is to be scored: a probability map, a label map, or a binary mask")
	private ImagePlus prediction;

	@Parameter(label = "Reference", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "what it should be: fused raters, a label map, or a binary mask of the same size")
	private ImagePlus reference;

	@Parameter(label = "Metrics", style = MethodWidget.LIST + "sfumato.metrics.SegmentationMetric", persist = false, required = false,
		description = "metrics separated by commas, e.g. dice, bdice, objects, hausdorff, surface-dice(tolerance: 2)")
	private String metrics = "dice, bdice";

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false,
		description = EvaluateModel.CLASSES)
	private String classes = "present";

	@Parameter(label = "Region", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "an image of the same size that is 0 where pixels do not count; if left out, an image's selection counts")
	private ImagePlus region;

	@Parameter(label = "Table of objects", persist = false, required = false,
		description = "of open images: a row per object with its area and the object it is matched with")
	private Boolean objects = false;

	@Parameter(label = "Numbers", choices = { NumbersInput.DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = NumbersInput.DESCRIPTION)
	private String numbers = NumbersInput.DEFAULT;

	@Parameter(label = "Geometry", choices = { GeometryInput.DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = GeometryInput.DESCRIPTION)
	private String geometry = GeometryInput.DEFAULT;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headfolders = "Two folders instead of open images";

	@Parameter(label = "Folder of predictions", style = "directory", persist = false, required = false,
		description = "instead of open images: a folder with a file per case, e.g. case01.tif or case01-probabilities.tif")
	private File predictions;

	@Parameter(label = "Folder of references", style = "directory", persist = false, required = false,
		description = "a folder with a file per case, e.g. case01.png, or a data set, whose raters are the reference")
	private File references;

	@Parameter(label = "Task", persist = false, required = false,
		description = "of a data set: which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "of the folders: names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Pool by patient", persist = false, required = false,
		description = "of the folders: " + EvaluateModel.POOLED)
	private String pool = "";

	@Parameter(label = "Averaging", choices = { "image", "dataset", "class" }, persist = false, required = false,
		description = "of the folders: the mean over cases, all pixels together, or the mean over classes of the mean over cases")
	private String averaging = "image";

	@Parameter(label = "Worst (%)", persist = false, required = false,
		description = "of the folders: adds the mean over the worst cases, e.g. 5 for the worst 5 % of them; 0 for none")
	private Double worst = 0.0;

	@Parameter(label = "Device", choices = { "cpu", "auto", "gpu" }, persist = false, required = false,
		description = "where pixels are counted: cpu needs no tensor engine; auto takes a GPU if the engine has one. Distances are computed on the processor in any case")
	private String device = "cpu";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Table";

	@Parameter(label = "Scores (CSV)", style = "save", persist = false, required = false,
		description = "a file for the scores, one row per case; with volume-error of folders another, …-volumes.csv; none if left out")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Scores", description = "the Results table")
	private ResultsTable scores;

	@Parameter(type = ItemIO.OUTPUT, label = "Objects", description = "a row per object of the prediction and of the reference")
	private ResultsTable each;

	@Parameter(type = ItemIO.OUTPUT, label = "Volumes", description = "Bland-Altman plot of folders, if volume-error is a metric")
	private ImagePlus volumes;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final CaseScoring scoring = CaseScoring.of(metrics, "", CountedClasses.parse(classes));
		if (scoring.metrics().isEmpty()) throw new IllegalArgumentException("metrics is empty; name at least one, e.g. dice.");
		final Averaging by = Averaging.parse(averaging);
		ScoreSummary.requirePercent(worst);
		final FolderInputs inputs = new FolderInputs(label(), reference, predictions, references, task, cases, numbers, geometry);
		inputs.require(prediction, region, by != Averaging.IMAGE || worst > 0 || !pool.isBlank());
		if (objects && inputs.areFolders()) throw new IllegalArgumentException(
			"objects=true is for open images, but folders are given; open a case to see its objects.");
		if (output != null) {
			NewFile.requireWritable(output.toPath(), overwrite);
			if (inputs.areFolders() && hasVolumes(scoring)) NewFile.requireWritable(VolumePictures.beside(output.toPath()), overwrite);
		}
		if (inputs.areFolders()) ofFolders(inputs, scoring, by, progress);
		else {
			final CaseScores row = CaseScores.of(ofImages(scoring, progress), ScoreTable.EMPTY_MASKS);
			if (output != null) row.write(output.toPath());
			scores = row.toRow();
		}
	}

	private void ofFolders(final FolderInputs inputs, final CaseScoring scoring, final Averaging by, final Progress progress)
		throws IOException
	{
		final ComparedFolders folders = inputs.open();
		progress.log(label() + ": cases " + String.join(", ", folders.names()));
		final DeviceCounts counts = counts(progress);
		final CaseGroups patients = new CaseGroups(EvaluateJob.POOL, pool);
		folders.names().forEach(patients::of); // before the work
		final ComparedFolders.Results<VolumePictures.Sized> scored = folders.map(c -> VolumePictures.Sized.of(scoring.score(counts.of(c)),
			c), progress);
		final List<VolumePictures.Sized> cases = VolumePictures.pooled(scored.list(), scoring, patients);
		if (!patients.areCases()) progress.log(ScoreReport.pooled(pool, scoring, cases.size()));
		if (hasVolumes(scoring)) {
			if (cases.size() > 1) volumes = VolumePictures.of(predictions.getName(), cases);
			if (output != null) VolumePictures.write(cases, VolumePictures.beside(output.toPath()));
		}
		final ScoreReport report = new ScoreReport(new ScoreSummary(scoring, cases.stream().map(VolumePictures.Sized::row).toList()), by,
			worst, Map.of());
		if (output != null) report.write(output.toPath());
		scores = report.toResults();
		report.log(label(), !pool.isBlank(), progress);
		scored.requireAll(FolderInputs.where(output));
	}

	/** Whoever asks for errors of volumes sees them case by case. */
	private static boolean hasVolumes(final CaseScoring scoring) {
		return scoring.metrics().stream().anyMatch(VolumeError.class::isInstance);
	}

	private Scores ofImages(final CaseScoring scoring, final Progress progress) throws IOException {
		final LabelNumbers meant = NumbersInput.ofOpen(numbers);
		final Scores found = sfumato(progress).evaluate(prediction, reference).metrics(metrics).errors("").classes(classes).region(region)
			.numbers(meant.toString()).geometry(geometry).device(device).run();
		if (objects) each = ObjectTable.of(MapImages.compare(prediction, reference, region, meant, geometry, Progress.none()), scoring
			.metrics());
		return found;
	}

	private DeviceCounts counts(final Progress progress) {
		return new DeviceCounts(device, List.of(), jobs(), progress);
	}
}
