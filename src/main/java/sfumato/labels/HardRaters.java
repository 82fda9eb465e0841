package sfumato.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.ImgView;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The label maps of several raters of one image: one label map (X, Y[, Z]) with values 0 … C−1 per rater, all of one size.
 * <p>
 * Label maps come from files and other programs, so {@link #of} looks at every value: binary masks written as {0, 255} or
 * {0, m} are read as classes 0 and 1 (and {@link #notes()} says so), everything else outside 0 … C−1 is refused in a
 * sentence. Where a rater has not looked at all pixels, {@link MissingLabels} says how the map shows it; NaN always does.
 */
public final class HardRaters extends NamedRaters {

	/** The most classes a label map can have. */
	public static final int MAX_CLASSES = 255;

	/** The value of unlabelled pixels in {@link #labels(int)}, for every mark in files. */
	public static final int UNLABELED = 255;

	/** The most classes that are found in the data; more have to be asked for, since they are mostly a mistake. */
	public static final int MAX_FOUND_CLASSES = 32;

	private final List<Img<UnsignedByteType>> labels;
	private final long[] dimensions;
	private final List<LabelClass> classes;
	private final boolean unlabeled;
	private final List<String> notes;

	private HardRaters(final List<String> names, final List<Img<UnsignedByteType>> labels, final List<LabelClass> classes,
		final boolean unlabeled, final List<String> notes)
	{
		this(names, labels, labels.get(0).dimensionsAsLongArray(), classes, unlabeled, notes);
	}

	private HardRaters(final List<String> names, final List<Img<UnsignedByteType>> labels, final long[] dimensions,
		final List<LabelClass> classes, final boolean unlabeled, final List<String> notes)
	{
		super(names);
		this.dimensions = dimensions.clone();
		this.labels = List.copyOf(labels);
		this.classes = List.copyOf(classes);
		this.unlabeled = unlabeled;
		this.notes = List.copyOf(notes);
	}

	/**
	 * Nobody, of an image that has no label maps. There is nothing to be fused then.
	 *
	 * @param dimensions of the image: X, Y and, in a volume, Z
	 */
	public static HardRaters none(final long[] dimensions, final List<LabelClass> classes) {
		return new HardRaters(List.of(), List.of(), dimensions, classes, false, List.of());
	}

	/**
	 * Raters with label maps that were checked before, e.g. by another process: values are neither checked nor copied.
	 *
	 * @param labels one per rater, as {@link #labels(int)} gives them; none for {@link #none}
	 * @param unlabeled as {@link #hasUnlabeled()} says
	 * @param notes as {@link #notes()} gives them
	 */
	public static HardRaters read(final List<String> names, final List<Img<UnsignedByteType>> labels, final long[] dimensions,
		final List<LabelClass> classes, final boolean unlabeled, final List<String> notes)
	{
		return new HardRaters(names, labels, dimensions, classes, unlabeled, notes);
	}

	/**
	 * Reads the raters' label maps; the images are copied to bytes and not changed.
	 *
	 * @param names one per rater, as tables and messages call them
	 * @param images one per rater, (X, Y[, Z]), whole numbers
	 * @param numClasses how many classes there are, background included; empty: as many as the largest label asks for, at
	 *          least 2 and at most {@link #MAX_FOUND_CLASSES}
	 * @param foreground the value that means class 1 in binary masks (all other values but 0 are then refused); empty: found,
	 *          when all raters together use only 0 and one value greater than 1 (and no more than two classes are asked for)
	 * @throws UserException naming rater and value: no raters, different sizes, fractions, labels out of range, nothing but NaN
	 */
	public static HardRaters of(final List<String> names,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> images, final OptionalInt numClasses,
		final OptionalInt foreground)
	{
		return of(names, images, numClasses, foreground, MissingLabels.NONE);
	}

	/** As {@link #of(List, List, OptionalInt, OptionalInt)}, for raters with unlabelled pixels. */
	public static HardRaters of(final List<String> names,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> images, final OptionalInt numClasses,
		final OptionalInt foreground, final MissingLabels missing)
	{
		if (images.isEmpty()) throw new UserException(LabelMessages.noRaters());
		if (names.size() != images.size()) throw new UserException(LabelMessages.namesAndRaters(names.size(), images.size()));
		if (numClasses.isPresent() && (numClasses.getAsInt() < 2 || numClasses.getAsInt() > MAX_CLASSES))
			throw new UserException(LabelMessages.classCount(numClasses.getAsInt(), MAX_CLASSES));
		if (foreground.isPresent() && foreground.getAsInt() < 1) throw new UserException(
			WrongValue.message("The foreground value", foreground.getAsInt(), "at least 1; 0 is background"));
		final long[] dims = images.get(0).dimensionsAsLongArray();
		final TreeSet<Integer> values = new TreeSet<>();
		long notNumbers = 0;
		for (int r = 0; r < images.size(); r++) {
			final long[] d = images.get(r).dimensionsAsLongArray();
			if (!Arrays.equals(d, dims)) throw new UserException(LabelMessages.raterSize(names.get(r), ProbabilityMap.size(d),
				names.get(0), ProbabilityMap.size(dims)));
			final Values found;
			try {
				found = Values.of(names.get(r), images.get(r));
			}
			catch (final UserException e) {
				throw refused(names.subList(r, r + 1), images.subList(r, r + 1), e.getMessage());
			}
			values.addAll(found.values());
			notNumbers += found.notNumbers();
		}
		final boolean unlabeled = missing.value() > 0 && values.remove(missing.value());
		if (foreground.isPresent() && foreground.getAsInt() == missing.value()) throw new
			UserException(LabelMessages.foregroundIsMissing(missing.value()));
		if (values.isEmpty()) throw new UserException(LabelMessages.allMissing(notNumbers > 0 ? "NaN" : missing.value()));
		final List<String> notes = new ArrayList<>();
		if (notNumbers > 0) notes.add(LabelMessages.labelsAreNaN(notNumbers));
		final int one;
		try {
			one = foregroundValue(values, numClasses, foreground, notes);
		}
		catch (final UserException e) {
			throw refused(names, images, e.getMessage());
		}
		final int max = one > 0 ? 1 : values.last();
		final int c = numClasses.orElse(Math.max(2, max + 1));
		if (max >= c) throw refused(names, images, LabelMessages.labelOutside(raterWith(max, names, images), max, c));
		if (max >= MAX_CLASSES) throw refused(names, images, LabelMessages.labelTooLarge(raterWith(max, names, images), max,
			MAX_CLASSES - 1));
		if (numClasses.isEmpty() && c > MAX_FOUND_CLASSES) throw refused(names, images,
			LabelMessages.tooManyClasses(raterWith(max, names, images), max, c));
		final List<Img<UnsignedByteType>> labels = new ArrayList<>();
		for (final RandomAccessibleInterval<? extends RealType<?>> image : images)
			labels.add(copy(image, dims, one, unlabeled ? missing.value() : -1));
		final boolean absent = missing.emptySlices() && removeEmptySlices(names, labels, notes);
		return new HardRaters(names, labels, LabelClass.defaults(c), unlabeled || absent || notNumbers > 0, notes);
	}

	/** Slices that a rater left empty and another did not become unlabeled; says whether there are any. */
	private static boolean removeEmptySlices(final List<String> names, final List<Img<UnsignedByteType>> labels,
		final List<String> notes)
	{
		if (labels.get(0).numDimensions() < 3) {
			notes.add(LabelMessages.emptySlicesOfFlat());
			return false;
		}
		final int[] removed = new int[labels.size()];
		for (long z = 0; z < labels.get(0).dimension(2); z++) {
			final boolean[] empty = new boolean[labels.size()];
			for (int r = 0; r < empty.length; r++)
				empty[r] = isEmpty(Views.hyperSlice(labels.get(r), 2, z));
			for (int r = 0; r < empty.length; r++)
				if (empty[r] && IntStream.range(0, empty.length).anyMatch(o -> !empty[o])) {
					Views.hyperSlice(labels.get(r), 2, z).forEach(label -> label.set(UNLABELED));
					removed[r]++;
				}
		}
		for (int r = 0; r < removed.length; r++)
			if (removed[r] > 0) notes.add(LabelMessages.emptySlices(names.get(r), removed[r]));
		return Arrays.stream(removed).anyMatch(n -> n > 0);
	}

	private static boolean isEmpty(final Iterable<UnsignedByteType> slice) {
		for (final UnsignedByteType label : slice)
			if (label.get() != 0 && label.get() != UNLABELED) return false;
		return true;
	}

	/** The value that means class 1, or 0 if labels are class numbers. */
	private static int foregroundValue(final TreeSet<Integer> values, final OptionalInt numClasses,
		final OptionalInt foreground, final List<String> notes)
	{
		final boolean binary = numClasses.orElse(2) == 2;
		if (foreground.isPresent()) {
			final int one = foreground.getAsInt();
			final TreeSet<Integer> others = new TreeSet<>(values);
			others.removeAll(List.of(0, one));
			if (!others.isEmpty()) throw new UserException(LabelMessages.thirdValue(others.first(), one));
			if (!binary) throw new UserException(LabelMessages.foregroundOfClasses(one, numClasses.getAsInt()));
			return one;
		}
		if (values.last() <= 1 || !binary) return 0;
		final boolean isMask = values.size() == 2 && values.first() == 0 || values.size() == 1;
		// {0, 2} is read as a mask only if two classes were asked for: it may as well be class 2 of three
		if (!isMask || numClasses.isEmpty() && values.last() < 128) {
			if (values.last() == 255 && values.size() > 2) throw new UserException(
				LabelMessages.manyValues(values.higher(0), values.size()));
			return 0;
		}
		final int one = values.last();
		notes.add(LabelMessages.readAsMask(one));
		return one;
	}

	/** The labels in a map, and how many of its pixels are NaN. */
	private record Values(TreeSet<Integer> values, long notNumbers) {
		static Values of(final String name, final RandomAccessibleInterval<? extends RealType<?>> image) {
			final boolean[] seen = new boolean[65536];
			long notNumbers = 0;
			final Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
			while (cursor.hasNext()) {
				final double v = cursor.next().getRealDouble();
				if (v >= 0 && v < seen.length && v == (int) v) seen[(int) v] = true;
				else if (Double.isNaN(v)) notNumbers++;
				else {
					final long[] at = new long[cursor.numDimensions()];
					cursor.localize(at);
					throw new UserException(LabelMessages.notAClass(name, v, Arrays.toString(at).replace('[', '(').replace(']',
						')'), seen.length - 1));
				}
			}
			final TreeSet<Integer> values = new TreeSet<>();
			for (int v = 0; v < seen.length; v++)
				if (seen[v]) values.add(v);
			return new Values(values, notNumbers);
		}
	}

	/** Says that a label map is one of instances, if it looks so, or else what is wrong with its values. */
	private static UserException refused(final List<String> names,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> images, final String message)
	{
		for (int r = 0; r < images.size(); r++) {
			final OptionalInt objects = InstanceMap.objects(images.get(r));
			if (objects.isPresent()) return new UserException(LabelNumbers.instances("Rater " + names.get(r), objects
				.getAsInt()));
		}
		return new UserException(message);
	}

	private static String raterWith(final int label, final List<String> names,
		final List<? extends RandomAccessibleInterval<? extends RealType<?>>> images)
	{
		for (int r = 0; r < images.size(); r++)
			if (Values.of(names.get(r), images.get(r)).values().contains(label)) return names.get(r);
		throw new IllegalStateException("no rater has label " + label);
	}

	private static Img<UnsignedByteType> copy(final RandomAccessibleInterval<? extends RealType<?>> image,
		final long[] dims, final int foreground, final int missing)
	{
		final Img<UnsignedByteType> copy = ProbabilityMap.create(new UnsignedByteType(), dims);
		final Cursor<? extends RealType<?>> in = Views.flatIterable(image).cursor();
		for (final UnsignedByteType out : Views.flatIterable(copy)) {
			final double value = in.next().getRealDouble();
			final int v = (int) value;
			out.set(v == missing || Double.isNaN(value) ? UNLABELED : foreground == 0 ? v : v == foreground ? 1 : 0);
		}
		return copy;
	}

	@Override
	public HardRaters plane(final long z) {
		if (dimensions.length == 2) return this;
		if (labels.isEmpty()) return none(Arrays.copyOf(dimensions, 2), classes);
		return new HardRaters(names(), labels.stream().<Img<UnsignedByteType>> map(l -> ImgView.wrap(Views.hyperSlice(l, 2,
			z))).toList(), classes, unlabeled, notes);
	}

	@Override
	public HardRaters only(final int... raters) {
		return new HardRaters(Arrays.stream(raters).mapToObj(this::name).toList(), Arrays.stream(raters).mapToObj(labels::get)
			.toList(), dimensions, classes, unlabeled, notes);
	}

	@Override
	public HardRaters onlyLabelling() {
		return unlabeled ? only(IntStream.range(0, size()).filter(this::hasLabelled).toArray()) : this;
	}

	private boolean hasLabelled(final int rater) {
		for (final UnsignedByteType label : labels.get(rater))
			if (label.get() != UNLABELED) return true;
		return false;
	}

	@Override
	public HardRaters withClasses(final int numClasses) {
		if (numClasses < numClasses() || numClasses > MAX_CLASSES) throw new UserException(
			LabelMessages.classRange(numClasses, numClasses(), MAX_CLASSES));
		return new HardRaters(names(), labels, dimensions, LabelClass.extended(classes, numClasses), unlabeled, notes);
	}

	/** The same labels with other class names or colours; there may be additional unused classes. */
	public HardRaters withClasses(final List<LabelClass> others) {
		if (others.size() < numClasses()) throw new UserException(LabelMessages.namesAndClasses(others.size(), numClasses()));
		return new HardRaters(names(), labels, dimensions, others, unlabeled, notes);
	}

	@Override
	public HardRaters namedBy(final List<LabelClass> others) {
		return LabelClass.areNameless(classes) ? withClasses(others) : this;
	}

	@Override
	public HardRaters hard() {
		return this;
	}

	@Override
	public boolean isHard() {
		return true;
	}

	@Override
	public int size() {
		return labels.size();
	}

	/** The rater's label map: (X, Y[, Z]), values 0 … C−1 or, if {@link #hasUnlabeled()}, {@link #UNLABELED}. */
	public Img<UnsignedByteType> labels(final int rater) {
		return labels.get(rater);
	}

	/** The rater's label map as probabilities 0 and 1; NaN where the rater has not labelled. */
	public ProbabilityMap oneHot(final int rater) {
		final ProbabilityMap map = ProbabilityMap.zeros(dimensions, classes);
		for (int c = 0; c < classes.size(); c++) {
			final int k = c;
			LoopBuilder.setImages(labels.get(rater), map.channel(c)).multiThreaded().forEachPixel((label, p) -> p.set(label
				.get() == UNLABELED ? Float.NaN : label.get() == k ? 1 : 0));
		}
		return map;
	}

	/** Whether there may be pixels that a rater has not labelled. */
	public boolean hasUnlabeled() {
		return unlabeled;
	}

	@Override
	public Img<UnsignedByteType> pixels(final int rater) {
		return labels.get(rater);
	}

	@Override
	Optional<Img<UnsignedByteType>> findLabelled() {
		if (!unlabeled || labels.isEmpty()) return Optional.empty();
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), dimensions);
		for (final Img<UnsignedByteType> map : labels)
			LoopBuilder.setImages(map, mask).multiThreaded().forEachPixel((label, m) -> {
				if (label.get() != UNLABELED) m.setOne();
			});
		return ProbabilityMap.unlessAllCount(mask);
	}

	@Override
	public List<LabelClass> classes() {
		return classes;
	}

	@Override
	public long[] dimensions() {
		return dimensions.clone();
	}

	@Override
	public List<String> notes() {
		return notes;
	}
}
