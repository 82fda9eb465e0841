package sfumato.api;

import java.util.List;
import java.util.stream.IntStream;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ExpectedCalibrationError.Of;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.scoring.CaseScoring;
import sfumato.text.CsvText;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * A reliability diagram: how often pixels of equal confidence are right, with 95 % intervals from a bootstrap. All numbers are fractions.
 * Immutable.
 *
 * <pre>{@code
 * Reliability reliability = sfumato.evaluate(predicted, truth).errors("ece(bins: 10)").reliability();
 * for (Reliability.Bin bin : reliability.bins())
 * 	System.out.println(bin.confidence() + " " + bin.accuracy() + " of " + bin.count() + " pixels");
 * reliability.write("diagram.csv");
 * }</pre>
 */
public final class Reliability implements CsvTable {

	/**
	 * Pixels of similar confidence.
	 *
	 * @param from the lowest confidence in the bin
	 * @param to the highest one, which is in the next bin unless it is 1
	 * @param count pixels; of a bin without any the following numbers are NaN
	 * @param confidence the mean
	 * @param accuracy the fraction of them that is right
	 * @param accuracyFrom the lower bound of the accuracy
	 * @param accuracyTo the upper bound
	 */
	public record Bin(double from, double to, long count, double confidence, double accuracy, double accuracyFrom, double accuracyTo) {}

	private final List<Bin> bins;
	private final long pixels;
	private final double error, errorFrom, errorTo;
	private final String units;
	private final int resamples;
	private final boolean isOfForeground;

	Reliability(final CalibrationBands bands, final ExpectedCalibrationError drawn, final int resamples) {
		final ReliabilityDiagram d = bands.diagram();
		bins = IntStream.range(0, d.bins()).mapToObj(b -> new Bin(d.from(b), d.to(b), d.count(b), d.meanConfidence(b), d.accuracy(b), bands
			.low(b), bands.high(b))).toList();
		pixels = d.total();
		error = d.expectedError();
		errorFrom = bands.errorLow();
		errorTo = bands.errorHigh();
		units = bands.units();
		this.resamples = resamples;
		isOfForeground = drawn.options().of() == Of.FOREGROUND;
	}

	/** The error whose diagram is drawn: the first of its kind, else the default. */
	static ExpectedCalibrationError drawn(final CaseScoring scoring) {
		return scoring.errors().stream().filter(ExpectedCalibrationError.class::isInstance).map(ExpectedCalibrationError.class::cast)
			.findFirst().orElseGet(ExpectedCalibrationError::new);
	}

	/** By its name, in capitals or not. */
	static Of event(final String name) {
		for (final Of of : Of.values())
			if (of.name().equalsIgnoreCase(name)) return of;
		throw new UserException(WrongValue.message("map", name, "none, foreground or label"));
	}

	/** The bins, from the lowest confidence to the highest; some may have no pixels. */
	public List<Bin> bins() {
		return bins;
	}

	/** How many pixels were counted. */
	public long pixels() {
		return pixels;
	}

	/** The expected calibration error of this diagram: the mean distance of accuracy and confidence. */
	public double error() {
		return error;
	}

	/** The lower bound of {@link #error()}. */
	public double errorFrom() {
		return errorFrom;
	}

	/** The upper bound of {@link #error()}. */
	public double errorTo() {
		return errorTo;
	}

	/** What was drawn for the intervals: {@code images}, or tiles of one, e.g. {@code tiles of 8 x 8 pixels}. */
	public String units() {
		return units;
	}

	/**
	 * Whether confidence is the probability of the foreground and accuracy its frequency; else they are those of the most probable class.
	 */
	public boolean isOfForeground() {
		return isOfForeground;
	}

	/** A row per bin, in fractions; cells of an empty bin are empty. */
	@Override
	public String toCsv() {
		final CsvText csv = new CsvText(List.of("bin_from", "bin_to", "count", "confidence", "accuracy", "accuracy_from", "accuracy_to"));
		for (final Bin b : bins)
			csv.add(List.of(number(b.from()), number(b.to()), b.count(), number(b.confidence()), number(b.accuracy()), number(b
				.accuracyFrom()), number(b.accuracyTo())));
		return csv.toString();
	}

	private static String number(final double value) {
		return CsvText.number(value, 8);
	}

	/** The error and its interval in a sentence. */
	@Override
	public String toString() {
		return ApiMessages.reliability(100 * error, 100 * errorFrom, 100 * errorTo, resamples, units);
	}
}
