package sfumato.labels;

import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Detects instance maps: integer images in which each object has its own number, as cell segmentation programs write them. In a map of
 * classes, a number is found in many places; in an instance map it is one connected piece.
 */
final class InstanceMap {

	/** Fewer numbers may as well be classes. */
	private static final int FEWEST_OBJECTS = 8;
	/** Objects may be cut into pieces, but most are whole. */
	private static final double MOST_PIECES = 1.25;
	/** Noise has more pieces; it is not worth the memory. */
	private static final int GIVE_UP = 4_000_000;
	/** Of a plane, four times of which are held. */
	private static final int MOST_PIXELS = 1 << 24;

	private final int width;
	private final int height;
	/** Values and numbers of pieces of the plane before and of this one. */
	private int[] valuesBefore;
	private int[] piecesBefore;
	private int[] values;
	private int[] pieces;
	private boolean first = true;
	/** Union-find over pieces, of which some turn out to be one. */
	private int[] parent = new int[1024];
	private int found;
	private int joined;
	private final Set<Integer> numbers = new HashSet<>();

	private InstanceMap(final int width, final int height) {
		this.width = width;
		this.height = height;
		valuesBefore = new int[width * height];
		piecesBefore = new int[width * height];
		values = new int[width * height];
		pieces = new int[width * height];
	}

	/**
	 * Counts the objects.
	 *
	 * @param image (X, Y[, Z])
	 * @return how many different numbers there are beside 0; empty if the image does not look like an instance map
	 */
	static OptionalInt objects(final RandomAccessibleInterval<? extends RealType<?>> image) {
		if (image.dimension(0) * image.dimension(1) > MOST_PIXELS) return OptionalInt.empty();
		final InstanceMap map = new InstanceMap((int) image.dimension(0), (int) image.dimension(1));
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
		while (cursor.hasNext()) {
			for (int i = 0; i < map.values.length; i++) {
				final double v = cursor.next().getRealDouble();
				if (!Double.isNaN(v) && !(v >= 0 && v <= Integer.MAX_VALUE && v == Math.rint(v))) return OptionalInt.empty();
				map.values[i] = (int) v; // NaN is not looked at, so no object
			}
			if (!map.add()) return OptionalInt.empty();
		}
		final int n = map.numbers.size();
		return n >= FEWEST_OBJECTS && map.found - map.joined <= MOST_PIECES * n ? OptionalInt.of(n) : OptionalInt.empty();
	}

	/** Finds the pieces of a plane, and connects them with those of the plane before; false where there are too many. */
	private boolean add() {
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) {
				if (values[i] == 0) continue;
				pieces[i] = -1;
				if (x > 0) connect(i, values, pieces, i - 1);
				for (int dx = -1; dx <= 1; dx++) {
					if (x + dx < 0 || x + dx >= width) continue;
					if (y > 0) connect(i, values, pieces, i - width + dx);
					for (int dy = -1; dy <= 1 && !first; dy++)
						if (y + dy >= 0 && y + dy < height) connect(i, valuesBefore, piecesBefore, i + dy * width + dx);
				}
				if (pieces[i] >= 0) continue;
				if (found == GIVE_UP) return false;
				if (found == parent.length) parent = Arrays.copyOf(parent, 2 * found);
				parent[found] = found;
				pieces[i] = found++;
				numbers.add(values[i]);
			}
		final int[] oldValues = valuesBefore, oldPieces = piecesBefore;
		valuesBefore = values;
		piecesBefore = pieces;
		values = oldValues;
		pieces = oldPieces;
		first = false;
		return true;
	}

	private void connect(final int i, final int[] others, final int[] theirs, final int neighbour) {
		if (others[neighbour] != values[i]) return;
		if (pieces[i] < 0) {
			pieces[i] = theirs[neighbour];
			return;
		}
		final int a = root(pieces[i]), b = root(theirs[neighbour]);
		if (a == b) return;
		parent[Math.max(a, b)] = Math.min(a, b);
		joined++;
	}

	private int root(final int piece) {
		int p = piece;
		while (parent[p] != p) {
			parent[p] = parent[parent[p]];
			p = parent[p];
		}
		return p;
	}
}
