package sfumato.commands.evaluate;

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
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.CountedClassesInput;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.commands.tables.CaseScores;
import sfumato.commands.tables.Compared;
import sfumato.commands.tables.ScoreTable;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.EvaluateJob;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;

/** Scores a model on test cases, beside the inter-rater agreement; the API's {@link sfumato.api.ModelEvaluation}. */
@Plugin(type = Command.class, headless = true,
	description = "Scores a model on a dataset, beside the inter-rater agreement (human ceiling).", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4), @Menu(label = "Evaluate Model...", weight = 403) })
public class EvaluateModel extends BaseCommand {

	@Inputs
	private final ModelInput model = new ModelInput();

	@Inputs(texts = @Inputs.Text(of = "cases",
		description = "test cases, not used in training: names, globs or positions, e.g. 26-29; empty for all"))
	private final DatasetInputs data = new DatasetInputs();

	@Parameter(label = "Metrics", style = MethodWidget.LIST + "sfumato.metrics.SegmentationMetric", persist = false, required = false,
		description = "metrics, separated by commas, e.g. dice, bdice, hausdorff; as in Evaluate Segmentation...")
	private String metrics = EvaluateJob.METRICS;

	@Parameter(label = "Calibration errors", style = MethodWidget.LIST + "sfumato.calibration.CalibrationError", persist = false, required = false,
		description = "calibration errors, separated by commas, e.g. ece(bins: 10), brier; as in Evaluate Calibration...")
	private String errors = EvaluateJob.ERRORS;

	@Inputs
	private final CountedClassesInput classes = new CountedClassesInput();

	@Inputs
	private final PoolInput pool = new PoolInput();

	@Inputs
	private final ComputeInputs computing = new ComputeInputs();

	@Inputs(texts = @Inputs.Text(of = "output", label = "Scores (CSV)",
		description = "file for the scores, one row per case; empty writes none"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results",
		description = "one row per case: metrics, calibration errors after and before recalibration, and inter-rater Dice; then the means")
	private ResultsTable scores;

	@Override
	protected void check() throws IOException {
		CaseScoring.of(metrics, errors);
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final CaseScoring methods = CaseScoring.of(metrics, errors);
		final Scores found = computing.of(classes.of(sfumato(progress).evaluate(Model.open(model.path()), Dataset.of(data.selection())))).metrics(
			metrics).errors(errors).pool(pool.pool()).run();
		final CaseScores table = CaseScores.of(found, ScoreTable.EMPTY_MASKS, Compared.of(model.path(), data.folder().toPath()));
		if (pool.isGiven()) progress.log(ScoreReport.pooled(pool.pool(), methods, found.cases().size()));
		table.missing().forEach(progress::log);
		if (output.isGiven()) table.write(output.path());
		scores = table.toResults();
	}
}
