package sfumato.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.IntervalIndexer;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The connected components of one class in a label map. They are numbered from 0 in the order of their first pixels (X fastest).
 * <p>
 * An object is kept as runs along X and no image of numbers is made, so that it takes memory for what is there and not for the
 * background. Immutable.
 */
public final class ConnectedObjects {

	/** Which pixels touch each other. */
	public enum Connectivity {
		/** Those that share a side or a corner: 8 neighbours in an image, 26 in a volume. */
		FULL,
		/** Those that share a side: 4 neighbours in an image, 6 in a volume. */
		FACES,
		/** As {@link #FULL}, but no object reaches from one slice to the next: for stacks that are no volumes. */
		PLANES;

		/** By its name, in capitals or not. */
		public static Connectivity parse(final String text) {
			for (final Connectivity c : values())
				if (c.name().equalsIgnoreCase(text.strip())) return c;
			throw new UserException(WrongValue.message("connectivity", text, "full, faces or planes"));
		}
	}

	/**
	 * Pixels that an object has in common with one of another label map.
	 *
	 * @param own number of the object here
	 * @param other number of the object there
	 * @param pixels how many, at least 1
	 */
	public record Overlap(int own, int other, long pixels) {}

	private static final int NONE = -1;

	private final long[] dimensions;
	/** where the runs of each row begin, and where those of the last end */
	private final int[] rows;
	private final int[] from;
	/** exclusive */
	private final int[] to;
	private final int[] object;
	private final long[] sizes;
	private final double[][] centers;

	private ConnectedObjects(final Runs runs, final int[] object, final int number) {
		dimensions = runs.dimensions;
		rows = runs.rows;
		from = Arrays.copyOf(runs.from, object.length);
		to = Arrays.copyOf(runs.to, object.length);
		this.object = object;
		sizes = new long[number];
		centers = new double[number][dimensions.length];
		measure();
	}

	/**
	 * Finds the objects of a class.
	 *
	 * @param labels (X, Y[, Z])
	 * @param minSize objects of fewer pixels are left out
	 */
	public static ConnectedObjects of(final Img<UnsignedByteType> labels, final int numClass, final Connectivity connectivity,
		final int minSize)
	{
		final Runs runs = new Runs(labels, numClass);
		final int[] parent = runs.connect(connectivity);
		final long[] pixels = new long[parent.length];
		for (int i = 0; i < parent.length; i++)
			pixels[parent[i]] += runs.to[i] - runs.from[i];
		final int[] object = new int[parent.length];
		int number = 0;
		for (int i = 0; i < parent.length; i++) // the first run of an object is its parent
			object[i] = pixels[parent[i]] < minSize ? NONE : parent[i] == i ? number++ : object[parent[i]];
		return new ConnectedObjects(runs, object, number);
	}

	private void measure() {
		final long height = dimensions[1];
		for (int row = 0; row + 1 < rows.length; row++)
			for (int i = rows[row]; i < rows[row + 1]; i++) {
				if (object[i] == NONE) continue;
				final int length = to[i] - from[i];
				final double[] sum = centers[object[i]];
				sum[0] += length * 0.5 * (from[i] + to[i] - 1);
				sum[1] += (double) length * (row % height);
				if (sum.length > 2) sum[2] += (double) length * (row / height);
				sizes[object[i]] += length;
			}
		for (int o = 0; o < sizes.length; o++)
			for (int d = 0; d < centers[o].length; d++)
				centers[o][d] /= sizes[o];
	}

	/** How many there are. */
	public int count() {
		return sizes.length;
	}

	/** Pixels of an object. */
	public long size(final int number) {
		return sizes[number];
	}

	/** The mean position of the pixels of an object, in pixels: (X, Y[, Z]). */
	public double[] center(final int number) {
		return centers[number].clone();
	}

	/**
	 * The objects that share pixels with objects of another label map of the same size, by their number here and then there.
	 *
	 * @throws UserException if the sizes differ
	 */
	public List<Overlap> overlaps(final ConnectedObjects other) {
		if (!Arrays.equals(dimensions, other.dimensions)) throw new
			UserException(GeometryMessages.otherSize(ProbabilityMap.size(dimensions), ProbabilityMap.size(other.dimensions)));
		final Map<Long, Long> pixels = new HashMap<>();
		for (int row = 0; row + 1 < rows.length; row++)
			for (int i = rows[row], j = other.rows[row]; i < rows[row + 1] && j < other.rows[row + 1];) {
				final int both = Math.min(to[i], other.to[j]) - Math.max(from[i], other.from[j]);
				if (both > 0 && object[i] != NONE && other.object[j] != NONE) pixels.merge((long) object[i] * other.count() +
					other.object[j], (long) both, Long::sum);
				if (to[i] < other.to[j]) i++;
				else j++;
			}
		final List<Overlap> overlaps = new ArrayList<>();
		pixels.keySet().stream().sorted().forEach(pair -> overlaps.add(new Overlap((int) (pair / other.count()), (int) (pair %
			other.count()), pixels.get(pair))));
		return overlaps;
	}

	/** The pixels of a class as runs along X, row by row. */
	private static final class Runs {

		private final long[] dimensions;
		private final int[] rows;
		private int[] from = new int[64];
		private int[] to = new int[64];

		Runs(final Img<UnsignedByteType> labels, final int numClass) {
			dimensions = labels.dimensionsAsLongArray();
			final int width = Math.toIntExact(dimensions[0]);
			final long[] across = dimensions.clone();
			across[0] = 1;
			rows = new int[Math.toIntExact(labels.size() / width) + 1];
			final long[] min = new long[dimensions.length], max = new long[dimensions.length];
			int n = 0;
			for (int row = 0; row + 1 < rows.length; row++) {
				IntervalIndexer.indexToPosition(row, across, min);
				System.arraycopy(min, 1, max, 1, max.length - 1);
				max[0] = width - 1;
				final byte[] pixels = PixelBlocks.read(labels, new FinalInterval(min, max));
				for (int x = 0; x < width; x++) {
					if ((pixels[x] & 0xFF) != numClass) continue;
					if (n == from.length) {
						from = Arrays.copyOf(from, 2 * n);
						to = Arrays.copyOf(to, 2 * n);
					}
					from[n] = x;
					while (x < width && (pixels[x] & 0xFF) == numClass)
						x++;
					to[n++] = x;
				}
				rows[row + 1] = n;
			}
		}

		/** The first run of the object of each run. */
		int[] connect(final Connectivity connectivity) {
			final int[] parent = new int[rows[rows.length - 1]];
			Arrays.setAll(parent, i -> i);
			final int height = (int) dimensions[1];
			final boolean corners = connectivity != Connectivity.FACES;
			for (int row = 0; row + 1 < rows.length; row++) {
				final int y = row % height;
				if (y > 0) connect(parent, row, row - 1, corners);
				if (row < height || connectivity == Connectivity.PLANES) continue;
				connect(parent, row, row - height, corners);
				if (corners && y > 0) connect(parent, row, row - height - 1, true);
				if (corners && y < height - 1) connect(parent, row, row - height + 1, true);
			}
			for (int i = 0; i < parent.length; i++)
				parent[i] = root(parent, i);
			return parent;
		}

		private void connect(final int[] parent, final int row, final int before, final boolean corners) {
			final int reach = corners ? 1 : 0;
			for (int i = rows[row], j = rows[before]; i < rows[row + 1] && j < rows[before + 1];) {
				if (from[i] < to[j] + reach && from[j] < to[i] + reach) {
					final int a = root(parent, i), b = root(parent, j);
					parent[Math.max(a, b)] = Math.min(a, b);
				}
				if (to[i] < to[j]) i++;
				else j++;
			}
		}

		private static int root(final int[] parent, final int run) {
			int i = run;
			while (parent[i] != i)
				i = parent[i] = parent[parent[i]];
			return i;
		}
	}
}
