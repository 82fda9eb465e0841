package sfumato.agreement;

import java.util.HashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import sfumato.data.NaturalOrder;
import sfumato.statistics.Bootstrap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Inter-rater agreement over several cases: means over the cases with confidence intervals. Raters may be missing in cases: what is
 * said of a rater, or of a pair, is the mean over the cases that the rater, or both, drew.
 */
public final class AgreementSummary {

	/** The level of the intervals. */
	public static final double LEVEL = 0.95;

	/**
	 * A mean over cases.
	 *
	 * @param cases how many cases have a value
	 * @param mean over these; NaN if there are none
	 * @param low lower bound of the bootstrap interval over cases; NaN with fewer than two cases
	 * @param high upper bound
	 */
	public record Estimate(int cases, double mean, double low, double high) {}

	private final List<CaseAgreement> cases;
	private final List<String> raters;
	private final String volumeUnit;
	private final int resamples;
	private final long seed;

	/**
	 * @param cases at least one
	 * @param resamples of the bootstrap, 1 to 1 000 000
	 * @param seed of the bootstrap: equal seeds give equal intervals
	 */
	public AgreementSummary(final List<CaseAgreement> cases, final int resamples, final long seed) {
		if (cases.isEmpty()) throw new UserException(AgreementMessages.noCases());
		requireResamples(resamples);
		this.cases = List.copyOf(cases);
		this.resamples = resamples;
		this.seed = seed;
		final Set<String> names = new TreeSet<>(NaturalOrder.INSTANCE), units = new HashSet<>();
		cases.forEach(c -> names.addAll(c.raters()));
		cases.forEach(c -> units.add(c.volumeUnit()));
		// the raters of a single image stay in its order
		raters = cases.size() == 1 ? cases.get(0).raters() : List.copyOf(names);
		volumeUnit = units.size() == 1 ? cases.get(0).volumeUnit() : CaseAgreement.PIXELS;
	}

	/** Checks before the work what would fail after it. */
	public static void requireResamples(final int resamples) {
		if (resamples < 1 || resamples > 1_000_000) throw new UserException(WrongValue.message("resamples", resamples,
			"between 1 and 1000000"));
	}

	public List<CaseAgreement> cases() {
		return cases;
	}

	/** All raters who drew any of the cases, in natural order. */
	public List<String> raters() {
		return raters;
	}

	/** The unit of volumes: that of the cases or, if these differ, {@link CaseAgreement#PIXELS}. */
	public String volumeUnit() {
		return volumeUnit;
	}

	/** The value of a case, with volumes in {@link #volumeUnit}. */
	public double value(final CaseAgreement c, final AgreementMeasure measure) {
		return c.value(measure) * unit(c, measure);
	}

	/** The value of a rater in a case, with volumes in {@link #volumeUnit}. */
	public double value(final CaseAgreement c, final AgreementMeasure measure, final String rater) {
		return c.value(measure, rater) * unit(c, measure);
	}

	/** What tables call a measure; a volume goes by its unit: {@code area_mm2}, {@code volume_mm3}, {@code pixels}. */
	public String column(final AgreementMeasure measure) {
		if (measure != AgreementMeasure.VOLUME) return measure.column();
		return volumeUnit.equals(CaseAgreement.PIXELS) ? volumeUnit : (volumeUnit.endsWith("2") ? "area_" : "volume_") + volumeUnit;
	}

	/**
	 * A number of a case.
	 *
	 * @param column what tables call it
	 * @param value fractions and volumes; NaN where a rater is missing, or nothing can be said
	 * @param tableFactor 100 for fractions, which tables show in percent, else 1
	 */
	public record Entry(String column, double value, double tableFactor) {

		/** As tables show it. */
		public double shown() {
			return tableFactor * value;
		}
	}

	/** All numbers of a case: the case's, then each rater's, then those of each pair; the same columns for each case. */
	public List<Entry> entries(final CaseAgreement c) {
		final List<Entry> all = new ArrayList<>();
		for (final AgreementMeasure m : AgreementMeasure.values())
			all.add(new Entry(column(m), value(c, m), m.tableFactor()));
		for (final String rater : raters)
			for (final AgreementMeasure m : AgreementMeasure.values())
				if (m.isOfRaters()) all.add(new Entry(column(m) + "_" + rater, value(c, m, rater), m.tableFactor()));
		for (int a = 0; a < raters.size(); a++)
			for (int b = a + 1; b < raters.size(); b++) {
				final String first = raters.get(a), second = raters.get(b), pair = "_" + first + "_" + second;
				all.add(new Entry("Dice" + pair, c.dice(first, second), 100));
				all.add(new Entry("Cohen_kappa" + pair, c.kappa(first, second), 1));
				all.add(new Entry("Object_F1" + pair, c.objectF1(first, second), 100));
			}
		return all;
	}

	private double unit(final CaseAgreement c, final AgreementMeasure measure) {
		return measure == AgreementMeasure.VOLUME && !c.volumeUnit().equals(volumeUnit) ? 1 / c.voxel() : 1;
	}

	/** The mean over all cases; of {@link AgreementMeasure#MAJORITY_DICE} it is the human Dice of published tables. */
	public Estimate of(final AgreementMeasure measure) {
		return estimate(c -> value(c, measure));
	}

	/** The mean over the cases that a rater drew. */
	public Estimate of(final AgreementMeasure measure, final String rater) {
		return estimate(c -> value(c, measure, rater));
	}

	/** The mean Dice of two raters over the cases that both drew. */
	public Estimate dice(final String a, final String b) {
		return estimate(c -> c.dice(a, b));
	}

	/** The mean of Cohen's kappa of two raters over the cases that both drew. */
	public Estimate kappa(final String a, final String b) {
		return estimate(c -> c.kappa(a, b));
	}

	/** The mean F1 of two raters' objects over the cases that both drew. */
	public Estimate objectF1(final String a, final String b) {
		return estimate(c -> c.objectF1(a, b));
	}

	/** The mean Dice of each rater with each, in the order of {@link #raters}; NaN where two never drew the same case. */
	public double[][] dice() {
		final double[][] matrix = new double[raters.size()][raters.size()];
		for (int a = 0; a < matrix.length; a++)
			for (int b = 0; b < matrix.length; b++)
				matrix[a][b] = mean(common(raters.get(a), raters.get(b)));
		return matrix;
	}

	private double[] common(final String a, final String b) {
		return measured(c -> c.dice(a, b));
	}

	private double[] measured(final ToDoubleFunction<CaseAgreement> value) {
		return cases.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
	}

	private static double mean(final double[] values) {
		return java.util.Arrays.stream(values).average().orElse(Double.NaN);
	}

	private Estimate estimate(final ToDoubleFunction<CaseAgreement> value) {
		final double[] values = measured(value);
		if (values.length < 2) return new Estimate(values.length, mean(values), Double.NaN, Double.NaN);
		final Bootstrap.Interval interval = Bootstrap.ofMean(values, LEVEL, resamples, seed);
		return new Estimate(values.length, mean(values), interval.low(), interval.high());
	}
}
