package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.EvaluateJob;
import sfumato.methods.Methods;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.scoring.ScoreSums;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.ComparisonTable;
import sfumato.statistics.Correction;
import sfumato.statistics.Direction;
import sfumato.statistics.MethodComparison;
import sfumato.statistics.MethodScores;
import sfumato.statistics.SignificanceTest;
import sfumato.text.UserException;

/** Says which methods differ by more than chance on the same cases; the API's {@link MethodComparison}. */
@Plugin(type = Command.class, headless = true,
	description = "Compares the scores of several methods on the same cases: which is best, and which are not worse.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "Compare Methods...", weight = 405) })
public class CompareMethods extends BaseCommand {

	private static final List<String> FORMATS = List.of("csv", "md", "txt");

	@Parameter(label = "Scores (CSV)", style = "open", persist = false,
		description = "a table method,case,Dice,… with one row per method and case; further columns such as fold may be there")
	private File table;

	@Parameter(label = "Metrics", persist = false, required = false,
		description = "columns of the table, e.g. Dice, ECE; all columns of numbers if left out")
	private String metric = "";

	@Parameter(label = "Better is", choices = { "auto", "higher", "lower" }, persist = false, required = false,
		description = "auto knows errors, losses and distances by their names and takes higher for better in all others")
	private String better = "auto";

	@Parameter(label = "Group", persist = false, required = false,
		description = "a regular expression for the part of a case's name that says whose it is, e.g. patient\\d+; means of groups are compared")
	private String group = "";

	@Inputs(texts = @Inputs.Text(of = "pool", description = "as group, but scores are those of all pixels of a patient together, from the" +
		" column sums that Evaluate Model..., Evaluate Segmentation... and Cross-Validate... write"))
	private final PoolInput pool = new PoolInput();

	@Parameter(label = "Test", style = MethodWidget.ONE + "sfumato.statistics.SignificanceTest", persist = false, required = false,
		description = "of significance, e.g. bootstrap, wilcoxon, paired-t, sign, permutation, friedman")
	private String test = "bootstrap";

	@Parameter(label = "Correction", choices = { "holm", "benjamini-hochberg", "bonferroni", "none" }, persist = false,
		required = false, description = "for the number of pairs that are tested")
	private String correction = "holm";

	@Parameter(label = "Seed", persist = false, required = false,
		description = "of everything that is drawn: equal seeds give equal numbers")
	private Long seed = 0L;

	@Inputs(texts = @Inputs.Text(of = "output", label = "Table (CSV, Markdown, text)",
		description = "a file whose ending chooses the format, .csv, .md or .txt; none if left out"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "a row per method")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of methods", description = "a row per pair of methods and metric")
	private ResultsTable pairs;

	@Parameter(type = ItemIO.OUTPUT, label = "Boxes", description = "the scores of each method, one case a point")
	private ImagePlus boxes;

	@Parameter(type = ItemIO.OUTPUT, label = "Ranks", description = "the critical difference diagram of the mean ranks")
	private ImagePlus ranks;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final SignificanceTest significance = Methods.of(SignificanceTest.class).create(test);
		final Correction corrected = Correction.of(correction);
		final Direction direction = Direction.of(better);
		final CaseGroups groups = new CaseGroups(group), patients = new CaseGroups(EvaluateJob.POOL, pool.pool());
		if (!groups.areCases() && !patients.areCases()) throw new UserException(
			"group compares means over the cases of a patient and pool scores of all their pixels together; leave one of them out.");
		if (output.isGiven()) requireOutput(output.path());
		final MethodScores scores = patients.areCases() ? MethodScores.read(table.toPath()) : ScoreSums.pooled(table.toPath(), patients,
			note -> progress.log(label() + ": " + note));
		final List<MethodComparison> comparisons = new ArrayList<>();
		final List<String> metrics = metric.isBlank() ? scores.metrics() : Arrays.stream(metric.split(",")).map(String::strip)
			.filter(m -> !m.isEmpty()).distinct().toList();
		for (final String name : metrics) {
			progress.checkCanceled();
			progress.update((double) comparisons.size() / metrics.size(), label() + ": " + name);
			comparisons.add(new MethodComparison(scores.of(name, direction, note -> progress.log(label() + ": " + note)).averaged(
				groups), significance, corrected, seed));
		}
		final ComparisonTable summary = new ComparisonTable(comparisons);
		if (output.isGiven()) write(output.path(), summary);
		for (final MethodComparison c : comparisons)
			c.notes().forEach(note -> progress.log(label() + ": " + note));
		summary.text().lines().forEach(progress::log);
		results = ComparisonTables.methods(comparisons);
		pairs = ComparisonTables.pairs(comparisons);
		final String title = withoutEnding(table.getName());
		boxes = ComparisonPictures.boxes(title, comparisons);
		ranks = ComparisonPictures.ranks(title, comparisons);
	}

	private void requireOutput(final Path file) throws IOException {
		if (!FORMATS.contains(ending(file))) throw new UserException("output is \"" + file +
			"\" but its ending must say what is written: .csv, .md (Markdown) or .txt.");
		for (final Path written : List.of(file, pairsFile(file)))
			if (Files.exists(written) && table.exists() && Files.isSameFile(written, table.toPath()))
				throw new UserException("output would replace the scores in \"" + table + "\"; choose another one.");
		output.requireWritable();
		output.requireWritable(pairsFile(file));
	}

	private static void write(final Path file, final ComparisonTable summary) throws IOException {
		final String text = switch (ending(file)) {
			case "csv" -> summary.csv();
			case "md" -> summary.markdown();
			default -> summary.text();
		};
		NewFile.writeText(pairsFile(file), summary.pairsCsv());
		NewFile.writeText(file, text);
	}

	private static Path pairsFile(final Path file) {
		return file.resolveSibling(withoutEnding(file.getFileName().toString()) + "-pairs.csv");
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	private static String withoutEnding(final String name) {
		return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
	}
}
