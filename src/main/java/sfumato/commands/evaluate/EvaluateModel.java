package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;

import sfumato.api.Dataset;
import sfumato.api.Model;
import sfumato.api.Scores;
import sfumato.commands.BaseCommand;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.ScoreTable;
import sfumato.dialogs.MethodWidget;
import sfumato.engine.Precision;
import sfumato.jobs.DataSelection;
import sfumato.jobs.EvaluateJob;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;

/** Scores a model on cases it was not trained on, beside the raters' own agreement; the API's {@link sfumato.api.ModelEvaluation}. */
@Plugin(type = Command.class, headless = true,
	description = "Scores a model on a data set, beside the raters' own agreement.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4), @Menu(label = "Evaluate Model...", weight = 403) })
public class EvaluateModel extends BaseCommand {

	/** What {@code classes} means, in every command that has it. */
	public static final String CLASSES = "with more than two classes a case's score is the mean over its classes: those in the reference or" +
		" the prediction, or only those in the reference";

	/** What {@code pool} means, in every command that has it. */
	public static final String POOLED = "a regular expression for the beginning of a case's name, e.g. patient\\d+: pixels of cases with equal" +
		" beginnings are counted together, as one case; empty: each case by itself";

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "as Train Network... writes it")
	private File model;

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "cases that the network was not trained on: names, globs or positions, e.g. 26-29; empty for all")
	private String cases = "";

	@Parameter(label = "Metrics", style = MethodWidget.LIST + "sfumato.metrics.SegmentationMetric", persist = false, required = false,
		description = "metrics separated by commas, e.g. dice, bdice, hausdorff; as for Evaluate Segmentation...")
	private String metrics = EvaluateJob.METRICS;

	@Parameter(label = "Errors", style = MethodWidget.LIST + "sfumato.calibration.CalibrationError", persist = false, required = false,
		description = "calibration errors separated by commas, e.g. ece(bins: 10), brier; as for Evaluate Calibration...")
	private String errors = EvaluateJob.ERRORS;

	@Parameter(label = "Classes", choices = { "present", "reference" }, persist = false, required = false, description = CLASSES)
	private String classes = "present";

	@Parameter(label = "Pool by patient", persist = false, required = false, description = POOLED)
	private String pool = "";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "of convolutions: 32-bit, bfloat16 (faster where the hardware has it), or auto, which times both")
	private String precision = "fp32";

	@Parameter(label = "Scores (CSV)", style = "save", persist = false, required = false,
		description = "a file for the scores, one row per case; none if left out")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Results",
		description = "a row per case: metrics, errors after and before recalibration, and the raters' own Dice; then their mean")
	private ResultsTable scores;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final CaseScoring methods = CaseScoring.of(metrics, errors);
		if (output != null) NewFile.requireWritable(output.toPath(), overwrite);
		final Scores found = sfumato(progress).evaluate(Model.open(model.toPath()), Dataset.of(new DataSelection(dataset.toPath(), task, cases)))
			.metrics(metrics).errors(errors).classes(classes).pool(pool).device(device).threads(threads).precision(precision).run();
		final CaseScores table = CaseScores.of(found, ScoreTable.EMPTY_MASKS);
		if (!pool.isBlank()) progress.log(ScoreReport.pooled(pool, methods, found.cases().size()));
		table.missing().forEach(progress::log);
		if (output != null) table.write(output.toPath());
		scores = table.toResults();
	}
}
