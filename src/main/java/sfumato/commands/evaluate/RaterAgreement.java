package sfumato.commands.evaluate;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.AgreementSummary;
import sfumato.api.Agreement;
import sfumato.api.Dataset;
import sfumato.api.RaterComparison;
import sfumato.api.Raters;
import sfumato.commands.BaseCommand;
import sfumato.commands.CommandMessages;
import sfumato.commands.inputs.BootstrapInputs;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OpenRatersInputs;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.images.OpenGrids;
import sfumato.images.StackGeometry;
import sfumato.metrics.ObjectMatching;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Measures the inter-rater agreement of a stack or a dataset; the API's {@link RaterComparison}. */
@Plugin(type = Command.class, headless = true,
	description = "Measures the inter-rater agreement of an image or a dataset.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4), @Menu(label = "Rater Agreement...", weight = 400) })
public class RaterAgreement extends BaseCommand {

	@Inputs
	private final OpenRatersInputs stack = new OpenRatersInputs();

	@Parameter(label = "Image", persist = false, required = false, autoFill = false,
		description = "image that the raters labelled, as background of their outlines; optional")
	private ImagePlus image;

	@Inputs
	private final NumbersInput numbers = new NumbersInput();

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	@Parameter(label = "Disagreement map", persist = false, required = false, choices = { "entropy", "variance", "none" },
		description = "stack only: map of the disagreement, as entropy in bits or as variance")
	private String map = "entropy";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headdataset = "Dataset instead of an open stack";

	@Inputs(optional = "dataset", texts = @Inputs.Text(of = "dataset",
		description = "dataset folder with one folder per case, with label maps like task01_seg01.png; instead of a stack"))
	private final DatasetInputs data = new DatasetInputs();

	@Parameter(label = "Resize to (pixels, 0 = off)", persist = false, required = false,
		description = "side to which the dataset's label maps are resized first, e.g. 256")
	private Integer size = 0;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headdetails = "Objects and confidence intervals";

	@Parameter(label = "Object IoU threshold", min = "0", max = "1", stepSize = "0.05", persist = false, required = false,
		description = "smallest IoU that matches objects of two raters, above 0, at most 1")
	private Double iou = 0.5;

	@Parameter(label = "Object connectivity", choices = { "full", "faces", "planes" }, persist = false, required = false,
		description = "pixels of an object touch by sides and corners (full), by sides (faces), or by sides and corners within a slice" +
			" (planes)")
	private String connectivity = "full";

	@Inputs(texts = @Inputs.Text(of = "resamples", description = "number of bootstrap resamples for confidence intervals over cases, e.g." +
		" 2000"))
	private final BootstrapInputs bootstrap = new BootstrapInputs(2000);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Table";

	@Inputs(texts = @Inputs.Text(of = "output", label = "Agreement (CSV)",
		description = "file for all measures, one row per case; empty writes none"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results",
		description = "one row per case; with several cases, then the mean and its confidence bounds")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Raters", description = "one row per rater: means over the labelled cases")
	private ResultsTable each;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of raters", description = "one row per pair: Dice and Cohen's kappa")
	private ResultsTable pairs;

	@Parameter(type = ItemIO.OUTPUT, label = "Dice matrix", description = "pairwise Dice of the raters, and Dice with the majority")
	private ImagePlus matrix;

	@Parameter(type = ItemIO.OUTPUT, label = "Disagreement", description = "entropy or variance of the raters per pixel, 32-bit")
	private ImagePlus disagreement;

	@Parameter(type = ItemIO.OUTPUT, label = "Outlines", description = "outlines of each rater, in one colour per rater")
	private ImagePlus outlines;

	@Override
	protected void check() throws IOException {
		requireOneSource();
		AgreementSummary.requireResamples(bootstrap.resamples());
		new ObjectMatching(iou, Connectivity.parse(connectivity), 1);
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Agreement agreement = stack.isGiven() ? ofStack(progress) : ofDataset(progress);
		if (output.isGiven()) AgreementTables.csv(agreement).write(output.path());
		results = AgreementTables.cases(agreement);
		each = AgreementTables.raters(agreement);
		pairs = AgreementTables.pairs(agreement);
		matrix = RaterPictures.matrix(!stack.isGiven() ? data.folder().getName() : stack.stack().getShortTitle(), agreement);
		progress.log(label() + ": " + sentence(agreement));
	}

	private void requireOneSource() {
		if (stack.isGiven() && data.folder() != null) throw new UserException(
			EvaluateMenuMessages.ratersAndDataset());
		if (!stack.isGiven() && data.folder() == null) throw new UserException(
			EvaluateMenuMessages.nothingToCompare());
		if (stack.isGiven() && !(data.task().isEmpty() && data.cases().isEmpty() && size == 0)) throw new UserException(
			EvaluateMenuMessages.datasetOptions());
		if (data.folder() != null && !(stack.isEmpty() && image == null)) throw new UserException(
				EvaluateMenuMessages.stackOptions());
	}

	private RaterComparison with(final RaterComparison comparison) {
		return comparison.iou(iou).connectivity(connectivity).resamples(bootstrap.resamples()).seed(bootstrap.seed());
	}

	private Agreement ofDataset(final Progress progress) throws IOException {
		final Dataset chosen = Dataset.of(data.selection());
		final RaterComparison comparison = with(sfumato(progress).compareRaters(chosen)).size(size);
		numbers.given().ifPresent(n -> comparison.numbers(n.toString()));
		geometry.given().ifPresent(g -> comparison.geometry(g.toString()));
		progress.log(CommandMessages.cases(label(), String.join(", ", chosen.names())));
		return comparison.run();
	}

	private Agreement ofStack(final Progress progress) throws IOException {
		final ImagePlus shown = stack.stack();
		final Raters raters = stack.raters().numbers(numbers.ofOpen().toString());
		progress.log(raters.areSoft() ? EvaluateMenuMessages.softRaters(label(), raters.describe()) : EvaluateMenuMessages.raters(label(),
			raters.describe()));
		final Agreement agreement = with(sfumato(progress).compareRaters(raters)).run();
		final RaterPictures pictures = RaterPictures.of(shown.getShortTitle(), raters, StackGeometry.of(shown).without(stack.axis()
			.resolve(shown)));
		outlines = pictures.outlines(image == null ? null : OpenGrids.of(geometry.ofOpen(), progress, shown, image).aligned(image), progress);
		disagreement = pictures.disagreement(map);
		return agreement;
	}

	private static String sentence(final Agreement agreement) {
		final Agreement.Estimate human = agreement.mean(AgreementMeasure.MAJORITY_DICE.column());
		return agreement.cases().size() == 1 ? EvaluateMenuMessages.majorityDice(100 * human.mean(), agreement.raters().size())
			: EvaluateMenuMessages.majorityDice(100 * human.mean(), 100 * AgreementSummary.LEVEL, 100 * human.from(), 100 * human.to(), human
				.cases());
	}
}
