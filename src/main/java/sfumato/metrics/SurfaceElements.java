package sfumato.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.Comparison;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;

/**
 * The surfaces of two masks as elements with an area (in 2D images a length), and the distance of each element to the other surface.
 * The elements lie at the corners of pixels: where the 4 or 8 pixels around a corner are not all of the mask or all outside, the
 * surface passes, and how much of it is what marching squares or cubes draw there. Outside of the image nothing is of a mask.
 * <p>
 * Nikolov et al., Clinically applicable segmentation of head and neck anatomy, JMIR 23 (2021), whose program {@code surface-distance}
 * has the same elements.
 *
 * @param toReference the distances of the prediction's elements to those of the reference
 * @param predicted their areas
 * @param toPrediction the distances of the reference's elements to those of the prediction
 * @param real their areas
 */
record SurfaceElements(float[] toReference, double[] predicted, float[] toPrediction, double[] real) {

	private record Key(int numClass) {}

	/** Of the masks of one class. */
	static SurfaceElements of(final Comparison images, final int c) {
		return images.cached(new Key(c), () -> measure(images, c));
	}

	/** The share of both surfaces that is at most so far from the other; NaN of two empty masks. */
	double within(final double tolerance) {
		return (sum(toReference, predicted, tolerance) + sum(toPrediction, real, tolerance)) / (Arrays.stream(predicted).sum() + Arrays
			.stream(real).sum());
	}

	private static double sum(final float[] distances, final double[] areas, final double tolerance) {
		double sum = 0;
		for (int i = 0; i < areas.length; i++)
			// distances are kept in 32 bits, in which 0.3 is larger than 0.3
			if (distances[i] <= (float) tolerance) sum += areas[i];
		return sum;
	}

	private static SurfaceElements measure(final Comparison images, final int c) {
		final List<Img<UnsignedByteType>> labels = List.of(images.predictedLabels(), images.referenceLabels());
		final FinalInterval box = SurfaceDistances.boundingBox(labels, c);
		if (box == null) return new SurfaceElements(new float[0], new double[0], new float[0], new double[0]);
		final boolean flat = labels.get(0).numDimensions() < 3 || labels.get(0).dimension(2) == 1;
		final double[] size = Arrays.copyOf(images.pixelSize(), flat ? 2 : 3);
		final double[] areas = flat ? lengths(size) : areas(size);
		final Img<UnsignedByteType> predicted = codes(labels.get(0), c, box, size.length), real = codes(labels.get(1), c, box,
			size.length);
		return new SurfaceElements(distances(predicted, real, size), areas(predicted, areas), distances(real, predicted, size), areas(
			real, areas));
	}

	/** At each corner of pixels in a box, which of the pixels around it are of the mask: bit x + 2y + 4z. */
	private static Img<UnsignedByteType> codes(final Img<UnsignedByteType> labels, final int c, final FinalInterval box,
		final int axes)
	{
		final long[] size = new long[axes];
		Arrays.setAll(size, d -> box.dimension(d) + 1);
		final Img<UnsignedByteType> codes = ProbabilityMap.create(new UnsignedByteType(), size);
		final RandomAccess<UnsignedByteType> label = labels.randomAccess();
		PixelBlocks.map(size, block -> {
			final Cursor<UnsignedByteType> to = Views.interval(codes, block).localizingCursor();
			final RandomAccess<UnsignedByteType> at = label.copy();
			at.setPosition(box.minAsLongArray());
			while (to.hasNext()) {
				to.fwd();
				int code = 0;
				for (int corner = 0; corner < 1 << axes; corner++)
					if (isIn(to, corner, axes, box, at) && at.get().get() == c) code |= 1 << corner;
				to.get().set(code);
			}
			return block;
		});
		return codes;
	}

	/** Goes to a pixel around a corner; false if it is not in the box. */
	private static boolean isIn(final Cursor<UnsignedByteType> point, final int corner, final int axes, final FinalInterval box,
		final RandomAccess<UnsignedByteType> at)
	{
		for (int d = 0; d < axes; d++) {
			final long x = point.getLongPosition(d) - 1 + (corner >> d & 1);
			if (x < 0 || x >= box.dimension(d)) return false;
			at.setPosition(box.min(d) + x, d);
		}
		return true;
	}

	private static boolean isSurface(final int code, final int axes) {
		return code != 0 && code != (1 << (1 << axes)) - 1;
	}

	private static float[] distances(final Img<UnsignedByteType> from, final Img<UnsignedByteType> to, final double[] size) {
		return PixelBlocks.where(DistanceTransform.of(to, v -> isSurface(v, size.length), size), from, v -> isSurface(v, size.length));
	}

	private static double[] areas(final Img<UnsignedByteType> codes, final double[] areas) {
		final int axes = codes.numDimensions();
		return PixelBlocks.map(codes.dimensionsAsLongArray(), block -> {
			final byte[] values = PixelBlocks.read(codes, block);
			final double[] found = new double[values.length];
			int n = 0;
			for (final byte code : values)
				if (isSurface(code & 0xff, axes)) found[n++] = areas[code & 0xff];
			return Arrays.copyOf(found, n);
		}).stream().flatMapToDouble(Arrays::stream).toArray();
	}

	/**
	 * The length of the outline at a corner by which of its 4 pixels are of the mask: it joins the middles of the sides between pixels
	 * that are and pixels that are not, and goes around each of two that touch by the corner only.
	 */
	static double[] lengths(final double[] size) {
		final double diagonal = Math.hypot(size[0], size[1]) / 2;
		final double[] lengths = new double[16];
		for (int code = 1; code < 15; code++)
			lengths[code] = switch (Integer.bitCount(code)) {
				case 1, 3 -> diagonal;
				default -> code == 0b0011 || code == 0b1100 ? size[0] : code == 0b0101 || code == 0b1010 ? size[1] : 2 * diagonal;
			};
		return lengths;
	}

	/**
	 * The area of the surface at a corner by which of its 8 pixels are of the mask. Of the pixels in it and those outside the surface
	 * goes around the fewer, around each group of them that share sides, as a polygon through the middles of the lines between pixels of
	 * the group and others.
	 */
	static double[] areas(final double[] size) {
		final double[] areas = new double[256];
		for (int code = 1; code < 255; code++) {
			int left = Integer.bitCount(code) > 4 ? ~code & 0xff : code;
			while (left != 0) {
				final int group = group(left);
				areas[code] += area(polygon(group), group, size);
				left &= ~group;
			}
		}
		return areas;
	}

	/** The pixels that share sides with the first one, directly or through others. */
	private static int group(final int pixels) {
		int group = Integer.lowestOneBit(pixels), last = 0;
		while (group != last) {
			last = group;
			for (int v = 0; v < 8; v++)
				for (int d = 0; d < 3; d++)
					if ((last >> v & 1) != 0) group |= pixels & 1 << (v ^ 1 << d);
		}
		return group;
	}

	/** A line from a pixel of a group to a neighbour that is none, through whose middle the surface passes. */
	private record Cut(int pixel, int axis) {

		/** Twice the coordinates of the middle, from 0 to 2. */
		int twice(final int d) {
			return d == axis ? 1 : 2 * (pixel >> d & 1);
		}

		/** Whether both lie in one face of the cube. */
		boolean sharesFace(final Cut other) {
			for (int d = 0; d < 3; d++)
				if (twice(d) != 1 && twice(d) == other.twice(d)) return true;
			return false;
		}
	}

	/** The cuts of a group, each beside the next: they share a face of the cube. */
	private static List<Cut> polygon(final int group) {
		final List<Cut> cuts = new ArrayList<>();
		for (int v = 0; v < 8; v++)
			for (int d = 0; d < 3; d++)
				if ((group >> v & 1) != 0 && (group >> (v ^ 1 << d) & 1) == 0) cuts.add(new Cut(v, d));
		final List<Cut> polygon = new ArrayList<>(List.of(cuts.remove(0)));
		while (!cuts.isEmpty()) {
			final Cut last = polygon.get(polygon.size() - 1);
			final Cut next = cuts.stream().filter(last::sharesFace).findFirst().orElseThrow();
			cuts.remove(next);
			polygon.add(next);
		}
		return polygon;
	}

	/**
	 * The area of a polygon. Three pixels around an edge make one with a corner that belongs to the middle one, which is cut off, as what
	 * is left is plane; of one with six corners every second one is cut off.
	 */
	private static double area(final List<Cut> polygon, final int group, final double[] size) {
		final List<Cut> rest = new ArrayList<>(polygon);
		double area = 0;
		if (polygon.size() == 5) area += cutOff(rest, rest.indexOf(rest.stream().filter(c -> rest.stream().filter(o -> o.pixel() == c
			.pixel()).count() == 1).findFirst().orElseThrow()), size);
		else if (polygon.size() == 6) for (int i = 0; i < 3; i++)
			area += cutOff(rest, i, size);
		while (rest.size() > 2)
			area += cutOff(rest, 0, size);
		return area;
	}

	/** Removes a corner of a polygon and tells the area of the triangle that it and its two neighbours make. */
	private static double cutOff(final List<Cut> polygon, final int corner, final double[] size) {
		final int n = polygon.size();
		final Cut a = polygon.get((corner + n - 1) % n), b = polygon.get(corner), c = polygon.get((corner + 1) % n);
		final double[] u = new double[3], v = new double[3];
		for (int d = 0; d < 3; d++) {
			u[d] = (a.twice(d) - b.twice(d)) * size[d] / 2;
			v[d] = (c.twice(d) - b.twice(d)) * size[d] / 2;
		}
		polygon.remove(corner);
		final double x = u[1] * v[2] - u[2] * v[1], y = u[2] * v[0] - u[0] * v[2], z = u[0] * v[1] - u[1] * v[0];
		return Math.sqrt(x * x + y * y + z * z) / 2;
	}
}
