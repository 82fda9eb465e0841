package sfumato.agreement;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import sfumato.files.ImageFile;
import sfumato.fusion.RaterComparison;
import sfumato.labels.HardRaters;
import sfumato.labels.Raters;
import sfumato.metrics.ObjectMatching;
import sfumato.text.UserException;

/** Inter-rater agreement of one image, in all measures of {@link AgreementMeasure}; the images are not stored. */
public final class CaseAgreement {

	/** The unit of volumes where nothing is known of the size of a pixel. */
	public static final String PIXELS = "pixels";

	private final String name;
	private final List<String> raters;
	private final String volumeUnit;
	private final double voxel;
	private final double[][] dice;
	private final double[][] kappa;
	private final double[][] objectF1;
	/** One per rater, or one for all. */
	private final Map<AgreementMeasure, double[]> values = new EnumMap<>(AgreementMeasure.class);

	private CaseAgreement(final String name, final Raters all, final String volumeUnit, final double voxel,
		final ObjectMatching matching)
	{
		this.name = name;
		this.volumeUnit = volumeUnit;
		this.voxel = voxel;
		// who has labelled nothing of a case agrees with nobody, and disagrees with nobody
		final HardRaters labels = all.hard().onlyLabelling();
		if (labels.size() == 0) throw new UserException(AgreementMessages.nothingLabelled(name));
		raters = IntStream.range(0, labels.size()).mapToObj(labels::name).toList();
		final RaterComparison c = RaterComparison.of(labels);
		dice = c.pairwiseDice();
		kappa = new double[raters.size()][raters.size()];
		for (int a = 0; a < kappa.length; a++)
			for (int b = 0; b < kappa.length; b++)
				kappa[a][b] = a == b ? 1 : b < a ? kappa[b][a] : Kappa.cohen(c.confusion(a, b));
		put(AgreementMeasure.MAJORITY_DICE, c::majorityDice);
		put(AgreementMeasure.PAIRWISE_DICE, c::meanPairwiseDice);
		put(AgreementMeasure.COHEN_KAPPA, r -> meanOfOthers(kappa, r));
		put(AgreementMeasure.ENERGY_DISTANCE, c::energyDistance);
		put(AgreementMeasure.LEAVE_ONE_OUT, c::leaveOneOutChange);
		put(AgreementMeasure.VOLUME, r -> c.volume(r) * voxel);
		values.put(AgreementMeasure.VOLUME_SPREAD, new double[] { c.volumeSpread() });
		values.put(AgreementMeasure.FLEISS_KAPPA, new double[] { fleiss(c.votes(), c.counts()) });
		values.put(AgreementMeasure.KRIPPENDORFF_ALPHA, new double[] { KrippendorffAlpha.nominal(c.votes(), c.counts()) });
		final RaterObjects objects = new RaterObjects(labels, matching);
		objectF1 = objects.f1();
		put(AgreementMeasure.OBJECTS, objects::count);
		values.put(AgreementMeasure.OBJECTS_SPREAD, new double[] { objects.spread() });
		put(AgreementMeasure.OBJECT_F1, r -> meanOfOthers(objectF1, r));
		put(AgreementMeasure.OBJECT_IOU, r -> meanOfOthers(objects.iou(), r));
	}

	private static double meanOfOthers(final double[][] pairs, final int rater) {
		return mean(IntStream.range(0, pairs.length).filter(o -> o != rater).mapToDouble(o -> pairs[rater][o]).toArray());
	}

	/** Defined only where every pixel has the same number of votes. */
	private static double fleiss(final int[][] votes, final long[] counts) {
		final boolean complete = Arrays.stream(votes).mapToInt(v -> Arrays.stream(v).sum()).distinct().count() == 1;
		return complete ? Kappa.fleiss(votes, counts) : Double.NaN;
	}

	private void put(final AgreementMeasure measure, final IntToDoubleFunction ofRater) {
		values.put(measure, IntStream.range(0, raters.size()).mapToDouble(ofRater).toArray());
	}

	/** {@link #of(String, Raters, double[], String, ObjectMatching)} with objects matched as by default. */
	public static CaseAgreement of(final String name, final Raters raters, final double[] pixelSize, final String unit) {
		return of(name, raters, pixelSize, unit, new ObjectMatching());
	}

	/**
	 * Compares the raters of an image.
	 *
	 * @param name of the case, for tables
	 * @param pixelSize the edges of a pixel (X, Y) or voxel (X, Y, Z) in {@code unit}
	 * @param unit e.g. {@code mm}; {@link ImageFile#NO_UNIT}: nothing is known, and volumes are numbers of pixels
	 * @param matching which objects of two raters are the same
	 */
	public static CaseAgreement of(final String name, final Raters raters, final double[] pixelSize,
		final String unit, final ObjectMatching matching)
	{
		if (unit.equals(ImageFile.NO_UNIT)) return new CaseAgreement(name, raters, PIXELS, 1, matching);
		return new CaseAgreement(name, raters, unit + pixelSize.length, Arrays.stream(pixelSize).reduce(1, (a, b) -> a * b),
			matching);
	}

	public String name() {
		return name;
	}

	/** The names of the raters who drew this case. */
	public List<String> raters() {
		return raters;
	}

	/** The unit of {@link AgreementMeasure#VOLUME}: {@code mm2} (an area), {@code mm3} or {@link #PIXELS}. */
	public String volumeUnit() {
		return volumeUnit;
	}

	/** How many of {@link #volumeUnit} a pixel has. */
	double voxel() {
		return voxel;
	}

	/** The value of the case; measures of raters are averaged over those who have one. NaN where nothing can be said. */
	public double value(final AgreementMeasure measure) {
		return mean(values.get(measure));
	}

	/**
	 * The value of one rater; NaN if the rater did not draw this case, or nothing can be said.
	 *
	 * @throws UserException if raters have no values of their own
	 */
	public double value(final AgreementMeasure measure, final String rater) {
		if (!measure.isOfRaters()) throw new UserException(AgreementMessages.ofAllRaters(measure.column()));
		final int r = raters.indexOf(rater);
		return r < 0 ? Double.NaN : values.get(measure)[r];
	}

	/** Dice of two raters; NaN if one of them did not draw this case. */
	public double dice(final String a, final String b) {
		return pair(dice, a, b);
	}

	/** Cohen's kappa of two raters; NaN if one of them did not draw this case or both used one and the same class only. */
	public double kappa(final String a, final String b) {
		return pair(kappa, a, b);
	}

	/** F1 of the objects of two raters; NaN if one of them did not draw this case. */
	public double objectF1(final String a, final String b) {
		return pair(objectF1, a, b);
	}

	private double pair(final double[][] matrix, final String a, final String b) {
		final int i = raters.indexOf(a), j = raters.indexOf(b);
		return i < 0 || j < 0 ? Double.NaN : matrix[i][j];
	}

	/** The mean of what was measured. */
	private static double mean(final double[] values) {
		return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}
}
