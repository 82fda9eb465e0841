package sfumato.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import sfumato.data.Finding.Kind;
import sfumato.files.Geometry;
import sfumato.files.GridAlignment;
import sfumato.files.ImageFile;
import sfumato.files.RoiSet;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;
import sfumato.text.Reason;
import sfumato.text.UserException;

/**
 * Checks every case of a dataset for errors that silently spoil fusion and training; it changes nothing. One case is in memory at a
 * time.
 *
 * <table>
 * <caption>What counts as odd</caption>
 * <tr><td>outlier</td><td>Dice with the strict majority 0 (neither being empty), or, of three raters and more, below half of
 * the median of the others</td></tr>
 * <tr><td>inverted</td><td>more than half of the image and three quarters of its edges are marked</td></tr>
 * <tr><td>identical</td><td>the same pixels, at least one of them marked</td></tr>
 * <tr><td>stray</td><td>a third value in a mask with a foreground of 128 or more; a value that is no whole number from 0</td></tr>
 * <tr><td>geometry</td><td>a label map lies elsewhere than its image, by more than a thousandth of a voxel
 * ({@link sfumato.files.VoxelGrid}); another order of the axes alone is not odd</td></tr>
 * <tr><td>missing</td><td>a rater whom other cases of the task have</td></tr>
 * </table>
 *
 * In all comparisons of regions everything but 0 is marked, whatever its class.
 */
public final class DatasetCheck {

	private final List<Finding> findings = new ArrayList<>();
	private final Dataset dataset;
	private final LabelMaps maps;

	private DatasetCheck(final Dataset dataset) {
		// what lies elsewhere is a finding, and is looked at all the same
		this.dataset = dataset.geometry() == Geometry.MATCH ? dataset.withGeometry(Geometry.SHIFTED) : dataset;
		maps = this.dataset.maps().tolerant();
	}

	/** The findings, in the order of the cases. */
	public static List<Finding> check(final Dataset dataset, final Progress progress) {
		return check(dataset, "", progress);
	}

	/**
	 * The findings of some cases; a rater is missing if any other case of the dataset has that rater.
	 *
	 * @param selection as in {@link Dataset#cases(String)}, but cases that cannot be used are allowed
	 * @throws UserException naming what there is no case for
	 */
	public static List<Finding> check(final Dataset dataset, final String selection, final Progress progress) {
		final DatasetCheck check = new DatasetCheck(dataset);
		final List<Case> cases = dataset.select(selection);
		final TreeSet<String> known = new TreeSet<>(NaturalOrder.INSTANCE);
		dataset.allCases().forEach(c -> known.addAll(c.raters().keySet()));
		for (int i = 0; i < cases.size(); i++) {
			progress.checkCanceled();
			progress.update((double) i / cases.size(), DataMessages.checking(cases.get(i).name()));
			check.checkCaseFiles(cases.get(i), known);
		}
		return List.copyOf(check.findings);
	}

	/** Checks the files of a case; errors do not stop the check of other cases. */
	private void checkCaseFiles(final Case c, final TreeSet<String> known) {
		try {
			check(c, known);
		}
		catch (final RuntimeException | OutOfMemoryError | StackOverflowError e) {
			add(c, "", Kind.UNREADABLE, Reason.of(e));
		}
	}

	private void check(final Case c, final TreeSet<String> known) {
		final String problem = dataset.problem(c);
		if (problem != null) add(c, "", Kind.INCOMPLETE, problem);
		final ImageFile image = problem == null ? image(c) : null;
		final Map<String, CheckedMask> masks = new TreeMap<>(NaturalOrder.INSTANCE);
		for (final String rater : c.raters().keySet()) {
			final CheckedMask mask = mask(c, rater, image);
			if (mask != null && fits(c, rater, mask, image, masks) && mask.isReadable()) masks.put(rater, mask);
		}
		compare(c, masks);
		for (final String rater : known)
			if (!c.raters().containsKey(rater) && !c.raters().isEmpty()) add(c, rater, Kind.MISSING,
				DataMessages.missingRater(rater));
	}

	private ImageFile image(final Case c) {
		try {
			return maps.image(c);
		}
		catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
			add(c, "", Kind.UNREADABLE, Reason.of(e));
			return null;
		}
	}

	private CheckedMask mask(final Case c, final String rater, final ImageFile image) {
		// without its size, ROIs show nothing; that there is no image has been told
		if (image == null && RoiSet.isReadable(c.raters().get(rater))) return null;
		try {
			if (image != null) maps.alignment(c, rater, image).filter(GridAlignment::isReported).ifPresent(a -> add(c, rater,
				Kind.GEOMETRY, a.difference()));
			final CheckedMask mask = new CheckedMask(maps.read(c, rater, image, new ArrayList<>()), dataset
				.missing().value());
			if (!mask.stray().isEmpty()) add(c, rater, Kind.STRAY, mask.stray());
			return mask;
		}
		catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
			add(c, rater, Kind.UNREADABLE, Reason.of(e));
			return null;
		}
	}

	/** Flat label maps fit a volume whose planes can be channels; see {@link Dataset#load(Case)}. */
	private boolean fits(final Case c, final String rater, final CheckedMask mask, final ImageFile image,
		final Map<String, CheckedMask> others)
	{
		String first = null;
		long[] dims = image == null ? null : mask.dims().length == 2 && Dataset.planesMayBeChannels(image) ? image
			.planesAsChannels().spatialDimensions() : image.spatialDimensions();
		if (dims == null && !others.isEmpty()) {
			first = others.keySet().iterator().next();
			dims = others.get(first).dims();
		}
		if (dims == null || Arrays.equals(dims, mask.dims())) return true;
		final String size = ProbabilityMap.size(mask.dims()), otherSize = ProbabilityMap.size(dims);
		add(c, rater, Kind.SIZE, first == null ? DataMessages.sizeOfImage(size, otherSize) : DataMessages.sizeOfRater(size, first, otherSize));
		return false;
	}

	private void compare(final Case c, final Map<String, CheckedMask> masks) {
		masks.forEach((rater, mask) -> {
			if (mask.isEmpty()) add(c, rater, Kind.EMPTY, DataMessages.nothingMarked());
			if (mask.looksInverted()) add(c, rater, Kind.INVERTED, DataMessages.looksInverted(100 * mask.share()));
		});
		final List<String> raters = new ArrayList<>(masks.keySet());
		for (int a = 0; a < raters.size(); a++)
			for (int b = a + 1; b < raters.size(); b++)
				if (!masks.get(raters.get(a)).isEmpty() && masks.get(raters.get(a)).sameAs(masks.get(raters.get(b)))) add(c, raters
					.get(a) + " and " + raters.get(b), Kind.IDENTICAL, DataMessages.samePixels());
		if (masks.size() > 1) compareWithMajority(c, masks);
	}

	private void compareWithMajority(final Case c, final Map<String, CheckedMask> masks) {
		final boolean[] majority = new boolean[masks.values().iterator().next().size()];
		long size = 0;
		for (int i = 0; i < majority.length; i++) {
			int votes = 0;
			for (final CheckedMask mask : masks.values())
				if (mask.isMarked(i)) votes++;
			majority[i] = 2 * votes > masks.size();
			if (majority[i]) size++;
		}
		if (size == 0) {
			if (!masks.values().stream().allMatch(CheckedMask::isEmpty)) add(c, "", Kind.EMPTY,
				DataMessages.noMajority());
			return;
		}
		final Map<String, Double> dice = new TreeMap<>(NaturalOrder.INSTANCE);
		for (final Map.Entry<String, CheckedMask> e : masks.entrySet())
			dice.put(e.getKey(), e.getValue().dice(majority, size));
		dice.forEach((rater, d) -> {
			final double others = median(dice.entrySet().stream().filter(e -> !e.getKey().equals(rater)).map(Map.Entry::getValue)
				.collect(Collectors.toList()));
			final CheckedMask mask = masks.get(rater);
			if (mask.isEmpty() || mask.looksInverted()) return; // told already
			if (d == 0 || masks.size() > 2 && d < others / 2) add(c, rater, Kind.OUTLIER, DataMessages.outlier(100 * d, 100 *
				others));
		});
	}

	private static double median(final List<Double> values) {
		final double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		final int n = sorted.length;
		return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
	}

	private void add(final Case c, final String rater, final Kind kind, final String detail) {
		findings.add(new Finding(c.name(), rater, kind, detail));
	}
}
