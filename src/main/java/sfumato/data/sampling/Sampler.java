package sfumato.data.sampling;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;

import sfumato.text.UserException;

/**
 * Crops randomly scaled, flipped and placed patches from samples; per patch:
 * <ol>
 * <li>a factor f, uniform in the augmentation's range; the image is resized by f bilinearly, a soft target too (and
 * renormalised to sum 1), a hard one by nearest neighbour ({@link Resize});</li>
 * <li>flips, each with probability ½ if enabled;</li>
 * <li>where the result is smaller than the patch, padding on both sides (the smaller half left and above) with
 * {@code padValue}, mask 0;</li>
 * <li>a crop at a uniform position, or at a uniform one of those that show a given pixel;</li>
 * <li>the sample's {@link sfumato.data.normalization.GreyMapping}, which may clip values.</li>
 * </ol>
 * This is the reference's order. Only the pixels of the patch are computed.
 * <p>
 * Where a sample is labelled in part, resizing takes labels of labelled pixels only: with the bilinear weights b_i and m_i = 1
 * where pixel i is labelled, else 0,
 *
 * <pre>
 * target = Σ b_i m_i target_i / Σ b_i m_i,   mask = 1 if Σ b_i m_i ≥ ½, else 0
 * </pre>
 *
 * so that nothing of what lies under other pixels is mixed in; a hard target and its mask are those of the nearest pixel. With
 * mask 0 the target is background.
 */
public final class Sampler {

	private final Augmentation augmentation;
	private final int width;
	private final int height;
	private final float padValue;

	/**
	 * @param augmentation what may happen to an image
	 * @param width of a patch in pixels
	 * @param height of a patch in pixels
	 * @param padValue grey value of padding, see {@link sfumato.data.normalization.Normalization#padValue()}
	 */
	public Sampler(final Augmentation augmentation, final int width, final int height, final float padValue) {
		if (width < 1 || height < 1) throw new UserException(SamplingMessages.emptyPatch(width, height));
		this.augmentation = augmentation;
		this.width = width;
		this.height = height;
		this.padValue = padValue;
	}

	/** One patch at a random place. The order in which random numbers are taken is fixed: factor, flip X, flip Y, x, y. */
	public Patch draw(final Sample sample, final RandomGenerator random) {
		return draw(sample, random, OptionalInt.empty());
	}

	/**
	 * One patch that shows a pixel of the image, at a random place of the patch.
	 *
	 * @param pixel index {@code y·width + x} of the pixel; empty places the patch anywhere
	 */
	public Patch draw(final Sample sample, final RandomGenerator random, final OptionalInt pixel) {
		final double u = random.nextDouble();
		final double factor = augmentation.scaleMin() + u * (augmentation.scaleMax() - augmentation.scaleMin());
		final boolean flipX = random.nextDouble() < 0.5 && augmentation.flipX();
		final boolean flipY = random.nextDouble() < 0.5 && augmentation.flipY();
		final Resize x = Resize.byFactor(sample.width(), factor);
		final Resize y = Resize.byFactor(sample.height(), factor);
		final int[] columns = place(x.size(), width, flipX, random.nextDouble(), pixel.isEmpty() ? -1 : x.position(pixel.getAsInt() %
			sample.width()));
		final int[] rows = place(y.size(), height, flipY, random.nextDouble(), pixel.isEmpty() ? -1 : y.position(pixel.getAsInt() /
			sample.width()));
		return crop(sample, x, y, columns, rows);
	}

	/** The whole-image counterpart: no scale, no flip, padded if smaller and cut out of the middle if larger. */
	public Patch center(final Sample sample) {
		final Resize x = Resize.byFactor(sample.width(), 1);
		final Resize y = Resize.byFactor(sample.height(), 1);
		return crop(sample, x, y, place(x.size(), width, false, 0.5, -1), place(y.size(), height, false, 0.5, -1));
	}

	/**
	 * For every column (row) of the patch the column of the resized image, or −1 in the padding.
	 *
	 * @param u in [0, 1): where the patch is put among all possible places
	 * @param shown a column (row) of the resized image that the patch must show, or −1 for none
	 */
	private static int[] place(final int size, final int patch, final boolean flip, final double u, final int shown) {
		final int pad = Math.max(0, patch - size) / 2;
		final int at = flip ? size - 1 - shown : shown;
		final int first = shown < 0 ? 0 : Math.max(0, at - patch + 1), last = shown < 0 ? size - patch : Math.min(at, size - patch);
		final int offset = size > patch ? first + (int) (u * (last - first + 1)) : 0;
		final int[] source = new int[patch];
		for (int i = 0; i < patch; i++) {
			final int s = i + offset - pad;
			source[i] = s < 0 || s >= size ? -1 : flip ? size - 1 - s : s;
		}
		return source;
	}

	private Patch crop(final Sample sample, final Resize x, final Resize y, final int[] columns, final int[] rows) {
		final int n = width * height;
		final float[] image = new float[sample.channels() * n];
		final float[] target = new float[sample.classes() * n];
		final float[] mask = new float[n];
		for (int r = 0, i = 0; r < height; r++) {
			for (int c = 0; c < width; c++, i++) {
				if (isPadding(columns[c], rows[r])) {
					target[i] = 1;
					continue;
				}
				for (int k = 0; k < sample.channels(); k++)
					image[k * n + i] = linear(sample.image(), k, sample, x, y, columns[c], rows[r]);
				final int source = y.nearest(rows[r]) * sample.width() + x.nearest(columns[c]);
				final boolean[] labelled = sample.labelled();
				final double share = labelled == null ? 1 : sample.hard() ? labelled[source] ? 1 : 0 : share(sample, x, y,
					columns[c], rows[r]);
				if (share < 0.5) {
					target[i] = 1;
					continue;
				}
				mask[i] = 1;
				if (sample.hard()) {
					for (int k = 0; k < sample.classes(); k++)
						target[k * n + i] = sample.target()[k * sample.width() * sample.height() + source];
				}
				else if (share == 1) interpolateTarget(sample, x, y, columns[c], rows[r], target, i, n);
				else interpolateLabelledTarget(sample, x, y, columns[c], rows[r], target, i, n);
			}
		}
		if (sample.mapping() != null) sample.mapping().apply(image);
		for (int r = 0, i = 0; r < height; r++)
			for (int c = 0; c < width; c++, i++)
				if (isPadding(columns[c], rows[r])) for (int k = 0; k < sample.channels(); k++)
					image[k * n + i] = padValue;
		return new Patch(image, target, mask, sample.channels(), sample.classes(), width, height);
	}

	private static boolean isPadding(final int column, final int row) {
		return column < 0 || row < 0;
	}

	private static void interpolateTarget(final Sample sample, final Resize x, final Resize y, final int column, final int row,
		final float[] target, final int i, final int n)
	{
		double sum = 0;
		for (int k = 0; k < sample.classes(); k++)
			sum += target[k * n + i] = linear(sample.target(), k, sample, x, y, column, row);
		for (int k = 0; k < sample.classes(); k++)
			target[k * n + i] /= sum;
	}

	/** How much of a pixel is labelled: 1 if all pixels that it is made of are. */
	private static double share(final Sample sample, final Resize x, final Resize y, final int column, final int row) {
		final boolean[] labelled = sample.labelled();
		final int w = sample.width(), x0 = x.lower(column), x1 = x.upper(column), y0 = y.lower(row) * w, y1 = y.upper(row) * w;
		final double fx = x.weight(column), fy = y.weight(row);
		// a neighbour of weight 0 need not be labelled
		final boolean left = labelled[y0 + x0], right = fx == 0 ? left : labelled[y0 + x1];
		final boolean below = fy == 0 ? left : labelled[y1 + x0], corner = fy == 0 ? right : fx == 0 ? below : labelled[y1 + x1];
		if (left && right && below && corner) return 1;
		return (1 - fy) * ((left ? 1 - fx : 0) + (right ? fx : 0)) + fy * ((below ? 1 - fx : 0) + (corner ? fx : 0));
	}

	/** {@link #interpolateTarget} of the labelled pixels alone, at least one of which has a weight. */
	private static void interpolateLabelledTarget(final Sample sample, final Resize x, final Resize y, final int column, final int row,
		final float[] target, final int i, final int n)
	{
		final int w = sample.width(), pixels = w * sample.height();
		final int[] from = { y.lower(row) * w + x.lower(column), y.lower(row) * w + x.upper(column), y.upper(row) * w + x.lower(
			column), y.upper(row) * w + x.upper(column) };
		final double fx = x.weight(column), fy = y.weight(row);
		final double[] weights = { (1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx };
		double sum = 0;
		final double[] p = new double[sample.classes()];
		for (int j = 0; j < 4; j++)
			if (sample.labelled()[from[j]]) for (int k = 0; k < p.length; k++) {
				p[k] += weights[j] * sample.target()[k * pixels + from[j]];
				sum += weights[j] * sample.target()[k * pixels + from[j]];
			}
		for (int k = 0; k < p.length; k++)
			target[k * n + i] = (float) (p[k] / sum);
	}

	private static float linear(final float[] values, final int channel, final Sample sample, final Resize x,
		final Resize y, final int column, final int row)
	{
		final int w = sample.width();
		final int start = channel * w * sample.height();
		final int x0 = x.lower(column), x1 = x.upper(column);
		final int y0 = start + y.lower(row) * w, y1 = start + y.upper(row) * w;
		final double fx = x.weight(column), fy = y.weight(row);
		final double top = values[y0 + x0] + fx * (values[y0 + x1] - values[y0 + x0]);
		final double bottom = values[y1 + x0] + fx * (values[y1 + x1] - values[y1 + x0]);
		return (float) (top + fy * (bottom - top));
	}
}
