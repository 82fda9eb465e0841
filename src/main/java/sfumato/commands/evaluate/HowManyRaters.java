package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.agreement.RaterCurve.Against;
import sfumato.agreement.RaterCurve.Point;
import sfumato.agreement.RaterCurve;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.OptionalImageWidget;
import sfumato.commands.tables.ScoreTable;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.dialogs.MethodWidget;
import sfumato.fusion.LabelFusion;
import sfumato.images.RaterAxis;
import sfumato.labels.MissingLabels;
import sfumato.labels.Raters;
import sfumato.methods.Methods;
import sfumato.output.NewFile;
import sfumato.plots.RaterCurvePlot;
import sfumato.progress.Progress;

/** Shows what each further rater changes, of a stack or of a data set; the API's {@link RaterCurve}. */
@Plugin(type = Command.class, headless = true,
	description = "Shows how much the fusion of few raters differs from that of all, to tell how many are needed.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "How Many Raters...", weight = 400.5) })
public class HowManyRaters extends BaseCommand {

	private static final List<String> COLUMNS = List.of("Raters", "Cases", "Dice", "Dice_SD", "BDice", "Soft_error");

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

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "what means in the stack that a rater has not looked: none, empty-slices (of a volume), or a value")
	private String missing = "none";

	@Parameter(label = "Data set", style = "directory", persist = false, required = false,
		description = "instead of a stack: folder with one folder per case, with label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false, required = false,
		description = "how the raters become one, e.g. average, majority, dice-weighted")
	private String method = "average";

	@Parameter(label = "Compare with", choices = { "all", "held-out" }, persist = false, required = false,
		description = "the fusion of all raters, or of half of them, who are set aside and not drawn")
	private String against = "all";

	@Parameter(label = "Draws", persist = false, required = false,
		description = "how many sets of raters are drawn per case and number of raters")
	private Integer draws = 20;

	@Parameter(label = "Seed", persist = false, required = false, description = "equal seeds make equal draws")
	private Long seed = 0L;

	@Parameter(label = "Curve (CSV)", style = "save", persist = false, required = false,
		description = "a file for the numbers, one row per number of raters; none if left out")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "a row per number of raters, in percent")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "How many raters", description = "agreement against the number of raters")
	private ImagePlus plot;

	@Override
	protected void execute(final Progress progress) throws IOException {
		requireOneSource();
		if (output != null) NewFile.requireWritable(output.toPath(), overwrite);
		final RaterCurve curve = new RaterCurve(Methods.of(LabelFusion.class).create(method), reference(), draws, seed);
		final List<Point> points = raters == null ? ofDataset(curve, progress) : ofStack(curve, progress);
		if (output != null) write(output.toPath(), points);
		final String name = raters == null ? dataset.getName() : raters.getShortTitle();
		points.forEach(p -> show(name, p));
		plot = RaterCurvePlot.of("How many raters of " + name, curve, points).getImagePlus();
		if (points.size() > 1) progress.log(label() + ": " + sentence(points));
	}

	private void requireOneSource() {
		if (raters != null && dataset != null) throw new IllegalArgumentException(
			"Both raters and a dataset are given; choose one of them.");
		if (raters == null && dataset == null) throw new IllegalArgumentException(
			"No raters are given; name an open stack (raters=…) or a folder (dataset=…).");
		if (dataset != null && !MissingLabels.parse(missing).equals(MissingLabels.NONE)) throw new IllegalArgumentException(
			"missing says how to read an open stack, but a dataset is given; say it in its dataset.json.");
	}

	private Against reference() {
		for (final Against reference : Against.values())
			if (reference.toString().equals(against)) return reference;
		throw new IllegalArgumentException("against must be one of all, held-out, but is \"" + against + "\".");
	}

	private List<Point> ofDataset(final RaterCurve curve, final Progress progress) throws IOException {
		final Dataset set = Dataset.open(dataset.toPath(), task);
		final List<Case> chosen = set.cases(cases);
		progress.log(label() + ": cases " + Dataset.names(chosen));
		return curve.of(set, chosen, progress);
	}

	private List<Point> ofStack(final RaterCurve curve, final Progress progress) {
		final RaterAxis along = RaterAxis.of(axis);
		final Raters labels = along.split(raters, OptionalInt.empty(), OptionalInt.empty(), MissingLabels.parse(missing));
		progress.log(label() + ": " + along.describe(raters, labels));
		labels.notes().forEach(progress::log);
		return curve.of(labels, progress);
	}

	private static double[] percent(final Point p) {
		return new double[] { 100 * p.dice(), 100 * p.spread(), 100 * p.bdice(), 100 * p.softError() };
	}

	private void show(final String name, final Point p) {
		final ScoreTable row = ScoreTable.newRow(name).add(COLUMNS.get(0), p.raters()).add(COLUMNS.get(1), p.cases());
		final double[] percent = percent(p);
		for (int c = 0; c < percent.length; c++)
			row.add(COLUMNS.get(c + 2), percent[c]);
		results = row.table();
		for (final String count : COLUMNS.subList(0, 2))
			results.setDecimalPlaces(results.getColumnIndex(count), 0);
	}

	private static void write(final Path file, final List<Point> points) throws IOException {
		final StringBuilder csv = new StringBuilder(String.join(",", COLUMNS) + "\n");
		for (final Point p : points) {
			csv.append(p.raters()).append(',').append(p.cases());
			for (final double v : percent(p))
				csv.append(String.format(Locale.ROOT, ",%.6f", v));
			csv.append('\n');
		}
		NewFile.writeText(file, csv);
	}

	private static String sentence(final List<Point> points) {
		final int n = points.size();
		final double first = points.get(0).softError(), second = points.get(1).softError();
		return String.format(Locale.ROOT, "the soft error of one rater is %.2f %%; the second takes off %.2f, " +
			"the last of %d %.2f.", 100 * first, 100 * (first - second), points.get(n - 1).raters(), 100 * (points.get(n - 2).softError() - points.get(n -
				1).softError()));
	}

	/** Shows in the dialog what will be taken for a rater, before it is done. */
	void describe() {
		if (raters == null || raters.getWidth() == 0) {
			found = "";
			return;
		}
		try {
			found = RaterAxis.of(axis).describe(raters);
		}
		catch (final IllegalArgumentException e) {
			found = e.getMessage();
		}
	}
}
