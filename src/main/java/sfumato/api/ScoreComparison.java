package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sfumato.jobs.EvaluateJob;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.scoring.ScoreSums;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.Correction;
import sfumato.statistics.Direction;
import sfumato.statistics.MethodComparison;
import sfumato.statistics.MethodScores;
import sfumato.statistics.SignificanceTest;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.UserException;

/**
 * Compares methods on the same cases by significance tests; {@code Compare Methods...} in a script.
 *
 * <pre>{@code
 * MethodTable table = sfumato.compare(Path.of("scores.csv")).metric("Dice, ECE").test("wilcoxon").run();
 * }</pre>
 */
public final class ScoreComparison {

	private final Sfumato sfumato;
	private final List<Path> scores;
	private String metric = "", better = "auto", group = "", pool = "", test = "bootstrap", correction = "holm";
	private long seed;

	ScoreComparison(final Sfumato sfumato, final List<Path> scores) {
		this.sfumato = sfumato;
		this.scores = List.copyOf(scores);
	}

	/** Columns of the file, e.g. {@code "Dice, ECE"}; all that are numbers by default. */
	public ScoreComparison metric(final String columns) {
		metric = columns;
		return this;
	}

	/** Which scores are better: {@code higher}, {@code lower}, or {@code auto} (the default), by their names. */
	public ScoreComparison better(final String direction) {
		better = direction;
		return this;
	}

	/** A regular expression for the patient in a case's name: the means of patients are compared; none by default. */
	public ScoreComparison group(final String expression) {
		group = expression;
		return this;
	}

	/** Likewise, but scores are of all pixels of a patient together, by the column {@code sums}; none by default. */
	public ScoreComparison pool(final String expression) {
		pool = expression;
		return this;
	}

	/** E.g. {@code bootstrap} (the default), {@code wilcoxon}, {@code paired-t}, {@code sign}, {@code permutation}, {@code friedman}. */
	public ScoreComparison test(final String method) {
		test = method;
		return this;
	}

	/** For the number of pairs: {@code holm} (the default), {@code benjamini-hochberg}, {@code bonferroni} or {@code none}. */
	public ScoreComparison correction(final String name) {
		correction = name;
		return this;
	}

	/** Of everything random; 0 by default. */
	public ScoreComparison seed(final long number) {
		seed = number;
		return this;
	}

	/**
	 * Reads and compares.
	 *
	 * @throws UserException in a sentence: no such test, or too few methods or cases
	 * @throws IOException in a sentence, if the file cannot be read
	 */
	public MethodTable run() throws IOException {
		final SignificanceTest significance = Methods.of(SignificanceTest.class).create(test);
		final Correction corrected = Correction.of(correction);
		final Direction direction = Direction.of(better);
		final CaseGroups groups = new CaseGroups(group), patients = new CaseGroups(EvaluateJob.POOL, pool);
		if (!groups.areCases() && !patients.areCases()) throw new UserException(StatisticsMessages.groupAndPool());
		final Progress progress = sfumato.progress();
		final MethodScores read = patients.areCases() ? MethodScores.read(scores) : ScoreSums.pooled(scores, patients, progress::log);
		final List<MethodComparison> comparisons = new ArrayList<>();
		final List<String> metrics = metric.isBlank() ? read.comparable(progress::log) : Arrays.stream(metric.split(",")).map(String::strip).filter(m -> !m
			.isEmpty()).distinct().toList();
		for (final String name : metrics) {
			progress.checkCanceled();
			progress.update((double) comparisons.size() / metrics.size(), ApiMessages.comparing(name));
			comparisons.add(new MethodComparison(read.of(name, direction, progress::log).averaged(groups), significance, corrected, seed));
		}
		return new MethodTable(comparisons);
	}
}
