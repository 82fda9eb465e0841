package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.api.Dataset;
import sfumato.api.RaterCurve;
import sfumato.api.RaterCurve.Point;
import sfumato.api.RaterSampling;
import sfumato.api.Raters;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.FusionInput;
import sfumato.commands.inputs.OpenRatersInputs;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.commands.tables.ScoreTable;
import sfumato.labels.MissingLabels;
import sfumato.output.NewFile;
import sfumato.plots.RaterCurvePlot;
import sfumato.progress.Progress;
import sfumato.text.CsvText;
import sfumato.text.UserException;

/** Plots agreement against the number of raters, for a stack or a dataset; the API's {@link RaterSampling}. */
@Plugin(type = Command.class, headless = true,
	description = "Estimates how many raters are needed: compares fusions of few raters with the fusion of all.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "How Many Raters...", weight = 400.5) })
public class HowManyRaters extends BaseCommand {

	private static final List<String> COLUMNS = List.of("Raters", "Cases", "Dice", "Dice_SD", "BDice", "Soft_error");

	@Inputs(without = { "classes", "foreground" })
	private final OpenRatersInputs stack = new OpenRatersInputs();

	@Inputs(optional = "dataset", texts = @Inputs.Text(of = "dataset",
		description = "dataset folder with one folder per case, with label maps like task01_seg01.png; instead of a stack"))
	private final DatasetInputs data = new DatasetInputs();

	@Inputs(texts = @Inputs.Text(of = "method", description = "label fusion of the raters, e.g. average, majority, dice-weighted"))
	private final FusionInput method = new FusionInput();

	@Parameter(label = "Reference fusion", choices = { "all", "held-out" }, persist = false, required = false,
		description = "fusion of all raters, or of a held-out half of them, which is not sampled")
	private String against = "all";

	@Parameter(label = "Random draws", persist = false, required = false,
		description = "number of random sets of raters per case and number of raters")
	private Integer draws = 20;

	@Parameter(label = "Seed", persist = false, required = false, description = "random seed; equal seeds give equal draws")
	private Long seed = 0L;

	@Inputs(texts = @Inputs.Text(of = "output", label = "Curve (CSV)",
		description = "file for the curve, one row per number of raters; empty writes none"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "one row per number of raters, in percent")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "How many raters", description = "agreement plotted against the number of raters")
	private ImagePlus plot;

	@Override
	protected void check() throws IOException {
		requireOneSource();
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final RaterCurve curve = (stack.isGiven() ? ofStack(progress) : ofDataset(progress)).method(method.text()).against(against).draws(draws)
			.seed(seed).run();
		final List<Point> points = curve.points();
		if (output.isGiven()) write(output.path(), points);
		final String name = !stack.isGiven() ? data.folder().getName() : stack.stack().getShortTitle();
		points.forEach(p -> show(name, p));
		plot = RaterCurvePlot.of("How many raters of " + name, curve).getImagePlus();
		if (points.size() > 1) progress.log(label() + ": " + sentence(points));
	}

	private void requireOneSource() {
		if (stack.isGiven() && data.folder() != null) throw new UserException(
			EvaluateMenuMessages.ratersAndDataset());
		if (!stack.isGiven() && data.folder() == null) throw new UserException(
			EvaluateMenuMessages.noRaters());
		if (data.folder() != null && !stack.values().missing().equals(MissingLabels.NONE)) throw new UserException(
			EvaluateMenuMessages.missingOfDataset());
	}

	private RaterSampling ofDataset(final Progress progress) throws IOException {
		final Dataset chosen = Dataset.of(data.selection());
		progress.log(label() + ": cases " + String.join(", ", chosen.names()));
		return sfumato(progress).howManyRaters(chosen);
	}

	private RaterSampling ofStack(final Progress progress) {
		final Raters raters = stack.raters();
		progress.log(label() + ": " + raters.describe());
		return sfumato(progress).howManyRaters(raters);
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
		final CsvText csv = new CsvText(COLUMNS);
		for (final Point p : points) {
			final List<Object> cells = new ArrayList<>(List.of(p.raters(), p.cases()));
			for (final double v : percent(p))
				cells.add(CsvText.number(v, 6));
			csv.add(cells);
		}
		NewFile.writeText(file, csv.toString());
	}

	private static String sentence(final List<Point> points) {
		final int n = points.size();
		final double first = points.get(0).softError(), second = points.get(1).softError();
		return EvaluateMenuMessages.savings(100 * first, 100 * (first - second), points.get(n - 1).raters(), 100 * (points.get(n
			- 2).softError() - points.get(n - 1).softError()));
	}
}
