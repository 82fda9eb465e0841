package sfumato.geometry;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.IntervalIndexer;

import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/**
 * The exact Euclidean distance of every pixel to the nearest pixel of a set, measured between the centres of pixels:
 *
 * <pre>
 * D²(p) = min_q Σ_d (s_d (p_d − q_d))²
 * </pre>
 *
 * One axis after the other: along a line, the minimum over parabolas is their lower envelope, in time linear in the length
 * (Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012). Lines are worked on in parallel.
 */
public final class DistanceTransform {

	private DistanceTransform() {}

	/**
	 * The distances to the pixels whose label is in a set; infinite if there are none.
	 *
	 * @param labels (X, Y[, Z]), from 0
	 * @param in whether a label (0 … 255) belongs to the set
	 * @param spacing the distance s_d of neighbours along each axis, greater than 0
	 * @return an image of the same size, in the unit of the spacing
	 */
	public static Img<FloatType> of(final RandomAccessibleInterval<UnsignedByteType> labels, final IntPredicate in,
		final double... spacing)
	{
		final int n = labels.numDimensions();
		if (spacing.length != n) throw new UserException(GeometryMessages.spacings(spacing.length, n));
		for (final double s : spacing)
			if (!(s > 0) || Double.isInfinite(s)) throw new UserException(GeometryMessages.spacing(s));
		final Img<FloatType> distances = ProbabilityMap.create(new FloatType(), labels.dimensionsAsLongArray());
		final boolean[] isIn = new boolean[256];
		for (int v = 0; v < isIn.length; v++)
			isIn[v] = in.test(v);
		for (int d = 0; d < n; d++)
			transform(labels, isIn, distances, d, spacing[d], d == n - 1);
		return distances;
	}

	/**
	 * Replaces the squared distances within the axes before d by those within the axes up to d. Those are kept in 32 bits: exact up to
	 * 4096 pixels of spacing 1.
	 */
	private static void transform(final RandomAccessibleInterval<UnsignedByteType> labels, final boolean[] in,
		final Img<FloatType> distances, final int d, final double spacing, final boolean last)
	{
		final int length = Math.toIntExact(distances.dimension(d));
		// lines that begin beside each other along X are done together: their pixels lie in the same lines of the cache
		final long[] starts = distances.dimensionsAsLongArray();
		starts[d] = 1;
		if (d > 0) starts[0] = 1;
		final long tasks = Arrays.stream(starts).reduce(1, Math::multiplyExact);
		final int group = (int) Math.max(1, Math.min(4096, 65536 / length));
		Parallelization.getTaskExecutor().forEach(IntStream.range(0, (int) ((tasks + group - 1) / group)).boxed().toList(),
			task -> {
				final Line line = new Line(length, spacing);
				final RandomAccess<FloatType> access = distances.randomAccess();
				final RandomAccess<UnsignedByteType> label = labels.randomAccess();
				final long[] position = new long[distances.numDimensions()];
				for (long i = (long) task * group; i < Math.min(tasks, (task + 1L) * group); i++) {
					IntervalIndexer.indexToPosition(i, starts, position);
					for (long x = 0; x < (d == 0 ? 1 : distances.dimension(0)); x++) {
						if (d > 0) position[0] = x;
						if (d == 0) line.read(label, in, position);
						else line.read(access, position, d);
						line.transform();
						line.write(access, position, d, last);
					}
				}
			});
	}

	/** One line of pixels, with what its lower envelope needs. */
	private static final class Line {

		private final double square;
		private final double[] before;
		private final double[] after;
		/** where the parabolas of the envelope have their feet, and from where on each is the lowest */
		private final int[] foot;
		private final double[] from;

		Line(final int length, final double spacing) {
			square = spacing * spacing;
			before = new double[length];
			after = new double[length];
			foot = new int[length];
			from = new double[length + 1];
		}

		void read(final RandomAccess<UnsignedByteType> label, final boolean[] in, final long[] position) {
			label.setPosition(position);
			for (int i = 0; i < before.length; i++, label.fwd(0))
				before[i] = in[label.get().get()] ? 0 : Double.POSITIVE_INFINITY;
		}

		void read(final RandomAccess<FloatType> access, final long[] position, final int d) {
			access.setPosition(position);
			for (int i = 0; i < before.length; i++, access.fwd(d))
				before[i] = access.get().get();
		}

		void write(final RandomAccess<FloatType> access, final long[] position, final int d, final boolean root) {
			access.setPosition(position);
			for (int i = 0; i < after.length; i++, access.fwd(d))
				access.get().set((float) (root ? Math.sqrt(after[i]) : after[i]));
		}

		/** after[i] = min_j before[j] + s² (i − j)² */
		void transform() {
			int k = -1;
			for (int q = 0; q < before.length; q++) {
				if (before[q] == Double.POSITIVE_INFINITY) continue;
				double start = Double.NEGATIVE_INFINITY;
				while (k >= 0 && (start = intersection(foot[k], q)) <= from[k])
					k--;
				k++;
				foot[k] = q;
				from[k] = k == 0 ? Double.NEGATIVE_INFINITY : start;
			}
			if (k < 0) {
				Arrays.fill(after, Double.POSITIVE_INFINITY);
				return;
			}
			for (int i = 0, j = 0; i < after.length; i++) {
				while (j < k && from[j + 1] < i)
					j++;
				final double step = i - foot[j];
				after[i] = before[foot[j]] + square * step * step;
			}
		}

		/** Where the parabola of q becomes lower than that of p, with p before q. */
		private double intersection(final int p, final int q) {
			return (before[q] - before[p] + square * ((double) q * q - (double) p * p)) / (2 * square * (q - p));
		}
	}
}
