package sfumato.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

import sfumato.labels.Comparison;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Bootstrap confidence intervals (95 %) of a {@link ReliabilityDiagram}: of the accuracy in each bin and of the expected calibration
 * error. Neighbouring pixels are wrong together, so whole images are resampled with replacement or, of a single one, square tiles
 * of it (through all slices of a volume); drawing pixels would make intervals that are far too narrow.
 * <p>
 * Bounds are the 2.5 % and 97.5 % quantiles (type 7) of the draws; of a bin, of those draws that have pixels in it. The error is a sum of
 * distances, which the noise of drawing makes larger on average; its bounds are moved back by that much, and are at least 0.
 * <p>
 * Tiles are an eighth of the shorter side wide, so that there are 64 and more. Where what goes wrong is larger than a tile, intervals
 * are still too narrow. Source of resampling in blocks: Politis and Romano, The stationary bootstrap, JASA 89 (1994); Lahiri, Resampling
 * methods for dependent data, 2003.
 */
public final class CalibrationBands {

	/** The default number of bootstrap resamples. */
	public static final int RESAMPLES = 1000;
	private static final int TILES_PER_SIDE = 8;

	private final ReliabilityDiagram diagram;
	private final String units;
	private final double[] low;
	private final double[] high;
	private final double errorLow;
	private final double errorHigh;

	private CalibrationBands(final List<ReliabilityDiagram> parts, final String units, final int resamples, final long seed) {
		if (resamples < 1 || resamples > 1_000_000) throw new UserException(WrongValue.message("resamples", resamples,
			"between 1 and 1000000"));
		diagram = parts.stream().reduce(ReliabilityDiagram::plus).orElseThrow(() -> new UserException(
			CalibrationMessages.noImages()));
		this.units = units;
		final int bins = diagram.bins(), n = parts.size();
		final double[][] accuracies = new double[bins][resamples];
		final double[] errors = new double[resamples];
		final SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < resamples; i++) {
			final long[] counts = new long[bins], right = new long[bins];
			final double[] confidences = new double[bins];
			for (int j = 0; j < n; j++) {
				final ReliabilityDiagram drawn = parts.get(random.nextInt(n));
				for (int b = 0; b < bins; b++) {
					counts[b] += drawn.count(b);
					right[b] += drawn.right(b);
					confidences[b] += drawn.confidence(b);
				}
			}
			for (int b = 0; b < bins; b++) {
				accuracies[b][i] = counts[b] == 0 ? Double.NaN : (double) right[b] / counts[b];
				errors[i] += Math.abs(right[b] - confidences[b]);
			}
			errors[i] /= Arrays.stream(counts).sum();
		}
		low = Arrays.stream(accuracies).mapToDouble(a -> quantile(a, 2.5)).toArray();
		high = Arrays.stream(accuracies).mapToDouble(a -> quantile(a, 97.5)).toArray();
		final double noise = Arrays.stream(errors).average().orElseThrow() - diagram.expectedError();
		errorLow = Math.max(0, quantile(errors, 2.5) - noise);
		errorHigh = Math.max(0, quantile(errors, 97.5) - noise);
	}

	/**
	 * Draws images.
	 *
	 * @param images the diagram of each, with the same edges; of one alone all bounds are its own numbers
	 * @param seed equal seeds give equal bands
	 */
	public static CalibrationBands ofImages(final List<ReliabilityDiagram> images, final int resamples, final long seed) {
		return new CalibrationBands(images.stream().filter(d -> d.total() > 0).toList(), "images", resamples, seed);
	}

	/** Draws tiles of an image. */
	public static CalibrationBands ofTiles(final Comparison image, final ExpectedCalibrationError error, final int resamples,
		final long seed)
	{
		final long[] size = image.prediction().spatialDimensions();
		final int side = (int) ((Math.min(size[0], size[1]) + TILES_PER_SIDE - 1) / TILES_PER_SIDE);
		final List<ReliabilityDiagram> tiles = error.tiles(image, side).stream().filter(d -> d.total() > 0).toList();
		return new CalibrationBands(tiles, "tiles of " + side + " x " + side + " pixels", resamples, seed);
	}

	/** The diagram of all parts. */
	public ReliabilityDiagram diagram() {
		return diagram;
	}

	/** The resampled units: images, or tiles of a size. */
	public String units() {
		return units;
	}

	/** The lower bound of a bin's accuracy; NaN of an empty bin. */
	public double low(final int bin) {
		return low[bin];
	}

	/** The upper bound of a bin's accuracy; NaN of an empty bin. */
	public double high(final int bin) {
		return high[bin];
	}

	/** The lower bound of the expected calibration error. */
	public double errorLow() {
		return errorLow;
	}

	/** The upper bound of the expected calibration error. */
	public double errorHigh() {
		return errorHigh;
	}

	private static double quantile(final double[] draws, final double percent) {
		final double[] known = Arrays.stream(draws).filter(d -> !Double.isNaN(d)).toArray();
		return known.length == 0 ? Double.NaN : new Percentile().withEstimationType(EstimationType.R_7).evaluate(known, percent);
	}
}
