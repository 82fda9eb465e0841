package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.Folds;
import sfumato.files.FileHash;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.records.TrainingRecord;
import sfumato.metrics.CountedClasses;
import sfumato.models.ModelFolder;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.Correction;
import sfumato.statistics.Direction;
import sfumato.statistics.MethodComparison;
import sfumato.statistics.MethodScores;
import sfumato.statistics.PairedBootstrap;
import sfumato.text.UserException;
import sfumato.training.settings.TrainingConfiguration;

/**
 * A cross-validation of several methods: each is trained on all folds of a dataset but one and scored on that one, in turn. A part is
 * one method and fold; a {@link CrossValidateJob} makes parts, and {@link #merge} merges their scores. Parts are independent, so that
 * machines which share the folder can each make some.
 *
 * <pre>
 * settings.json               all of the above; parts of other settings are not added
 * parts/1-majority-fold1/     a model folder, and scores.csv in it once its fold was scored
 * scores.csv                  method,fold,case,Dice,BDice,ECE,sums: all of them, in percent, and the sums they are made of
 * table.txt .csv .md          mean and standard deviation over cases, and what is significantly better
 * table-pairs.csv             the methods in pairs
 * </pre>
 *
 * @param data the cases that are assigned
 * @param methods at least one
 * @param folds how cases are assigned
 * @param start the model folder whose weights each training begins with; random ones if empty
 * @param scoring how the cases of a fold are scored
 * @param output the folder
 */
public record CrossValidation(DataSelection data, List<Method> methods, Folds folds, Optional<Path> start, Scoring scoring,
	Path output)
{

	/**
	 * How cases are scored.
	 *
	 * @param classes which the score of a case is the mean over, where there are more than two
	 * @param pool as {@link EvaluateJob.Scoring#pool}; cases of one patient must be in one fold then
	 */
	public record Scoring(CountedClasses classes, String pool) {

		/** Each case by itself, over the classes that are present. */
		public Scoring() {
			this(CountedClasses.PRESENT, "");
		}

		EvaluateJob.Scoring ofJob() {
			return new EvaluateJob.Scoring(EvaluateJob.METRICS, EvaluateJob.ERRORS, classes, pool);
		}
	}

	private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:\\s*-\\s*(\\d{1,6}))?");

	/**
	 * A method.
	 *
	 * @param name in the table
	 * @param configuration of its training
	 */
	public record Method(String name, TrainingConfiguration configuration) {}

	/**
	 * A method in a fold.
	 *
	 * @param method its position, from 0
	 * @param fold its number, from 1
	 */
	record Part(int method, int fold) {}

	/** What {@code settings.json} holds. */
	public record Settings(String dataset, String task, Optional<TrainingRecord.Start> start, Folds folds, Scoring scoring,
		List<List<String>> cases, List<Method> methods)
	{}

	/** With {@link Scoring#Scoring()}. */
	public CrossValidation(final DataSelection data, final List<Method> methods, final Folds folds, final Optional<Path> start,
		final Path output)
	{
		this(data, methods, folds, start, new Scoring(), output);
	}

	public CrossValidation {
		methods = List.copyOf(methods);
		if (methods.isEmpty()) throw new UserException(JobMessages.noMethods());
		final HashSet<String> names = new HashSet<>();
		for (final Method m : methods)
			if (!names.add(m.name())) throw new UserException(JobMessages.methodsOfOneName(m.name()));
	}

	/**
	 * The folds that a text names.
	 *
	 * @param text numbers from 1 and ranges of them, separated by commas or plus signs, e.g. {@code 1-2+5}; empty: all
	 * @return ascending, each once
	 */
	public List<Integer> select(final String text) {
		final TreeSet<Integer> chosen = new TreeSet<>();
		for (final String part : (text.isBlank() ? "1-" + folds.count() : text).split("[,+]", -1)) {
			final Matcher range = RANGE.matcher(part.strip());
			final int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
			final int to = from == 0 || range.group(2) == null ? from : Integer.parseInt(range.group(2));
			if (from < 1 || to > folds.count() || from > to) throw new UserException(JobMessages.foldText(text, folds.count()));
			for (int f = from; f <= to; f++)
				chosen.add(f);
		}
		return List.copyOf(chosen);
	}

	/** All methods in these folds, in the order in which they are made: one fold after the other. */
	List<Part> parts(final List<Integer> chosen) {
		final List<Part> parts = new ArrayList<>();
		for (final int fold : chosen)
			for (int m = 0; m < methods.size(); m++)
				parts.add(new Part(m, fold));
		return parts;
	}

	/** The name of a part, for the log. */
	String name(final Part part) {
		return methods.get(part.method()).name() + ", fold " + part.fold() + " of " + folds.count();
	}

	/** The cases of each fold. */
	List<List<Case>> split(final Dataset set) throws IOException {
		final List<Case> cases = set.cases(data.cases());
		final List<List<Case>> split = folds.split(set.folder(), cases.stream().map(Case::name).toList()).stream().map(f -> f.stream()
			.map(cases::get).toList()).toList();
		final CaseGroups patients = scoring.ofJob().patients();
		final Map<String, Integer> foldOf = new HashMap<>();
		for (int f = 0; f < split.size() && !patients.areCases(); f++)
			for (final Case c : split.get(f)) {
				final Integer other = foldOf.putIfAbsent(patients.of(c.name()), f);
				if (other != null && other != f) throw new UserException(JobMessages.patientInTwoFolds(patients.of(c.name()), other,
					f, patients.expression()));
			}
		return split;
	}

	Settings settings(final Dataset set) throws IOException {
		if (start.isPresent()) ModelFolder.readDescription(start.get());
		final Optional<TrainingRecord.Start> first = start.isEmpty() ? Optional.empty() : Optional.of(new TrainingRecord.Start(
			start.get().toString(), FileHash.sha256(List.of(start.get().resolve(ModelFolder.WEIGHTS)))));
		return new Settings(data.dataset().toAbsolutePath().normalize().toString(), set.task(), first, folds, scoring, split(set).stream()
			.map(f -> f.stream().map(Case::name).toList()).toList(), methods);
	}

	/**
	 * Merges the scores of parts, in {@code scores.csv}, and compares the methods, in {@code table.*}; what was there
	 * before is replaced. The engine is not needed.
	 *
	 * @param chosen folds that every method has been scored on
	 * @param seed of the test of significance, a paired bootstrap corrected after Holm
	 * @param notes gets a sentence for what is left out of a comparison
	 * @return one comparison per metric; none if there is only one method or case
	 * @throws IOException in a sentence: parts are missing (it names them), or are of other settings
	 */
	public List<MethodComparison> merge(final List<Integer> chosen, final long seed, final Consumer<String> notes)
		throws IOException
	{
		final CrossValidationFolder folder = new CrossValidationFolder(this);
		final Dataset set = Dataset.open(data.dataset(), data.task());
		folder.requireSame(settings(set));
		final List<Part> missing = parts(chosen).stream().filter(p -> !folder.isComplete(p)).toList();
		if (!missing.isEmpty()) throw new IOException(JobMessages.partsMissing(output, missing.size(), parts(chosen).size(),
			String.join("; ", missing.stream().map(this::name).toList())));
		final Path scores = folder.writeScores(chosen);
		final List<List<Case>> split = split(set);
		if (methods.size() < 2 || chosen.stream().mapToInt(f -> split.get(f - 1).size()).sum() < 2) {
			notes.accept(JobMessages.nothingToCompare(scores));
			return List.of();
		}
		if (!folds.group().isEmpty() && scoring.pool().isEmpty()) notes.accept(JobMessages.dependentCases(folds.group(), scores));
		final MethodScores read = MethodScores.read(scores);
		final List<MethodComparison> comparisons = new ArrayList<>();
		for (final String metric : read.metrics())
			comparisons.add(new MethodComparison(read.of(metric, Direction.AUTO, notes), new PairedBootstrap(), Correction.HOLM,
				seed));
		folder.writeTables(comparisons);
		return comparisons;
	}
}
