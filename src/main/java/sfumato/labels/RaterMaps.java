package sfumato.labels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.view.Views;

/**
 * What several raters think of one image where they are not certain: a map of probabilities per rater instead of a label
 * map ({@link RaterLabels}), all of one size and with the same classes. Raters may be people who gave a degree of belief, or
 * networks.
 * <p>
 * A pixel that a rater has not looked at is NaN in all its classes.
 */
public final class RaterMaps {

	private final List<String> names;
	private final List<ProbabilityMap> maps;

	private RaterMaps(final List<String> names, final List<ProbabilityMap> maps) {
		this.names = List.copyOf(names);
		this.maps = List.copyOf(maps);
	}

	/**
	 * Looks at every value.
	 *
	 * @param names one per rater, as tables and messages call them
	 * @param maps one per rater; nothing is copied
	 * @throws IllegalArgumentException naming rater and pixel: no raters, different sizes or numbers of classes, values that
	 *           are neither probabilities nor all NaN
	 */
	public static RaterMaps of(final List<String> names, final List<ProbabilityMap> maps) {
		if (maps.isEmpty()) throw new IllegalArgumentException("There are no raters; at least one map is needed.");
		if (names.size() != maps.size()) throw new IllegalArgumentException("There are " + names.size() + " names for " + maps
			.size() + " raters.");
		for (int r = 0; r < maps.size(); r++) {
			maps.get(r).requireSameShape(maps.get(0), "map of rater " + names.get(r), "map of rater " + names.get(0));
			check(names.get(r), maps.get(r));
		}
		return new RaterMaps(names, maps);
	}

	private static void check(final String name, final ProbabilityMap map) {
		final int k = map.numClasses();
		PixelBlocks.map(map.spatialDimensions(), block -> {
			final float[] values = PixelBlocks.read(map, block);
			final int n = values.length / k;
			for (int i = 0; i < n; i++) {
				int missing = 0;
				double sum = 0;
				for (int c = 0; c < k; c++) {
					final float p = values[c * n + i];
					if (Float.isNaN(p)) missing++;
					else if (p < -ProbabilityMap.SUM_TOLERANCE || p > 1 + ProbabilityMap.SUM_TOLERANCE)
						throw new IllegalArgumentException("Rater " + name + " gives class " + c + " at " + at(block, i) +
							" the value " + p + "; probabilities are between 0 and 1.");
					else sum += p;
				}
				if (missing == k) continue;
				if (missing > 0) throw new IllegalArgumentException("Rater " + name + " has NaN at " + at(block, i) + " in " +
					missing + " of " + k + " classes; a pixel that was not looked at is NaN in all of them.");
				if (Math.abs(sum - 1) > ProbabilityMap.SUM_TOLERANCE) throw new IllegalArgumentException("The probabilities of rater " +
					name + " at " + at(block, i) + " sum to " + (float) sum + " instead of 1.");
			}
			return block;
		});
	}

	private static String at(final Interval block, final int i) {
		final long[] position = new long[block.numDimensions()];
		IntervalIndexer.indexToPositionWithOffset(i, block.dimensionsAsLongArray(), block.minAsLongArray(), position);
		return Arrays.toString(position).replace('[', '(').replace(']', ')');
	}

	/** The label map of each rater's most probable class; among equals the lowest. */
	public RaterLabels argMax() {
		final List<Img<UnsignedByteType>> labels = maps.stream().map(RaterMaps::argMax).toList();
		return RaterLabels.of(names, labels, OptionalInt.of(numClasses()), OptionalInt.empty(), new MissingLabels(
			RaterLabels.UNLABELED, false)).withClasses(classes());
	}

	private static Img<UnsignedByteType> argMax(final ProbabilityMap map) {
		final Img<UnsignedByteType> labels = map.argMax();
		final Cursor<UnsignedByteType> label = Views.flatIterable(labels).cursor();
		Views.flatIterable(map.channel(0)).forEach(p -> {
			label.fwd();
			if (Float.isNaN(p.get())) label.get().set(RaterLabels.UNLABELED);
		});
		return labels;
	}

	/** The raters of one plane of a volume; of flat maps, with z = 0, the same raters. Nothing is copied. */
	public RaterMaps plane(final long z) {
		return new RaterMaps(names, maps.stream().map(m -> m.plane(z)).toList());
	}

	/**
	 * Where anybody has looked: (X, Y[, Z]), 1 or, where nobody has, 0.
	 *
	 * @return empty if that is everywhere
	 */
	public Optional<Img<UnsignedByteType>> labelled() {
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), dimensions());
		for (final ProbabilityMap map : maps)
			LoopBuilder.setImages(map.channel(0), mask).multiThreaded().forEachPixel((p, m) -> {
				if (!Float.isNaN(p.get())) m.setOne();
			});
		for (final UnsignedByteType m : mask)
			if (m.get() == 0) return Optional.of(mask);
		return Optional.empty();
	}

	/** How many raters there are; at least 1. */
	public int size() {
		return maps.size();
	}

	/** What tables and messages call the raters. */
	public List<String> names() {
		return names;
	}

	/** What tables and messages call the rater. */
	public String name(final int rater) {
		return names.get(rater);
	}

	/** The rater's probabilities; NaN where it did not look. */
	public ProbabilityMap map(final int rater) {
		return maps.get(rater);
	}

	public List<LabelClass> classes() {
		return maps.get(0).classes();
	}

	public int numClasses() {
		return maps.get(0).numClasses();
	}

	/** The lengths of X, Y and, in a volume, Z. */
	public long[] dimensions() {
		return maps.get(0).spatialDimensions();
	}

	/** Whether every rater is certain of every pixel it labelled, so that {@link #argMax()} loses nothing. */
	public boolean isHard() {
		return IntStream.range(0, size()).allMatch(r -> {
			for (final var p : Views.flatIterable(maps.get(r).image()))
				if (p.get() != 0 && p.get() != 1 && !Float.isNaN(p.get())) return false;
			return true;
		});
	}
}
