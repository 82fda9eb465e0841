package sfumato.calibration;

import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * A map of the local calibration error: in a square window around each pixel, the mean probability minus the frequency of the event,
 *
 * <pre>
 * m(x) = 1/|W(x)| Σ_{i ∈ W(x)} (p_i − y_i),   from −1 to 1
 * </pre>
 *
 * Of the foreground, m is above 0 where too much of it is promised and below where too little is; of the most probable class, above
 * 0 where the prediction is too sure of itself. Where a window reaches over the edge of the image, or over pixels that do not count,
 * it is smaller. Volumes are done slice by slice.
 *
 * @param of which probability, and what makes it true
 * @param window the side of the window in pixels, odd
 */
public record CalibrationMap(ExpectedCalibrationError.Of of, int window) {

	public CalibrationMap {
		if (window < 1 || window % 2 == 0) throw new UserException(WrongValue.message("window", window, "odd and at least 1, " +
			"so that it has a middle"));
	}

	/** @return (X, Y[, Z]); NaN where a pixel does not count */
	public Img<FloatType> of(final Comparison image) {
		final long[] size = image.prediction().spatialDimensions();
		final Img<FloatType> map = ProbabilityMap.create(new FloatType(), size);
		for (int z = 0; z < image.prediction().numPlanes(); z++)
			plane(image, z, map);
		return map;
	}

	private void plane(final Comparison image, final int z, final Img<FloatType> map) {
		final int w = (int) map.dimension(0), h = (int) map.dimension(1);
		final double[] wrong = new double[w * h], counts = new double[w * h];
		final BinaryEvent event = of.event();
		final long[] min = map.minAsLongArray(), max = map.maxAsLongArray();
		if (min.length == 3) min[2] = max[2] = z;
		final Interval plane = new FinalInterval(min, max);
		PixelBlocks.map(plane, block -> {
			final int n = PixelBlocks.size(block), width = (int) block.dimension(0);
			final float[] p = PixelBlocks.read(image.prediction(), block), r = PixelBlocks.read(image.reference(), block);
			final byte[] region = image.region().map(m -> PixelBlocks.read(m, block)).orElse(null);
			for (int i = 0; i < n; i++) {
				if (region != null && region[i] == 0) continue;
				final int at = (int) ((block.min(1) + i / width) * w + block.min(0) + i % width);
				wrong[at] = event.probability(p, n, i) - event.outcome(p, r, n, i);
				counts[at] = 1;
			}
			return null;
		});
		final boolean[] counted = new boolean[counts.length];
		for (int i = 0; i < counted.length; i++)
			counted[i] = counts[i] > 0;
		sum(wrong, w, h);
		sum(counts, w, h);
		int i = 0;
		for (final FloatType m : Views.flatIterable(Views.interval(map, plane))) {
			m.set(counted[i] ? (float) (wrong[i] / counts[i]) : Float.NaN);
			i++;
		}
	}

	/** Sums over windows, along X and then along Y: the time does not depend on the size of the window. */
	private void sum(final double[] values, final int w, final int h) {
		IntStream.range(0, h).parallel().forEach(y -> sum(values, y * w, 1, w));
		IntStream.range(0, w).parallel().forEach(x -> sum(values, x, w, h));
	}

	private void sum(final double[] values, final int first, final int step, final int n) {
		final double[] before = new double[n + 1];
		for (int i = 0; i < n; i++)
			before[i + 1] = before[i] + values[first + i * step];
		final int reach = window / 2;
		for (int i = 0; i < n; i++)
			values[first + i * step] = before[(int) Math.min(n, (long) i + reach + 1)] - before[Math.max(0, i - reach)];
	}
}
