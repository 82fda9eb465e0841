package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

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
import sfumato.agreement.CaseAgreement;
import sfumato.agreement.DatasetAgreement;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInput;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OptionalImageWidget;
import sfumato.commands.labels.FuseRaters;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.dialogs.SectionWidget;
import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.images.OpenGrids;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.Raters;
import sfumato.metrics.ObjectMatching;
import sfumato.output.NewFile;
import sfumato.progress.Progress;

/** Says how far raters agree, of a stack or of a data set; the API's {@link AgreementSummary}. */
@Plugin(type = Command.class, headless = true,
	description = "Measures how far raters agree, in one image or in a whole data set.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4), @Menu(label = "Rater Agreement...", weight = 400) })
public class RaterAgreement extends BaseCommand {

	@Parameter(label = "Raters", persist = false, required = false, autoFill = false, callback = "describe",
		style = OptionalImageWidget.STYLE, description = "stack of label maps, one per rater; or else a data set")
	private ImagePlus raters;

	@Parameter(label = "Raters along", persist = false, required = false, callback = "describe", choices = { "auto",
		"channel", "slice", "frame" }, description = "the axis along which the raters lie; auto takes the only axis there is," +
			" else the channels")
	private String axis = "auto";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, initializer = "describe",
		label = "That is", description = "what is taken for a rater")
	private String found = "";

	@Parameter(label = "Classes (0 = find out)", persist = false, required = false,
		description = "how many classes the stack has, background included; 0 takes as many as the labels ask for")
	private Integer classes = 0;

	@Parameter(label = "Foreground value (0 = find out)", persist = false, required = false,
		description = "the value that means foreground in binary masks of the stack, e.g. 255; 0 finds it out")
	private Integer foreground = 0;

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "what means in the stack that a rater has not looked: none, empty-slices (of a volume), or a value")
	private String missing = "none";

	@Parameter(label = "Image", persist = false, required = false, autoFill = false, style = OptionalImageWidget.STYLE,
		description = "what the raters labelled, as a background of their outlines; none if left out")
	private ImagePlus image;

	@Parameter(label = "Numbers", choices = { NumbersInput.DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = NumbersInput.DESCRIPTION)
	private String numbers = NumbersInput.DEFAULT;

	@Parameter(label = "Geometry", choices = { GeometryInput.DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = GeometryInput.DESCRIPTION)
	private String geometry = GeometryInput.DEFAULT;

	@Parameter(label = "Disagreement map", persist = false, required = false, choices = { "entropy", "variance", "none" },
		description = "of the stack: where the raters disagree, as entropy in bits or as variance")
	private String map = "entropy";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headdataset = "A data set instead of an open stack";

	@Parameter(label = "Data set", style = "directory", persist = false, required = false,
		description = "instead of a stack: folder with one folder per case, with label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Size (0 = as it is)", persist = false, required = false,
		description = "side in pixels to which the data set's label maps are resized before, e.g. 256")
	private Integer size = 0;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headdetails = "Objects and intervals";

	@Parameter(label = "IoU of objects", min = "0", max = "1", stepSize = "0.05", persist = false, required = false,
		description = "objects of two raters are the same from this IoU on, above 0, at most 1")
	private Double iou = 0.5;

	@Parameter(label = "Pixels of an object", choices = { "full", "faces", "planes" }, persist = false, required = false,
		description = "touch by sides and corners (full), by sides only (faces), or as full but in their own slice (planes)")
	private String connectivity = "full";

	@Parameter(label = "Resamples", persist = false, required = false,
		description = "of the bootstrap for intervals over cases, e.g. 2000")
	private Integer resamples = 2000;

	@Parameter(label = "Seed", persist = false, required = false, description = "of the bootstrap")
	private Long seed = 0L;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Table";

	@Parameter(label = "Numbers (CSV)", style = "save", persist = false, required = false,
		description = "a file for all numbers, one row per case; none if left out")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Results",
		description = "a row per case; of several, then their mean and its bounds")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Raters", description = "a row per rater: means over the cases it drew")
	private ResultsTable each;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of raters", description = "a row per pair: Dice and Cohen's kappa")
	private ResultsTable pairs;

	@Parameter(type = ItemIO.OUTPUT, label = "Dice matrix", description = "Dice of each rater with each and with the majority")
	private ImagePlus matrix;

	@Parameter(type = ItemIO.OUTPUT, label = "Disagreement", description = "entropy or variance of the raters, 32-bit")
	private ImagePlus disagreement;

	@Parameter(type = ItemIO.OUTPUT, label = "Outlines", description = "what each rater outlined, in a colour of its own")
	private ImagePlus outlines;

	@Override
	protected void execute(final Progress progress) throws IOException {
		requireOneSource();
		AgreementSummary.requireResamples(resamples);
		final ObjectMatching matching = new ObjectMatching(iou, Connectivity.parse(connectivity), 1);
		if (output != null) NewFile.requireWritable(output.toPath(), overwrite);
		final AgreementSummary summary = new AgreementSummary(raters == null ? ofDataset(matching, progress) : List.of(
			ofStack(matching, progress)), resamples, seed);
		if (output != null) AgreementTables.csv(summary).write(output.toPath());
		results = AgreementTables.cases(summary);
		each = AgreementTables.raters(summary);
		pairs = AgreementTables.pairs(summary);
		matrix = RaterPictures.matrix(raters == null ? dataset.getName() : raters.getShortTitle(), summary);
		progress.log(label() + ": " + sentence(summary));
	}

	private void requireOneSource() {
		if (raters != null && dataset != null) throw new IllegalArgumentException(
			"Both raters and a dataset are given; choose one of them.");
		if (raters == null && dataset == null) throw new IllegalArgumentException(
			"Nothing to compare is given; name an open stack (raters=…) or a folder (dataset=…).");
		if (raters != null && !(task.isEmpty() && cases.isEmpty() && size == 0)) throw new IllegalArgumentException(
			"task, cases and size choose from a dataset, but an open stack is given (raters).");
		if (dataset != null && !(axis.equalsIgnoreCase("auto") && classes == 0 && foreground == 0 && image == null &&
			MissingLabels.parse(missing).equals(MissingLabels.NONE))) throw new IllegalArgumentException(
				"axis, classes, foreground, missing and image say how to read and show an open stack, but a dataset is given.");
	}

	private List<CaseAgreement> ofDataset(final ObjectMatching matching, final Progress progress) throws IOException {
		final DatasetAgreement agreement = new DatasetAgreement(size, matching);
		final Dataset set = DatasetInput.open(dataset, task, numbers, geometry);
		final List<Case> chosen = set.cases(cases);
		progress.log(label() + ": cases " + Dataset.names(chosen));
		return agreement.of(set, chosen, progress);
	}

	private CaseAgreement ofStack(final ObjectMatching matching, final Progress progress) {
		final RaterAxis along = RaterAxis.of(axis);
		final Raters said = along.split(raters, FuseRaters.count("classes", classes), FuseRaters.count("foreground",
			foreground), MissingLabels.parse(missing), NumbersInput.ofOpen(numbers));
		progress.log(label() + ": " + along.describe(raters, said) + (said instanceof HardRaters ? "" : " The most probable class counts."));
		said.notes().forEach(progress::log);
		final HardRaters labels = said.hard();
		final RaterPictures pictures = new RaterPictures(raters.getShortTitle(), labels, StackGeometry.of(raters).without(
			along.resolve(raters)));
		outlines = pictures.outlines(image == null ? null : OpenGrids.of(geometry, progress, raters, image).aligned(image), progress);
		disagreement = pictures.disagreement(map);
		return pictures.compare(matching);
	}

	private static String sentence(final AgreementSummary summary) {
		final AgreementSummary.Estimate human = summary.of(AgreementMeasure.MAJORITY_DICE);
		final String mean = String.format(Locale.ROOT, "Dice of the raters with their majority %.2f %%", 100 * human.mean());
		return summary.cases().size() == 1 ? mean + ", mean over " + summary.raters().size() + " raters." : mean + String
			.format(Locale.ROOT, " (%.0f %% interval %.2f to %.2f), mean over %d cases of the mean over raters.", 100 *
				AgreementSummary.LEVEL, 100 * human.low(), 100 * human.high(), human.cases());
	}

	/** Shows in the dialog what will be taken for a rater, before it is done. */
	void describe() {
		found = "";
		if (raters == null || raters.getWidth() == 0) return;
		try {
			found = RaterAxis.of(axis).describe(raters);
		}
		catch (final IllegalArgumentException e) {
			found = e.getMessage();
		}
	}
}
