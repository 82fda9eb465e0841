package sfumato.data.normalization;

import java.io.IOException;
import java.util.Arrays;

import org.scijava.plugin.Plugin;

import sfumato.data.normalization.GreyMapping.Line;

/**
 * Z-score normalization, (value − mean) / standard deviation, both of the whole channel; a constant channel becomes 0.
 *
 * <pre>{@code
 * var image = ArrayImgs.floats(new float[] { 0, 10, 20, 40 }, 4, 1, 1);
 * new ZScoreNormalization().apply(image).getAt(2, 0, 0).get() // 0.169
 * }</pre>
 */
@Plugin(type = Normalization.class, name = "z-score",
	description = "Z-score: mean 0 and standard deviation 1 per channel.")
public final class ZScoreNormalization implements Normalization {

	@Override
	public GreyMapping mapping(final GreyValues image) throws IOException {
		final Moments[] moments = new Moments[image.channels()];
		Arrays.setAll(moments, c -> new Moments());
		image.forEach((c, values, n) -> moments[c].add(values, n));
		return new GreyMapping(Arrays.stream(moments).map(m -> new Line(m.mean, m.mean + Math.sqrt(m.squares / m.n), 0, 1,
			false)).toList());
	}

	/**
	 * Mean and sum of squared deviations, block by block; blocks are joined as Chan, Golub and LeVeque do, because the sum of
	 * squares less the square of the sum would cancel where the mean is large.
	 */
	private static final class Moments {

		private long n;
		private double mean, squares;

		void add(final float[] values, final int m) {
			if (m == 0) return;
			double sum = 0, around = 0;
			for (int i = 0; i < m; i++)
				sum += values[i];
			final double center = sum / m;
			for (int i = 0; i < m; i++)
				around += (values[i] - center) * (values[i] - center);
			final double apart = center - mean;
			squares += around + apart * apart * n * m / (n + m);
			mean += apart * m / (n + m);
			n += m;
		}
	}
}
