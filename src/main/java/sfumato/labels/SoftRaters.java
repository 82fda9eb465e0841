package sfumato.labels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.IntervalIndexer;

import sfumato.text.UserException;

/**
 * What several raters think of one image where they are not certain: a map of probabilities per rater instead of a label
 * map ({@link HardRaters}), all of one size and with the same classes. Raters may be people who gave a degree of belief, or
 * networks.
 * <p>
 * A pixel that a rater has not looked at is NaN in all its classes.
 */
public final class SoftRaters implements Raters {

	private final List<String> names;
	private final List<ProbabilityMap> maps;
	/** Found when it is asked for first. */
	private volatile Optional<Img<UnsignedByteType>> labelled;

	private SoftRaters(final List<String> names, final List<ProbabilityMap> maps) {
		this.names = List.copyOf(names);
		this.maps = List.copyOf(maps);
	}

	/**
	 * Looks at every value.
	 *
	 * @param names one per rater, as tables and messages call them
	 * @param maps one per rater; nothing is copied
	 * @throws UserException naming rater and pixel: no raters, different sizes or numbers of classes, values that
	 *           are neither probabilities nor all NaN
	 */
	public static SoftRaters of(final List<String> names, final List<ProbabilityMap> maps) {
		if (maps.isEmpty()) throw new UserException("There are no raters; at least one map is needed.");
		if (names.size() != maps.size()) throw new UserException("There are " + names.size() + " names for " + maps
			.size() + " raters.");
		for (int r = 0; r < maps.size(); r++) {
			maps.get(r).requireSameShape(maps.get(0), "map of rater " + names.get(r), "map of rater " + names.get(0));
			check(names.get(r), maps.get(r));
		}
		return new SoftRaters(names, maps);
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
						throw new UserException("Rater " + name + " gives class " + c + " at " + at(block, i) +
							" the value " + p + "; probabilities are between 0 and 1.");
					else sum += p;
				}
				if (missing == k) continue;
				if (missing > 0) throw new UserException("Rater " + name + " has NaN at " + at(block, i) + " in " +
					missing + " of " + k + " classes; a pixel that was not looked at is NaN in all of them.");
				if (Math.abs(sum - 1) > ProbabilityMap.SUM_TOLERANCE) throw new UserException("The probabilities of rater " +
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

	@Override
	public HardRaters hard() {
		final List<Img<UnsignedByteType>> labels = maps.stream().map(SoftRaters::hard).toList();
		return HardRaters.of(names, labels, OptionalInt.of(numClasses()), OptionalInt.empty(), new MissingLabels(
			HardRaters.UNLABELED, false)).withClasses(classes());
	}

	private static Img<UnsignedByteType> hard(final ProbabilityMap map) {
		final Img<UnsignedByteType> labels = map.argMax();
		map.labelled().ifPresent(mask -> LoopBuilder.setImages(mask, labels).multiThreaded().forEachPixel((m, label) -> {
			if (m.get() == 0) label.set(HardRaters.UNLABELED);
		}));
		return labels;
	}

	@Override
	public SoftRaters plane(final long z) {
		return new SoftRaters(names, maps.stream().map(m -> m.plane(z)).toList());
	}

	@Override
	public SoftRaters only(final int... raters) {
		return new SoftRaters(Arrays.stream(raters).mapToObj(names::get).toList(), Arrays.stream(raters).mapToObj(maps::get)
			.toList());
	}

	@Override
	public Raters onlyLabelling() {
		final int[] who = IntStream.range(0, size()).filter(r -> maps.get(r).isAnyLabelled()).toArray();
		return who.length == 0 ? HardRaters.none(dimensions(), classes()) : only(who);
	}

	/** {@inheritDoc} The classes of probabilities cannot be extended. */
	@Override
	public SoftRaters withClasses(final int numClasses) {
		if (numClasses == numClasses()) return this;
		throw new UserException("The raters gave probabilities of " + numClasses() + " classes, but " + numClasses +
			" are asked for.");
	}

	/** The raters themselves: whoever gives probabilities names the classes. */
	@Override
	public SoftRaters namedBy(final List<LabelClass> others) {
		return this;
	}

	@Override
	public Optional<Img<UnsignedByteType>> labelled() {
		if (labelled == null) labelled = findLabelled();
		return labelled;
	}

	private Optional<Img<UnsignedByteType>> findLabelled() {
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), dimensions());
		for (final ProbabilityMap map : maps) {
			final Optional<Img<UnsignedByteType>> own = map.labelled();
			if (own.isEmpty()) return own;
			LoopBuilder.setImages(own.get(), mask).multiThreaded().forEachPixel((o, m) -> {
				if (o.get() != 0) m.setOne();
			});
		}
		return ProbabilityMap.unlessAllCount(mask);
	}

	@Override
	public int size() {
		return maps.size();
	}

	@Override
	public List<String> names() {
		return names;
	}

	/** The rater's probabilities; NaN where it did not look. */
	public ProbabilityMap map(final int rater) {
		return maps.get(rater);
	}

	@Override
	public RandomAccessibleInterval<FloatType> pixels(final int rater) {
		return maps.get(rater).image();
	}

	@Override
	public List<LabelClass> classes() {
		return maps.get(0).classes();
	}

	@Override
	public long[] dimensions() {
		return maps.get(0).spatialDimensions();
	}

	@Override
	public boolean isHard() {
		return maps.stream().allMatch(ProbabilityMap::isHard);
	}
}
