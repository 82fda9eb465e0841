package sfumato.calibration;

import java.util.List;

import sfumato.labels.Additive;
import sfumato.labels.Comparison;

/**
 * A calibration error that is computed from sums over pixels, and so also for pooled pixels of images that are not in memory together.
 */
public interface AdditiveError extends CalibrationError, Additive {

	/** As {@link CalibrationError#evaluate(List)} of what the sums were taken over. */
	double evaluate(long[] sums);

	/**
	 * As {@link CalibrationError#perClass(List)} of what the sums were taken over.
	 *
	 * @return empty where classes have no error of their own
	 */
	default double[] perClass(final long[] sums) {
		return new double[0];
	}

	@Override
	default double evaluate(final List<Comparison> images) {
		return evaluate(all(images));
	}

	@Override
	default double[] perClass(final List<Comparison> images) {
		return perClass(all(images));
	}

	private long[] all(final List<Comparison> images) {
		return Additive.plus(images.stream().map(this::sums).toList());
	}
}
