package sfumato.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.LoadedCase;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.Normalization;
import sfumato.data.sampling.Sample;
import sfumato.fusion.LabelFusion;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelSmoothing;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.text.UserException;

/**
 * Training data: the planes of all cases with targets fused from their raters.
 * <p>
 * Patches are normalized after resizing ({@link Sample#mapping()}), with statistics of the whole case.
 * Cases without raters have no targets; they are for objectives that need none.
 * Unlabelled pixels do not count, and planes without any labelled pixel are left out.
 * Deterministic fusions are computed once per case, random ones again for every plane and epoch.
 */
public final class TrainingData {

	/** @param raters the raters of a random fusion; null if the target is fixed */
	private record Plane(String name, Sample sample, Raters raters) {}

	private final List<Plane> planes;
	private final List<LabelClass> classes;
	private final LabelFusion fusion;

	/**
	 * Fuses the raters and fits the normalization.
	 *
	 * @param cases at least one; all with the same number of channels and classes
	 */
	public TrainingData(final List<LoadedCase> cases, final LabelFusion fusion, final Normalization normalization) {
		if (cases.isEmpty()) throw new UserException(TrainingMessages.noCases());
		this.fusion = fusion;
		classes = cases.get(0).raters().classes();
		planes = new ArrayList<>();
		for (final LoadedCase c : cases) {
			requireSame(cases.get(0), c);
			final RandomAccessibleInterval<FloatType> image = c.image().image();
			final GreyMapping mapping = mapping(c, normalization);
			final ProbabilityMap target = target(c);
			final boolean random = fusion.isRandom() && c.raters().size() > 0;
			// probabilities may remain such in whatever way they are fused
			final boolean hard = fusion.isHard() && (c.raters() instanceof HardRaters || !random && target.isHard());
			for (int z = 0; z < c.image().numPlanes(); z++) {
				final RandomAccessibleInterval<FloatType> plane = c.image().isVolume() ? Views.hyperSlice(image, 2, z) : image;
				final Sample sample = Sample.of(plane, target.plane(z), hard).withMapping(mapping);
				if (sample.isLabelled()) planes.add(new Plane(c.name(), sample, random ? c.raters().plane(z) : null));
			}
		}
		if (planes.isEmpty()) throw new UserException(cases.size() == 1 ? TrainingMessages.nothingLabelled(cases.get(0).name())
			: TrainingMessages.nothingLabelled(cases.size()));
	}

	/** The target of a case; unlabelled pixels are background and masked. */
	private ProbabilityMap target(final LoadedCase c) {
		final Raters raters = c.raters();
		if (raters.size() > 0) return c.fuse(fusion);
		final ProbabilityMap background = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		Views.iterable(background.channel(0)).forEach(FloatType::setOne);
		return background;
	}

	private static GreyMapping mapping(final LoadedCase c, final Normalization normalization) {
		try {
			return normalization.mapping(c.image().image());
		}
		catch (final UserException e) {
			throw new UserException("Case " + c.name() + ": " + e.getMessage(), e);
		}
	}

	private static void requireSame(final LoadedCase first, final LoadedCase other) {
		if (first.image().numChannels() != other.image().numChannels()) throw new
			UserException(TrainingMessages.channelsDiffer(other.name(), other.image().numChannels(), first.name(),
			first.image().numChannels()));
		if (first.raters().numClasses() != other.raters().numClasses()) throw new
			UserException(TrainingMessages.classesDiffer(other.name(), other.raters().numClasses(), first.name(),
			first.raters().numClasses()));
	}

	/**
	 * Whether a target of a labelled pixel lies strictly between 0 and 1. The values decide: an average of raters who all agree is hard.
	 *
	 * @param smoothing of the labels; it is tried on whole planes, with every rater where one is chosen at random
	 */
	boolean isSoft(final LabelSmoothing smoothing) {
		for (final Plane plane : planes) {
			if (isSoft(plane.sample(), smoothing)) return true;
			for (int r = 0; plane.raters() != null && r < plane.raters().size(); r++)
				if (isSoft(plane.sample().withTarget(fusion.fuse(plane.raters().only(r))), smoothing)) return true;
		}
		return false;
	}

	private static boolean isSoft(final Sample sample, final LabelSmoothing smoothing) {
		final int n = sample.width() * sample.height();
		float[] target = sample.target();
		if (!smoothing.isHard()) {
			target = target.clone();
			smoothing.apply(target, sample.mask(), sample.classes(), sample.width(), sample.height());
		}
		for (int i = 0; i < target.length; i++)
			if (target[i] > 0 && target[i] < 1 && (sample.labelled() == null || sample.labelled()[i % n])) return true;
		return false;
	}

	/** How many planes there are. */
	public int size() {
		return planes.size();
	}

	public int numChannels() {
		return planes.get(0).sample().channels();
	}

	public List<LabelClass> classes() {
		return classes;
	}

	/** The longest side of all planes, in pixels. */
	public int largestSide() {
		return planes.stream().mapToInt(p -> Math.max(p.sample().width(), p.sample().height())).max().orElseThrow();
	}

	/** Whether a rater of a plane has named a class anywhere. */
	boolean shows(final int index, final int number) {
		final Plane plane = planes.get(index);
		if (plane.raters() == null) return shows(plane.sample(), number);
		return IntStream.range(0, plane.raters().size()).anyMatch(r -> shows(plane.sample().withTarget(fusion.fuse(plane.raters().only(r))),
			number));
	}

	private static boolean shows(final Sample sample, final int number) {
		return IntStream.range(0, sample.width() * sample.height()).anyMatch(i -> sample.shows(number, i));
	}

	/** The case that a plane is of. */
	String name(final int index) {
		return planes.get(index).name();
	}

	/** A plane with the target it has in an epoch. */
	Sample sample(final int index, final int epoch, final long seed) {
		final Plane plane = planes.get(index);
		if (plane.raters() == null) return plane.sample();
		final LabelFusion draw = fusion.withSeed(Seeds.of(seed, Seeds.Purpose.RATER, epoch, index));
		return plane.sample().withTarget(draw.fuse(plane.raters()));
	}
}
