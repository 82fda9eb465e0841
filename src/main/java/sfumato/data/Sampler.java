package sfumato.data;

import java.util.random.RandomGenerator;

/**
 * Draws randomly scaled, flipped and placed patches from samples: per draw
 * <ol>
 * <li>a factor f, uniform in the augmentation's range; the image is resized by f bilinearly, a soft target too (and
 * renormalised to sum 1), a hard one by nearest neighbour ({@link Resize});</li>
 * <li>flips, each with probability ½ if asked for;</li>
 * <li>where the result is smaller than the patch, padding on both sides (the smaller half left and above) with
 * {@code padValue}, mask 0;</li>
 * <li>a patch at a uniform place.</li>
 * </ol>
 * This is the reference's order. Only the pixels of the patch are computed.
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
	 * @param padValue grey value of padding, see {@link Normalization#padValue()}
	 */
	public Sampler(final Augmentation augmentation, final int width, final int height, final float padValue) {
		if (width < 1 || height < 1) throw new IllegalArgumentException("A patch of " + width + " x " + height +
			" pixels is empty; sides are at least 1.");
		this.augmentation = augmentation;
		this.width = width;
		this.height = height;
		this.padValue = padValue;
	}

	/** One patch. The order in which random numbers are taken is fixed: factor, flip X, flip Y, x, y. */
	public Patch draw(final Sample sample, final RandomGenerator random) {
		final double u = random.nextDouble();
		final double factor = augmentation.scaleMin() + u * (augmentation.scaleMax() - augmentation.scaleMin());
		final boolean flipX = random.nextDouble() < 0.5 && augmentation.flipX();
		final boolean flipY = random.nextDouble() < 0.5 && augmentation.flipY();
		final Resize x = Resize.byFactor(sample.width(), factor);
		final Resize y = Resize.byFactor(sample.height(), factor);
		final int[] columns = place(x.size(), width, flipX, random.nextDouble());
		final int[] rows = place(y.size(), height, flipY, random.nextDouble());
		return cut(sample, x, y, columns, rows);
	}

	/** The whole-image counterpart: no scale, no flip, padded if smaller and cut out of the middle if larger. */
	public Patch center(final Sample sample) {
		final Resize x = Resize.byFactor(sample.width(), 1);
		final Resize y = Resize.byFactor(sample.height(), 1);
		return cut(sample, x, y, place(x.size(), width, false, 0.5), place(y.size(), height, false, 0.5));
	}

	/**
	 * For every column (row) of the patch the column of the resized image, or −1 in the padding.
	 *
	 * @param u in [0, 1): where the patch is put among all possible places
	 */
	private static int[] place(final int size, final int patch, final boolean flip, final double u) {
		final int pad = Math.max(0, patch - size) / 2;
		final int offset = size > patch ? (int) (u * (size - patch + 1)) : 0;
		final int[] source = new int[patch];
		for (int i = 0; i < patch; i++) {
			final int s = i + offset - pad;
			source[i] = s < 0 || s >= size ? -1 : flip ? size - 1 - s : s;
		}
		return source;
	}

	private Patch cut(final Sample sample, final Resize x, final Resize y, final int[] columns, final int[] rows) {
		final int n = width * height;
		final float[] image = new float[sample.channels() * n];
		final float[] target = new float[sample.classes() * n];
		final float[] mask = new float[n];
		for (int r = 0, i = 0; r < height; r++) {
			for (int c = 0; c < width; c++, i++) {
				if (columns[c] < 0 || rows[r] < 0) {
					for (int k = 0; k < sample.channels(); k++)
						image[k * n + i] = padValue;
					target[i] = 1;
					continue;
				}
				mask[i] = 1;
				for (int k = 0; k < sample.channels(); k++)
					image[k * n + i] = linear(sample.image(), k, sample, x, y, columns[c], rows[r]);
				if (sample.hard()) {
					final int source = y.nearest(rows[r]) * sample.width() + x.nearest(columns[c]);
					for (int k = 0; k < sample.classes(); k++)
						target[k * n + i] = sample.target()[k * sample.width() * sample.height() + source];
				}
				else soften(sample, x, y, columns[c], rows[r], target, i, n);
			}
		}
		return new Patch(image, target, mask, sample.channels(), sample.classes(), width, height);
	}

	private static void soften(final Sample sample, final Resize x, final Resize y, final int column, final int row,
		final float[] target, final int i, final int n)
	{
		double sum = 0;
		for (int k = 0; k < sample.classes(); k++)
			sum += target[k * n + i] = linear(sample.target(), k, sample, x, y, column, row);
		for (int k = 0; k < sample.classes(); k++)
			target[k * n + i] /= sum;
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
