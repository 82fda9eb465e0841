package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.api.MethodTable;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.EvaluateJob;
import sfumato.methods.Methods;
import sfumato.output.NewFile;
import sfumato.output.OutputNames;
import sfumato.progress.Progress;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.SignificanceTest;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.UserException;

/** Compares methods on the same cases with significance tests; the API's {@link sfumato.api.ScoreComparison}. */
@Plugin(type = Command.class, headless = true,
	description = "Compares the scores of several methods on the same cases, with significance tests and rankings.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "Compare Methods...", weight = 405) })
public class CompareMethods extends BaseCommand {

	private static final List<String> FORMATS = List.of("csv", "md", "txt");

	@Parameter(label = "Scores (CSV)", style = "open", persist = false,
		description = "table method,case,Dice,… with one row per method and case, or the tables of several methods, separated by" +
			" semicolons, as Evaluate Model... writes them; further columns such as fold are allowed")
	private File table;

	@Parameter(label = "Metrics", persist = false, required = false,
		description = "score columns of the table, e.g. Dice, ECE; empty takes all numeric columns in which two methods at least have values")
	private String metric = "";

	@Parameter(label = "Better scores are", choices = { "auto", "higher", "lower" }, persist = false, required = false,
		description = "auto: lower is better for errors, losses and distances, recognised by their names; higher for all others")
	private String better = "auto";

	@Parameter(label = "Group by patient", persist = false, required = false,
		description = "regular expression for the patient in a case's name, e.g. patient\\d+; the method means of patients are compared")
	private String group = "";

	@Inputs(texts = @Inputs.Text(of = "pool", description = "regular expression for the patient in a case's name; scores are computed from" +
		" all pixels of a patient together, with the column sums written by Evaluate Model..., Evaluate Segmentation... and" +
		" Cross-Validate..."))
	private final PoolInput pool = new PoolInput();

	@Parameter(label = "Significance test", style = MethodWidget.ONE + "sfumato.statistics.SignificanceTest", persist = false, required = false,
		description = "significance test, e.g. bootstrap, wilcoxon, paired-t, sign, permutation, friedman")
	private String test = "bootstrap";

	@Parameter(label = "Multiple-testing correction", choices = { "holm", "benjamini-hochberg", "bonferroni", "none" }, persist = false,
		required = false, description = "correction of the p-values for the number of pairs tested")
	private String correction = "holm";

	@Parameter(label = "Seed", persist = false, required = false,
		description = "random seed of resampling and permutation; equal seeds give equal results")
	private Long seed = 0L;

	@Inputs(texts = @Inputs.Text(of = "output", label = "Table (CSV, Markdown, text)",
		description = "file for the table; .csv, .md or .txt chooses the format; empty writes none"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "one row per method")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of methods", description = "one row per pair of methods and metric")
	private ResultsTable pairs;

	@Parameter(type = ItemIO.OUTPUT, label = "Box plot", description = "box plot of the scores of each method; a point is a case")
	private ImagePlus boxes;

	@Parameter(type = ItemIO.OUTPUT, label = "Critical difference diagram", description = "critical difference diagram of the mean ranks")
	private ImagePlus ranks;

	@Override
	protected void check() throws IOException {
		Methods.of(SignificanceTest.class).create(test);
		if (!new CaseGroups(group).areCases() && pool.isGiven()) throw new UserException(StatisticsMessages.groupAndPool());
		new CaseGroups(EvaluateJob.POOL, pool.pool());
		if (output.isGiven()) requireOutput(output.path());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final MethodTable compared = sfumato(progress).compare(tables()).metric(metric).better(better).group(group).pool(pool.pool()).test(
			test).correction(correction).seed(seed).run();
		if (output.isGiven()) write(output.path(), compared);
		for (final String name : compared.metrics())
			compared.notes(name).forEach(note -> progress.log(label() + ": " + note));
		compared.toString().lines().forEach(progress::log);
		results = ComparisonTables.methods(compared);
		pairs = ComparisonTables.pairs(compared);
		final String title = tables().stream().map(t -> OutputNames.withoutEnding(t.getFileName().toString())).distinct().collect(Collectors.joining(
			", "));
		boxes = ComparisonPictures.boxes(title, compared);
		ranks = ComparisonPictures.ranks(title, compared);
	}

	/** The files of one table or of several. */
	private List<Path> tables() {
		return ModelInput.folders(table);
	}

	private void requireOutput(final Path file) throws IOException {
		if (!FORMATS.contains(ending(file))) throw new UserException(EvaluateMenuMessages.comparisonEnding(file));
		for (final Path written : List.of(file, pairsFile(file)))
			for (final Path read : tables())
				if (Files.exists(written) && Files.exists(read) && Files.isSameFile(written, read)) throw new UserException(
					EvaluateMenuMessages.outputIsTable(read));
		output.requireWritable();
		output.requireWritable(pairsFile(file));
	}

	private static void write(final Path file, final MethodTable compared) throws IOException {
		final String text = switch (ending(file)) {
			case "csv" -> compared.toCsv();
			case "md" -> compared.toMarkdown();
			default -> compared.toString();
		};
		NewFile.writeText(pairsFile(file), compared.pairsToCsv());
		NewFile.writeText(file, text);
	}

	private static Path pairsFile(final Path file) {
		return OutputNames.beside(file, "-pairs.csv");
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}
}
