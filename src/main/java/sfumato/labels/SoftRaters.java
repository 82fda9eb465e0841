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
 * The probability maps of several uncertain raters of one image, instead of label maps ({@link HardRaters}), all of one size and with
 * the same classes. Raters may be people who gave a degree of belief, or networks.
 * <p>
 * An unlabelled pixel of a rater is NaN in all its classes.
 */
public final class SoftRaters extends NamedRaters {

	private final List<ProbabilityMap> maps;

	private SoftRaters(final List<String> names, final List<ProbabilityMap> maps) {
		super(names);
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
		if (maps.isEmpty()) throw new UserException(LabelMessages.noMaps());
		if (names.size() != maps.size()) throw new UserException(LabelMessages.namesAndRaters(names.size(), maps.size()));
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
						throw new UserException(LabelMessages.raterProbability(name, c, at(block, i), p));
					else sum += p;
				}
				if (missing == k) continue;
				if (missing > 0) throw new UserException(LabelMessages.raterPartlyNaN(name, at(block, i), missing, k));
				if (Math.abs(sum - 1) > ProbabilityMap.SUM_TOLERANCE) throw new UserException(LabelMessages.raterSum(name, at(block,
					i), (float) sum));
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
		return HardRaters.of(names(), labels, OptionalInt.of(numClasses()), OptionalInt.empty(), new MissingLabels(
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
		return new SoftRaters(names(), maps.stream().map(m -> m.plane(z)).toList());
	}

	@Override
	public SoftRaters only(final int... raters) {
		return new SoftRaters(Arrays.stream(raters).mapToObj(this::name).toList(), Arrays.stream(raters).mapToObj(maps::get)
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
		throw new UserException(LabelMessages.raterClasses(numClasses(), numClasses));
	}

	/** The raters themselves: whoever gives probabilities names the classes. */
	@Override
	public SoftRaters namedBy(final List<LabelClass> others) {
		return this;
	}

	@Override
	Optional<Img<UnsignedByteType>> findLabelled() {
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
