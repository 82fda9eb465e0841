package sfumato.commands;

import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.calibration.CalibrationError;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.labels.Comparison;
import sfumato.methods.Methods;
import sfumato.plots.ReliabilityPlot;
import sfumato.progress.Progress;

/** Adds a row of calibration errors to the Results table and plots reliability; {@link CalibrationError#evaluate}. */
@Plugin(type = Command.class, headless = true, description = "Measures whether probabilities mean what they say.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
	@Menu(label = "Evaluate Calibration...", weight = 2) })
public class EvaluateCalibration extends BaseCommand {

	private static final double PERCENT = 100;

	@Parameter(label = "Prediction", persist = false, description = "the probability map that is to be judged")
	private ImagePlus prediction;

	@Parameter(label = "Reference", persist = false, autoFill = false,
		description = "the truth: a label map, a binary mask, or fused raters, whose most probable class counts")
	private ImagePlus reference;

	@Parameter(label = "Errors", persist = false, required = false,
		description = "calibration errors separated by commas, e.g. ece(bins: 10); the bins are those of the diagram, too")
	private String errors = "ece(bins: 10)";

	@Parameter(label = "Region", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "an image of the same size that is 0 where pixels do not count; all pixels count if left out")
	private ImagePlus region;

	@Parameter(type = ItemIO.OUTPUT, label = "Scores", description = "the Results table")
	private ResultsTable scores;

	@Parameter(type = ItemIO.OUTPUT, label = "Reliability diagram", description = "accuracy against confidence")
	private ImagePlus diagram;

	@Override
	protected void execute(final Progress progress) {
		final List<CalibrationError> list = Methods.of(CalibrationError.class).createList(errors);
		final Comparison images = MapImages.compare(prediction, reference, region, progress);
		final ScoreTable row = ScoreTable.newRow(prediction.getTitle());
		for (final CalibrationError error : list)
			row.add(error.column(), PERCENT * error.evaluate(images));
		scores = row.table();
		diagram = ReliabilityPlot.of(ReliabilityDiagram.of(images, bins(list)),
			"Reliability of " + prediction.getTitle()).getImagePlus();
	}

	private static int bins(final List<CalibrationError> errors) {
		return errors.stream().filter(ExpectedCalibrationError.class::isInstance).map(ExpectedCalibrationError.class::cast)
			.findFirst().orElseGet(ExpectedCalibrationError::new).options().bins();
	}
}
