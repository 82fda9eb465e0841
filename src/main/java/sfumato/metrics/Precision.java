package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * How much of the prediction is right: tp / (tp + fp), also called positive predictive value. NaN if the prediction lacks the
 * class; with {@code missed: PENALTY} it is 0 if the reference has the class.
 * <p>
 * From 0 to 1. Kent et al., American Documentation 6 (1955), called it the pertinency factor.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new Precision().evaluate(prediction, reference) // 0.6667
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "precision",
	description = "Precision (positive predictive value), in percent: tp / (tp + fp).")
public final class Precision extends Configured<Precision.Options> implements CountMetric {

	/** @param missed what counts where the prediction lacks a class that the reference has; default {@link Missed#SKIP} */
	public record Options(Missed missed) {

		public Options() {
			this(Missed.SKIP);
		}
	}

	public Precision() {
		this(new Options());
	}

	public Precision(final Options options) {
		super(options);
	}

	@Override
	public double score(final ConfusionMatrix counts, final int numClass) {
		final double precision = counts.precision(numClass);
		final boolean missed = Double.isNaN(precision) && counts.falseNegatives(numClass) > 0;
		return missed && options.missed() == Missed.PENALTY ? 0 : precision;
	}

	@Override
	public double ofEmptyMasks() {
		return Double.NaN;
	}

	@Override
	public String column() {
		return "Precision";
	}
}
