package sfumato.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import sfumato.scoring.ScoreSummary;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.statistics.Bootstrap;
import sfumato.text.UserException;

/**
 * The scores of two folders: of each case, and what they are on average. Immutable.
 *
 * <pre>{@code
 * FolderScores result = sfumato.evaluate(Path.of("predicted"), Path.of("cells")).run();
 * result.scores().write("scores.csv");
 * result.requireAll();
 * System.out.println(result.mean("Dice") + " on average\n" + result.summary());
 * }</pre>
 */
public final class FolderScores {

	/**
	 * How large all that is not background is.
	 *
	 * @param name of the case, or of the patient
	 * @param predicted area or volume in {@link FolderScores#volumeUnit()}
	 * @param reference likewise
	 */
	public record Volume(String name, double predicted, double reference) {

		Volume plus(final Volume other) {
			return new Volume(name, predicted + other.predicted, reference + other.reference);
		}
	}

	/** What the mean is one of. */
	record Averages(ScoreSummary summary, Averaging averaging, double worst, Map<String, Double> together) {

		double mean(final String column) {
			return together.getOrDefault(column, summary.mean(column, averaging));
		}

		String name() {
			return averaging == Averaging.IMAGE ? "mean" : averaging == Averaging.CLASS ? "mean of classes" : "all pixels";
		}
	}

	/** Ends the work if a case could not be read. */
	interface Completeness {

		void require(String where) throws IOException;
	}

	private final Scores scores, summary;
	private final String mean;
	private final Optional<Reliability> reliability;
	private final List<Volume> volumes;
	private final String volumeUnit;
	private final Completeness completeness;

	FolderScores(final Averages averages, final Optional<Reliability> reliability, final List<Volume> volumes, final String volumeUnit,
		final Completeness completeness)
	{
		final ScoreSummary s = averages.summary();
		scores = Scores.of(s.scoring(), s.rows());
		summary = summary(averages);
		mean = averages.name();
		this.reliability = reliability;
		this.volumes = List.copyOf(volumes);
		this.volumeUnit = volumeUnit;
		this.completeness = completeness;
	}

	private static Scores summary(final Averages a) {
		final ScoreSummary s = a.summary();
		final List<Scores.Row> rows = new ArrayList<>();
		if (a.worst() > 0) rows.add(row("worst " + (a.worst() == Math.rint(a.worst()) ? "" + (long) a.worst() : "" + a.worst()) + " %", s, c -> s
			.worst(c, a.worst(), a.averaging())));
		if (a.averaging() == Averaging.IMAGE && s.rows().size() > 1) {
			final Map<String, Bootstrap.Interval> bounds = new HashMap<>();
			s.columns().forEach(c -> bounds.put(c, s.interval(c, 0)));
			rows.add(row("95 % from", s, c -> bounds.get(c).low()));
			rows.add(row("95 % to", s, c -> bounds.get(c).high()));
		}
		rows.add(row(a.name(), s, a::mean));
		return Scores.of(rows, s.scoring()::decimals, s.scoring()::tableFactor);
	}

	private static Scores.Row row(final String name, final ScoreSummary s, final ToDoubleFunction<String> value) {
		final Map<String, Double> values = new LinkedHashMap<>();
		s.columns().forEach(c -> values.put(c, value.applyAsDouble(c)));
		return new Scores.Row(name, values, Set.of(), "");
	}

	/** A row per case, or per patient where cases are pooled. */
	public Scores scores() {
		return scores;
	}

	/**
	 * What the scores are on average, in rows: {@code worst 5 %}, if it was asked for; of several cases the bounds of the 95 % interval of the
	 * mean, {@code 95 % from} and {@code 95 % to}; and last {@link #meanName()}.
	 */
	public Scores summary() {
		return summary;
	}

	/** The row of {@link #summary()} with the mean: {@code mean}, {@code mean of classes} or {@code all pixels}. */
	public String meanName() {
		return mean;
	}

	/** The mean of what {@link FolderEvaluation#averaging} says; NaN if no case has a number. */
	public double mean(final String name) {
		return summary.get(mean, name);
	}

	/**
	 * The reliability diagram of all pixels. Its bins are of equal width, and its intervals come from drawing images.
	 *
	 * @throws UserException if no calibration errors were asked for
	 */
	public Reliability reliability() {
		return reliability.orElseThrow(() -> new UserException(ApiMessages.noErrors()));
	}

	/** The size of the foreground of each case, or of each patient. */
	public List<Volume> volumes() {
		return volumes;
	}

	/** The unit of {@link #volumes()}, e.g. {@code mm³}. */
	public String volumeUnit() {
		return volumeUnit;
	}

	/**
	 * Ends the work if a case could not be read: a mean without it would be that of other cases.
	 *
	 * @throws IOException in a sentence with the names of these cases and the reason of the first one
	 */
	public void requireAll() throws IOException {
		requireAll("the scores");
	}

	/**
	 * {@link #requireAll()} with a place where the scores of the others are.
	 *
	 * @param where for the sentence, e.g. {@code "scores.csv"}
	 */
	public void requireAll(final String where) throws IOException {
		completeness.require(where);
	}
}
