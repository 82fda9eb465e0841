package sfumato.scoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import sfumato.labels.Additive;
import sfumato.labels.LabelClass;
import sfumato.metrics.AdditiveMetric;
import sfumato.metrics.AveragedScores;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.SegmentationMetric;
import sfumato.statistics.Bootstrap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The mean scores of several cases per column of a {@link CaseScoring}, in the unit of the table. Scores that are NaN are left out.
 */
public final class ScoreSummary {

	/** The level of the intervals. */
	public static final double LEVEL = 0.95;
	private static final int RESAMPLES = 2000;

	/** The averaging mode. */
	public enum Averaging {
		/** The cases' scores: all cases count the same. */
		IMAGE,
		/** Nothing: the score is that of all pixels together, so that large objects count most. */
		DATASET,
		/** Classes, each over the cases that have it: {@link AveragedScores#overClasses}. */
		CLASS;

		/** By its name, in capitals or not. */
		public static Averaging parse(final String text) {
			for (final Averaging a : values())
				if (a.name().equalsIgnoreCase(text.strip())) return a;
			throw new UserException(WrongValue.message("averaging", text, "image, dataset or class"));
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	/** Whose column it is; the class is 0 if it is that of all. */
	private record Place(String metricColumn, SegmentationMetric metric, int numClass) {}

	private final CaseScoring scoring;
	private final List<CaseScoring.Row> rows;
	private final List<String> columns;
	/** Of the case with most of them. */
	private final List<LabelClass> classes;

	/** @param rows at least one; they may be of different numbers of classes */
	public ScoreSummary(final CaseScoring scoring, final List<CaseScoring.Row> rows) {
		if (rows.isEmpty()) throw new UserException(ScoringMessages.noCases());
		this.scoring = scoring;
		classes = rows.stream().map(CaseScoring.Row::classes).max(Comparator.comparingInt(List::size)).orElseThrow();
		this.rows = rows.stream().map(r -> scoring.widened(r, classes)).toList();
		columns = CaseScoring.columns(this.rows);
	}

	/** Checks before the work what would fail after it. */
	public static void requirePercent(final double worst) {
		if (!(worst >= 0 && worst <= 100)) throw new UserException(WrongValue.message("worst", worst, "a percentage from 0 " +
			"(none) to 100"));
	}

	public CaseScoring scoring() {
		return scoring;
	}

	/** In the order of the rows' columns. */
	public List<String> columns() {
		return columns;
	}

	public List<CaseScoring.Row> rows() {
		return rows;
	}

	/** How many cases have a number in a column, and why others have none. */
	public ScoreCounts counts(final String column) {
		return ScoreCounts.of(column, rows);
	}

	/**
	 * The mean over the cases, or what stands for it.
	 *
	 * @return NaN if no case has a number, and of all pixels together ({@link Averaging#DATASET}) for what is no
	 *         {@link AdditiveMetric}
	 */
	public double mean(final String column, final Averaging averaging) {
		final Place place = place(column);
		if (averaging == Averaging.DATASET) return place == null ? Double.NaN : together(place);
		if (place == null || averaging == Averaging.IMAGE) return Arrays.stream(numbers(column)).average().orElse(Double.NaN);
		return place.metric().tableFactor() * fromGoodness(place.metric(), byClass(place, false).overClasses());
	}

	private double together(final Place place) {
		final List<long[]> all = rows.stream().map(r -> r.sums().get(place.metricColumn())).toList();
		// sums of other numbers of classes have other places
		if (!(place.metric() instanceof final AdditiveMetric m) || all.stream().anyMatch(a -> a == null || a.length != all.get(
			0).length) || rows.stream().noneMatch(r -> r.values().containsKey(place.metricColumn()))) return Double.NaN;
		final long[] sums = Additive.plus(all);
		if (place.numClass() == 0) return m.tableFactor() * m.evaluate(sums, scoring.classes());
		return m.counted(sums, scoring.classes())[place.numClass()] ? m.tableFactor() * m.perClass(sums)[place.numClass()] : Double.NaN;
	}

	/**
	 * The mean over the worst cases: the ⌊percent/100 · n⌋, at least one, that are farthest from a perfect score; with
	 * {@link Averaging#CLASS} class by class. Of errors with a sign it is the mean size; NaN of numbers that are neither good nor bad.
	 *
	 * @param percent above 0, at most 100
	 */
	public double worst(final String column, final double percent, final Averaging averaging) {
		final Place place = place(column);
		if (place != null && Double.isNaN(place.metric().perfect())) return Double.NaN;
		if (place != null && averaging == Averaging.CLASS) return place.metric().tableFactor() * fromGoodness(place.metric(),
			byClass(place, true).overWorstOfClasses(percent));
		final double perfect = place == null ? 0 : place.metric().perfect() * place.metric().tableFactor();
		final double[] far = Arrays.stream(numbers(column)).map(v -> Math.abs(v - perfect)).sorted().toArray();
		final int n = Math.min(far.length, Math.max(1, (int) (percent * far.length / 100)));
		final double mean = Arrays.stream(far, far.length - n, far.length).average().orElse(Double.NaN);
		return perfect == 0 ? mean : perfect - mean;
	}

	/** Bounds of the mean over cases from a bootstrap over cases (BCa); NaN with fewer than two cases that have a number. */
	public Bootstrap.Interval interval(final String column, final long seed) {
		final double[] values = numbers(column);
		return values.length < 2 ? new Bootstrap.Interval(Double.NaN, Double.NaN) : Bootstrap.ofMeanAccelerated(values, LEVEL,
			RESAMPLES, seed);
	}

	private double[] numbers(final String column) {
		return rows.stream().mapToDouble(r -> r.values().getOrDefault(column, Double.NaN)).filter(v -> !Double.isNaN(v)).toArray();
	}

	/** Null of a calibration error. */
	private Place place(final String column) {
		for (int i = 0; i < scoring.metrics().size(); i++) {
			final String own = scoring.metricColumns().get(i);
			if (column.equals(own)) return new Place(own, scoring.metrics().get(i), 0);
			for (int c = 1; c < classes.size(); c++)
				if (column.equals(CaseScoring.ofClass(own, classes.get(c)))) return new Place(own, scoring.metrics().get(i), c);
		}
		return null;
	}

	/** Scores that are 1 if perfect and smaller the worse, as {@link AveragedScores} takes the worst ones to be the lowest. */
	private AveragedScores byClass(final Place place, final boolean ofSize) {
		final Map<ConfusionMatrix, CaseScoring.Row> scored = new IdentityHashMap<>();
		for (final CaseScoring.Row row : rows)
			if (row.perClass().containsKey(place.metricColumn())) scored.put(row.counts(), row);
		final double perfect = place.metric().perfect();
		return new AveragedScores(rows.stream().map(CaseScoring.Row::counts).toList(), (counts, c) -> {
			if (!scored.containsKey(counts)) return Double.NaN;
			final double score = scored.get(counts).perClass().get(place.metricColumn())[c];
			return perfect == 1 ? score : 1 - (ofSize ? Math.abs(score) : score);
		}, (counts, c) -> scored.containsKey(counts) && scoring.has(scored.get(counts), place.metricColumn(), c), place
			.numClass() > 0 ? new int[] { place.numClass() } : IntStream.range(1, classes.size()).toArray());
	}

	private static double fromGoodness(final SegmentationMetric metric, final double goodness) {
		return metric.perfect() == 1 ? goodness : 1 - goodness;
	}
}
