package sfumato.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sfumato.agreement.AgreementMeasure;
import sfumato.agreement.AgreementSummary;
import sfumato.agreement.CaseAgreement;
import sfumato.data.DataMessages;
import sfumato.text.UserException;

/**
 * How far raters agree: of each case, and on average with 95 % intervals over cases. Overlaps are fractions. Raters may be missing in cases.
 * Immutable.
 *
 * <pre>{@code
 * Agreement agreement = sfumato.compareRaters(raters).run();
 * agreement.mean("Dice_majority").mean()        // of all raters with their majority
 * agreement.mean("Dice_majority", "Ann").mean() // of one of them
 * agreement.pair("Dice", "Ann", "Ben").mean()   // of two with each other
 * }</pre>
 */
public final class Agreement {

	/**
	 * A mean over cases.
	 *
	 * @param cases that have a value
	 * @param mean NaN if there are none
	 * @param from the lower bound of the interval; NaN with fewer than two cases
	 * @param to the upper bound
	 */
	public record Estimate(int cases, double mean, double from, double to) {

		private static Estimate of(final AgreementSummary.Estimate e) {
			return new Estimate(e.cases(), e.mean(), e.low(), e.high());
		}
	}

	private final AgreementSummary summary;

	Agreement(final AgreementSummary summary) {
		this.summary = summary;
	}

	/** All numbers of each case: the case's, each rater's ({@code Dice_majority_Ann}) and those of each pair ({@code Dice_Ann_Ben}). */
	public Scores scores() {
		final Map<String, Double> factors = new HashMap<>();
		final List<Scores.Row> rows = new ArrayList<>();
		for (final CaseAgreement c : summary.cases()) {
			final Map<String, Double> shown = new LinkedHashMap<>();
			for (final AgreementSummary.Entry e : summary.entries(c)) {
				shown.put(e.column(), e.shown());
				factors.put(e.column(), e.tableFactor());
			}
			rows.add(new Scores.Row(c.name(), shown, Set.of(), ""));
		}
		return Scores.of(rows, name -> factors.get(name) == 1 ? 4 : 2, factors::get);
	}

	/** The names of the cases. */
	public List<String> cases() {
		return summary.cases().stream().map(CaseAgreement::name).toList();
	}

	/** The names of all raters. */
	public List<String> raters() {
		return summary.raters();
	}

	/** The names of the raters who drew a case. */
	public List<String> raters(final String caseName) {
		return summary.cases().stream().filter(c -> c.name().equals(caseName)).findFirst().map(CaseAgreement::raters).orElseThrow(
			() -> new UserException(DataMessages.noCase(caseName, String.join(", ", cases()))));
	}

	/** What is measured: {@code Dice_majority}, {@code Cohen_kappa}, … */
	public List<String> measures() {
		return Arrays.stream(AgreementMeasure.values()).map(summary::column).toList();
	}

	/** Whether each rater has a value of a measure, or only all of them together, as of Fleiss' kappa. */
	public boolean isOfRaters(final String measure) {
		return measure(measure).isOfRaters();
	}

	/** The mean over the cases. */
	public Estimate mean(final String measure) {
		return Estimate.of(summary.of(measure(measure)));
	}

	/** The mean over the cases that a rater drew. */
	public Estimate mean(final String measure, final String rater) {
		requireRater(rater);
		return Estimate.of(summary.of(measure(measure), rater));
	}

	/**
	 * The mean over the cases that two raters drew.
	 *
	 * @param measure {@code Dice}, {@code Cohen_kappa} or {@code Object_F1}
	 */
	public Estimate pair(final String measure, final String a, final String b) {
		requireRater(a);
		requireRater(b);
		return Estimate.of(switch (measure) {
			case "Dice" -> summary.dice(a, b);
			case "Cohen_kappa" -> summary.kappa(a, b);
			case "Object_F1" -> summary.objectF1(a, b);
			default -> throw new UserException(ApiMessages.noCaseScore(measure, String.join(", ", "Dice", "Cohen_kappa", "Object_F1")));
		});
	}

	/** The mean Dice of each rater with each, in the order of {@link #raters()}; NaN where two never drew the same case. */
	public double[][] diceMatrix() {
		return summary.dice();
	}

	private AgreementMeasure measure(final String name) {
		return Arrays.stream(AgreementMeasure.values()).filter(m -> summary.column(m).equals(name)).findFirst().orElseThrow(
			() -> new UserException(ApiMessages.noCaseScore(name, String.join(", ", measures()))));
	}

	private void requireRater(final String rater) {
		if (!raters().contains(rater)) throw new UserException(ApiMessages.noRater(rater, String.join(", ", raters())));
	}
}
