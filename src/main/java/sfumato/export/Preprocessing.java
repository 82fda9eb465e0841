package sfumato.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.data.normalization.MaximumNormalization;
import sfumato.data.normalization.NoNormalization;
import sfumato.data.normalization.Normalization;
import sfumato.data.normalization.PercentileNormalization;
import sfumato.data.normalization.WindowNormalization;
import sfumato.data.normalization.ZScoreNormalization;
import sfumato.text.UserException;

/**
 * Normalizations in the bioimage.io format.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><td>{@code none}</td><td>nothing</td></tr>
 * <tr><td>{@code percentile}</td><td>{@code scale_range} over y and x. A channel whose two percentiles are equal is divided
 * by its range here, but not there.</td></tr>
 * <tr><td>{@code z-score}</td><td>{@code zero_mean_unit_variance} over y and x</td></tr>
 * <tr><td>{@code window}</td><td>{@code clip}, then {@code scale_linear}</td></tr>
 * <tr><td>{@code maximum}</td><td>no form: nothing there divides by the maximum and leaves 0 where it is, whatever the
 * darkest pixel</td></tr>
 * </table>
 */
final class Preprocessing {

	/** Number that the format adds to each divisor. It must be positive; this one changes no 32-bit result. */
	private static final double EPSILON = 1e-12;
	/** Smallest upper percentile. Readers of the format take smaller values for fractions. */
	private static final double LOWEST_HIGH = 1;

	private Preprocessing() {}

	/**
	 * Returns the steps of a normalization in order.
	 *
	 * @param channels number of channels of the image
	 * @throws UserException if the format cannot express the normalization
	 */
	static List<Map<String, Object>> of(final Normalization normalization, final int channels) {
		if (normalization instanceof NoNormalization) return List.of();
		if (normalization instanceof PercentileNormalization p) return percentiles(p.options().low(), p.options().high());
		if (normalization instanceof ZScoreNormalization) return List.of(zScore());
		if (normalization instanceof WindowNormalization w) return window(w.options().low(), w.options().high(),
			channels);
		if (normalization instanceof MaximumNormalization) throw new UserException(
			ExportMessages.maximumNormalization());
		throw new UserException(ExportMessages.normalization(normalization.getClass().getSimpleName()));
	}

	private static Map<String, Object> zScore() {
		final Map<String, Object> options = new LinkedHashMap<>();
		options.put("axes", planes());
		options.put("eps", EPSILON);
		return step("zero_mean_unit_variance", options);
	}

	private static List<Map<String, Object>> percentiles(final double low, final double high) {
		if (high <= LOWEST_HIGH) throw new UserException(ExportMessages.percentile(high));
		final Map<String, Object> options = new LinkedHashMap<>();
		options.put("axes", planes());
		options.put("min_percentile", low);
		options.put("max_percentile", high);
		options.put("eps", EPSILON);
		return List.of(step("scale_range", options));
	}

	private static List<Map<String, Object>> window(final double low, final double high, final int channels) {
		final List<Map<String, Object>> steps = new ArrayList<>();
		final Map<String, Object> bounds = new LinkedHashMap<>();
		bounds.put("min", low);
		bounds.put("max", high);
		steps.add(step("clip", bounds));
		final Map<String, Object> scale = new LinkedHashMap<>();
		// one number for each channel, because QuPath cannot read one for all
		scale.put("axis", "channel");
		scale.put("gain", Collections.nCopies(channels, 2 / (high - low)));
		scale.put("offset", Collections.nCopies(channels, -(high + low) / (high - low)));
		// a step that does nothing is an error there
		if (low != -1 || high != 1) steps.add(step("scale_linear", scale));
		return steps;
	}

	private static List<String> planes() {
		return List.of("y", "x");
	}

	private static Map<String, Object> step(final String id, final Map<String, Object> options) {
		final Map<String, Object> step = new LinkedHashMap<>();
		step.put("id", id);
		step.put("kwargs", options);
		return step;
	}
}
