package sfumato.commands;

import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.metrics.SegmentationMetric;
import sfumato.progress.Progress;

/** Adds a row of scores to the Results table; the API's {@link SegmentationMetric#perClass}. */
@Plugin(type = Command.class, headless = true, description = "Scores a segmentation against a reference.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
	@Menu(label = "Evaluate Segmentation...", weight = 1) })
public class EvaluateSegmentation extends BaseCommand {

	@Parameter(label = "Prediction", persist = false,
		description = "what is to be scored: a probability map, a label map, or a binary mask")
	private ImagePlus prediction;

	@Parameter(label = "Reference", persist = false, autoFill = false,
		description = "what it should be: fused raters, a label map, or a binary mask of the same size")
	private ImagePlus reference;

	@Parameter(label = "Metrics", persist = false, required = false,
		description = "metrics separated by commas, e.g. dice, bdice, jaccard, hausdorff, surface-dice(tolerance: 2)")
	private String metrics = "dice, bdice";

	@Parameter(label = "Region", style = OptionalImageWidget.STYLE, persist = false, autoFill = false, required = false,
		description = "an image of the same size that is 0 where pixels do not count; all pixels count if left out")
	private ImagePlus region;

	@Parameter(type = ItemIO.OUTPUT, label = "Scores", description = "the Results table")
	private ResultsTable scores;

	@Override
	protected void execute(final Progress progress) {
		final List<SegmentationMetric> list = Methods.of(SegmentationMetric.class).createList(metrics);
		final Comparison images = MapImages.compare(prediction, reference, region, progress);
		final boolean hard = images.reference().isHard();
		final List<LabelClass> classes = images.reference().classes();
		final ScoreTable row = ScoreTable.newRow(prediction.getTitle());
		for (final SegmentationMetric metric : list) {
			if (hard && metric.needsSoftReference()) {
				progress.log(metric.column() + " is left out: \"" + reference.getTitle() +
					"\" has hard labels, and it compares levels of doubt.");
				continue;
			}
			final double score = metric.evaluate(images);
			row.add(metric.column(), metric.tableFactor() * score);
			if (Double.isNaN(score)) progress.log(metric.column() + " of \"" + prediction.getTitle() +
				"\" cannot be computed (NaN): of a mask that is empty there is nothing to measure.");
			if (classes.size() == 2) continue;
			final double[] perClass = metric.perClass(images);
			for (int c = 1; c < perClass.length; c++)
				row.add(metric.column() + " " + classes.get(c).name(), metric.tableFactor() * perClass[c]);
		}
		scores = row.table();
	}
}
