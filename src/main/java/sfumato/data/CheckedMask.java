package sfumato.data;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.TreeSet;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.HardRaters;
import sfumato.labels.LabelNumbers;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;

/** A label map of one rater with normalised values: 0 is background, binary masks become 0 and 1. */
final class CheckedMask {

	private static final int MASK_VALUE = 128, NAMED = 5;

	private final long[] dims;
	private final byte[] labels;
	/** A finding about the values; empty if there is none. */
	private String stray = "";
	private boolean readable = true;
	private long marked;
	private long border, markedBorder;

	/**
	 * @param missing the value of unlabelled pixels, which count as background; 0 if there is none
	 */
	CheckedMask(final RandomAccessibleInterval<FloatType> image, final int missing) {
		dims = image.dimensionsAsLongArray();
		if (image.size() > Integer.MAX_VALUE - 16) throw new UserException(DataMessages.tooManyPixels(ProbabilityMap.size(dims)));
		labels = new byte[(int) image.size()];
		final TreeSet<Integer> values = values(image);
		if (!readable) return;
		values.remove(missing);
		final int max = values.isEmpty() ? 0 : values.last();
		final boolean mask = values.size() <= 1 || max >= MASK_VALUE;
		final OptionalInt objects = values.size() > HardRaters.MAX_FOUND_CLASSES ? LabelNumbers.objects(image) : OptionalInt.empty();
		if (objects.isPresent()) stray = LabelNumbers.instances("The label map", objects.getAsInt());
		else if (mask && values.size() > 1) stray = DataMessages.strayValues(list(values.headSet(max)), max);
		final Cursor<FloatType> cursor = Views.flatIterable(image).localizingCursor();
		for (int i = 0; i < labels.length; i++) {
			final int v = (int) cursor.next().get();
			// stray grey values of a mask count as what they are nearer to
			labels[i] = (byte) (v == missing ? 0 : mask ? 2 * v > max ? 1 : 0 : v);
			final boolean edge = cursor.getLongPosition(0) == 0 || cursor.getLongPosition(1) == 0 || cursor.getLongPosition(
				0) == dims[0] - 1 || cursor.getLongPosition(1) == dims[1] - 1;
			if (edge) border++;
			if (labels[i] == 0) continue;
			marked++;
			if (edge) markedBorder++;
		}
	}

	private TreeSet<Integer> values(final RandomAccessibleInterval<FloatType> image) {
		final TreeSet<Integer> values = new TreeSet<>();
		int last = 0;
		for (final FloatType p : Views.flatIterable(image)) {
			final float v = p.get();
			if (v == last) continue;
			if (!(v >= 0 && v < 65536 && v == (int) v)) {
				stray = DataMessages.noLabel(v);
				readable = false;
				return values;
			}
			last = (int) v;
			if (last != 0) values.add(last);
		}
		return values;
	}

	private static String list(final java.util.SortedSet<Integer> values) {
		final String first = String.join(", ", values.stream().limit(NAMED).map(String::valueOf).toList());
		return values.size() > NAMED ? first + " and " + (values.size() - NAMED) + " more values" : first;
	}

	long[] dims() {
		return dims;
	}

	String stray() {
		return stray;
	}

	/** Whether the values are such that pixels can be compared. */
	boolean isReadable() {
		return readable;
	}

	boolean isEmpty() {
		return marked == 0;
	}

	/** Whether more than half of the image and three quarters of its edges are marked, as where objects are left out. */
	boolean looksInverted() {
		return 2 * marked > labels.length && 4 * markedBorder > 3 * border;
	}

	double share() {
		return (double) marked / labels.length;
	}

	boolean isMarked(final int pixel) {
		return labels[pixel] != 0;
	}

	int size() {
		return labels.length;
	}

	boolean sameAs(final CheckedMask other) {
		return Arrays.equals(labels, other.labels);
	}

	/** Dice of what is marked with a majority; two empty ones agree. */
	double dice(final boolean[] majority, final long size) {
		if (marked + size == 0) return 1;
		long both = 0;
		for (int i = 0; i < labels.length; i++)
			if (labels[i] != 0 && majority[i]) both++;
		return 2.0 * both / (marked + size);
	}
}
