package sfumato.data.sampling;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.augmentation.PatchGeometry;
import sfumato.data.augmentation.PatchPixels;
import sfumato.data.augmentation.PatchRandom;
import sfumato.text.UserException;

/**
 * Crops patches from samples with data augmentation ({@link Augmentations}); per patch:
 * <ol>
 * <li>the image is resized by the factor of the geometry bilinearly, a soft target too (and renormalised to sum 1), a hard one by nearest
 * neighbour ({@link Resize});</li>
 * <li>flips;</li>
 * <li>where the result is smaller than the patch, padding on both sides (the smaller half left and above) with
 * {@code padValue}, mask 0;</li>
 * <li>a crop at a uniform position, or at a uniform one of those that show a given pixel;</li>
 * <li>rotation about the middle of the patch and displacements; the values at the places where pixels then come from are interpolated at
 * once, in the original image;</li>
 * <li>the sample's {@link sfumato.data.normalization.GreyMapping}, which may clip values, then changes of grey values.</li>
 * </ol>
 * With scale and flips alone this is the reference's order. Only the pixels of the patch are computed.
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

	/** The pixels of the sample around the place that a pixel of the patch shows. */
	private static final class Neighbours {

		/** The corners: columns, and rows times the width of the sample. */
		private int x0, x1, y0, y1;
		/** The share of the right and of the lower corners. */
		private double fx, fy;
		private int nearest;
	}

	/** Tells where the pixels of a patch come from. */
	private interface Grid {

		/** @return false in the padding */
		boolean find(int column, int row, Neighbours found);
	}

	private final Augmentations augmentations;
	private final int width;
	private final int height;
	private final float padValue;

	/**
	 * @param augmentation text form of {@link Augmentations}
	 * @param width of a patch in pixels
	 * @param height of a patch in pixels
	 * @param padValue grey value of padding, see {@link sfumato.data.normalization.Normalization#padValue()}
	 */
	public Sampler(final String augmentation, final int width, final int height, final float padValue) {
		if (width < 1 || height < 1) throw new UserException(SamplingMessages.emptyPatch(width, height));
		augmentations = Augmentations.parse(augmentation);
		this.width = width;
		this.height = height;
		this.padValue = padValue;
	}

	/** One patch at a random place. */
	public Patch draw(final Sample sample, final RandomGenerator random) {
		return draw(sample, random, OptionalInt.empty());
	}

	/**
	 * One patch that shows a pixel of the image, at a random place of the patch.
	 *
	 * @param pixel index {@code y·width + x} of the pixel; empty places the patch anywhere
	 */
	public Patch draw(final Sample sample, final RandomGenerator random, final OptionalInt pixel) {
		final PatchRandom numbers = new PatchRandom(random);
		final PatchGeometry geometry = augmentations.geometry(width, height, numbers);
		final Resize x = Resize.byFactor(sample.width(), geometry.factor());
		final Resize y = Resize.byFactor(sample.height(), geometry.factor());
		final int shownX = pixel.isEmpty() ? -1 : x.position(pixel.getAsInt() % sample.width());
		final int shownY = pixel.isEmpty() ? -1 : y.position(pixel.getAsInt() / sample.width());
		// what is rotated stays in the patch if it is near its middle
		final int marginX = geometry.isAligned() ? 0 : width / 4, marginY = geometry.isAligned() ? 0 : height / 4;
		final int left = place(x.size(), width, geometry.isFlippedX(), numbers.placeX(), shownX, marginX);
		final int top = place(y.size(), height, geometry.isFlippedY(), numbers.placeY(), shownY, marginY);
		return crop(sample, geometry.isAligned() ? aligned(sample, x, y, columns(x.size(), width, geometry.isFlippedX(), left), columns(y
			.size(), height, geometry.isFlippedY(), top)) : free(sample, geometry, x.size(), y.size(), left, top), numbers);
	}

	/** The whole-image counterpart: no augmentation, padded if smaller and cut out of the middle if larger. */
	public Patch center(final Sample sample) {
		final Resize x = Resize.byFactor(sample.width(), 1);
		final Resize y = Resize.byFactor(sample.height(), 1);
		return crop(sample, aligned(sample, x, y, columns(x.size(), width, false, place(x.size(), width, false, 0.5, -1, 0)), columns(y
			.size(), height, false, place(y.size(), height, false, 0.5, -1, 0))), null);
	}

	/**
	 * Where the patch begins along an axis of the resized and flipped image; negative with padding.
	 *
	 * @param u in [0, 1): where the patch is put among all possible places
	 * @param shown a column (row) of the resized image that the patch must show, or −1 for none
	 * @param margin how far from the edge of the patch it must be shown, if the image allows it
	 */
	private static int place(final int size, final int patch, final boolean flip, final double u, final int shown, final int margin) {
		if (size <= patch) return -((patch - size) / 2);
		if (shown < 0) return (int) (u * (size - patch + 1));
		final int at = flip ? size - 1 - shown : shown;
		final int first = Math.max(0, Math.min(size - patch, at - patch + 1 + margin));
		final int last = Math.max(first, Math.min(at - margin, size - patch));
		return first + (int) (u * (last - first + 1));
	}

	/** For every column (row) of the patch the column of the resized image, or −1 in the padding. */
	private static int[] columns(final int size, final int patch, final boolean flip, final int first) {
		final int[] source = new int[patch];
		for (int i = 0; i < patch; i++) {
			final int s = i + first;
			source[i] = s < 0 || s >= size ? -1 : flip ? size - 1 - s : s;
		}
		return source;
	}

	/** The pixels of a part of the resized image. */
	private static Grid aligned(final Sample sample, final Resize x, final Resize y, final int[] columns, final int[] rows) {
		final int w = sample.width();
		return (c, r, found) -> {
			final int column = columns[c], row = rows[r];
			if (column < 0 || row < 0) return false;
			found.x0 = x.lower(column);
			found.x1 = x.upper(column);
			found.fx = x.weight(column);
			found.y0 = y.lower(row) * w;
			found.y1 = y.upper(row) * w;
			found.fy = y.weight(row);
			found.nearest = y.nearest(row) * w + x.nearest(column);
			return true;
		};
	}

	/** The pixels of a part that is rotated or displaced. */
	private static Grid free(final Sample sample, final PatchGeometry geometry, final int sizeX, final int sizeY, final int left,
		final int top)
	{
		final double[] to = new double[2];
		return (c, r, found) -> {
			geometry.source(c, r, to);
			final double x = source(to[0] + left, sizeX, geometry.isFlippedX(), geometry.factor());
			final double y = source(to[1] + top, sizeY, geometry.isFlippedY(), geometry.factor());
			if (!(x > -0.5 && y > -0.5 && x < sample.width() - 0.5 && y < sample.height() - 0.5)) return false;
			final double cx = Math.max(0, Math.min(sample.width() - 1, x)), cy = Math.max(0, Math.min(sample.height() - 1, y));
			final int x0 = (int) cx, y0 = (int) cy;
			found.x0 = x0;
			found.x1 = Math.min(sample.width() - 1, x0 + 1);
			found.fx = cx - x0;
			found.y0 = y0 * sample.width();
			found.y1 = Math.min(sample.height() - 1, y0 + 1) * sample.width();
			found.fy = cy - y0;
			found.nearest = (int) Math.rint(cy) * sample.width() + (int) Math.rint(cx);
			return true;
		};
	}

	/** The place in the original image of a place in the resized and flipped one. */
	private static double source(final double place, final int size, final boolean flip, final double factor) {
		return ((flip ? size - 1 - place : place) + 0.5) / factor - 0.5;
	}

	/** @param numbers of the changes of grey values; null for none */
	private Patch crop(final Sample sample, final Grid grid, final PatchRandom numbers) {
		final int n = width * height, pixels = sample.width() * sample.height();
		final float[] image = new float[sample.channels() * n];
		final float[] target = new float[sample.classes() * n];
		final float[] mask = new float[n];
		final boolean[] inside = new boolean[n];
		final boolean[] labelled = sample.labelled();
		final Neighbours at = new Neighbours();
		for (int r = 0, i = 0; r < height; r++) {
			for (int c = 0; c < width; c++, i++) {
				inside[i] = grid.find(c, r, at);
				if (!inside[i]) {
					target[i] = 1;
					continue;
				}
				for (int k = 0; k < sample.channels(); k++)
					image[k * n + i] = linear(sample.image(), k * pixels, at);
				final double share = labelled == null ? 1 : sample.hard() ? labelled[at.nearest] ? 1 : 0 : share(labelled, at);
				if (share < 0.5) {
					target[i] = 1;
					continue;
				}
				mask[i] = 1;
				if (sample.hard()) {
					for (int k = 0; k < sample.classes(); k++)
						target[k * n + i] = sample.target()[k * pixels + at.nearest];
				}
				else if (share == 1) interpolateTarget(sample, at, target, i, n);
				else interpolateLabelledTarget(sample, at, target, i, n);
			}
		}
		if (sample.mapping() != null) sample.mapping().apply(image);
		if (numbers != null) augmentations.change(new PatchPixels(image, inside, sample.channels(), width, height), numbers);
		for (int i = 0; i < n; i++)
			if (!inside[i]) for (int k = 0; k < sample.channels(); k++)
				image[k * n + i] = padValue;
		return new Patch(image, target, mask, sample.channels(), sample.classes(), width, height);
	}

	private static void interpolateTarget(final Sample sample, final Neighbours at, final float[] target, final int i, final int n) {
		final int pixels = sample.width() * sample.height();
		double sum = 0;
		for (int k = 0; k < sample.classes(); k++)
			sum += target[k * n + i] = linear(sample.target(), k * pixels, at);
		for (int k = 0; k < sample.classes(); k++)
			target[k * n + i] /= sum;
	}

	/** How much of a pixel is labelled: 1 if all pixels that it is made of are. */
	private static double share(final boolean[] labelled, final Neighbours at) {
		final double fx = at.fx, fy = at.fy;
		// a neighbour of weight 0 need not be labelled
		final boolean left = labelled[at.y0 + at.x0], right = fx == 0 ? left : labelled[at.y0 + at.x1];
		final boolean below = fy == 0 ? left : labelled[at.y1 + at.x0], corner = fy == 0 ? right : fx == 0 ? below : labelled[at.y1 + at.x1];
		if (left && right && below && corner) return 1;
		return (1 - fy) * ((left ? 1 - fx : 0) + (right ? fx : 0)) + fy * ((below ? 1 - fx : 0) + (corner ? fx : 0));
	}

	/** {@link #interpolateTarget} of the labelled pixels alone, at least one of which has a weight. */
	private static void interpolateLabelledTarget(final Sample sample, final Neighbours at, final float[] target, final int i, final int n) {
		final int pixels = sample.width() * sample.height();
		final int[] from = { at.y0 + at.x0, at.y0 + at.x1, at.y1 + at.x0, at.y1 + at.x1 };
		final double[] weights = { (1 - at.fy) * (1 - at.fx), (1 - at.fy) * at.fx, at.fy * (1 - at.fx), at.fy * at.fx };
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

	/** @param start index of the first value of the channel */
	private static float linear(final float[] values, final int start, final Neighbours at) {
		final int y0 = start + at.y0, y1 = start + at.y1;
		final double top = values[y0 + at.x0] + at.fx * (values[y0 + at.x1] - values[y0 + at.x0]);
		final double bottom = values[y1 + at.x0] + at.fx * (values[y1 + at.x1] - values[y1 + at.x0]);
		return (float) (top + at.fy * (bottom - top));
	}
}
