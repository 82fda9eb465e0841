package sfumato.commands.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;

import sfumato.data.LabelledStack;
import sfumato.images.ClassNames;
import sfumato.images.ImagePlusMaps;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Interprets an open stack of labels beside the images that it labels. With N planes (slices or frames) of images, it may be
 * <ul>
 * <li>N planes of label maps, or 32-bit with fractions, of the foreground's probability;</li>
 * <li>N planes with several 32-bit channels that sum to 1: a class per channel;</li>
 * <li>N planes with several channels of whole numbers: a rater per channel;</li>
 * <li>slices for one and frames for the other of planes and raters.</li>
 * </ul>
 */
final class OpenLabels {

	/** Maximum number of distinct 8-bit values that are taken as classes. */
	private static final int MANY = HardRaters.MAX_FOUND_CLASSES;

	private final ImagePlus labels;
	private final ImagePlus images;
	private final int planes;
	/** Axis of the raters; null for a single rater whose classes are the channels. */
	private final RaterAxis axis;

	/**
	 * Interprets label images by their sizes, and by their values if sizes do not suffice.
	 *
	 * @param asked the axis that the user chose, or {@link RaterAxis#AUTO}
	 * @throws UserException if images and labels do not fit, or the interpretation is ambiguous
	 */
	OpenLabels(final ImagePlus labels, final ImagePlus images, final RaterAxis asked) {
		this.labels = labels;
		this.images = images;
		planes = images.getNSlices() * images.getNFrames();
		if (labels.getWidth() != images.getWidth() || labels.getHeight() != images.getHeight()) throw new UserException(
			TrainMenuMessages.labelSize(name(), labels.getWidth(), labels.getHeight(), Excerpt.of(images.getTitle()),
				images.getWidth(), images.getHeight()));
		if (labels.getType() == ImagePlus.COLOR_RGB) throw new UserException(TrainMenuMessages.colourLabels(name()));
		axis = asked == RaterAxis.AUTO ? find() : named(asked);
	}

	private String name() {
		return "The labels \"" + labels.getTitle() + "\"";
	}

	private RaterAxis named(final RaterAxis asked) {
		final int left = StackGeometry.of(labels).without(asked).planes();
		if (left != planes) throw new UserException(TrainMenuMessages.ratersPerPlane(asked, name().replace("The", "the"), left,
			Excerpt.of(images.getTitle()), planes));
		return asked;
	}

	private RaterAxis find() {
		final int c = labels.getNChannels(), z = labels.getNSlices(), t = labels.getNFrames();
		final boolean flat = z == 1 || t == 1 || images.getNSlices() == 1 || images.getNFrames() == 1;
		if (z * t == planes && (flat || z == images.getNSlices())) return c > 1 && areClasses() ? null : RaterAxis.CHANNEL;
		final boolean slices = t == planes && z > 1, frames = z == planes && t > 1;
		if (slices && frames) throw new UserException(TrainMenuMessages.whichAxis(name(), z, t));
		if (slices) return RaterAxis.SLICE;
		if (frames) return RaterAxis.FRAME;
		throw new UserException(TrainMenuMessages.labelPlanes(name(), z, t, Excerpt.of(images.getTitle()), images.getNSlices(),
			images.getNFrames(), images.getNChannels()));
	}

	/**
	 * Whether several channels are class probabilities; else each channel is a label map.
	 *
	 * @throws UserException if the channels are neither, or both are possible
	 */
	private boolean areClasses() {
		final RandomAccessibleInterval<FloatType> all = ImagePlusMaps.floats(labels);
		final int last = all.numDimensions() - 1, c = labels.getNChannels();
		final RandomAccess<FloatType> value = all.randomAccess();
		final Cursor<FloatType> pixel = Views.flatIterable(Views.hyperSlice(all, last, 0)).localizingCursor();
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
		boolean whole = true;
		while (pixel.hasNext()) {
			pixel.fwd();
			for (int d = 0; d < last; d++)
				value.setPosition(pixel.getLongPosition(d), d);
			double sum = 0;
			for (int k = 0; k < c; k++) {
				value.setPosition(k, last);
				final float v = value.get().get();
				whole &= v == Math.rint(v) || Float.isNaN(v);
				sum += v;
			}
			if (Double.isNaN(sum)) continue;
			least = Math.min(least, sum);
			most = Math.max(most, sum);
		}
		final boolean ones = Math.abs(least - 1) <= ProbabilityMap.SUM_TOLERANCE && Math.abs(most - 1) <= ProbabilityMap.SUM_TOLERANCE;
		final boolean bytes = Math.abs(least - 255) <= c && Math.abs(most - 255) <= c; // each may be rounded
		if (labels.getType() == ImagePlus.GRAY32 && ones) return true;
		if (ones || bytes) throw new UserException(TrainMenuMessages.channelsAreClasses(name(), c, ones));
		if (whole) return false;
		throw new UserException(TrainMenuMessages.channelsAreNoClasses(name(), c, (float) least, (float) most));
	}

	/**
	 * Adds the labels to images.
	 *
	 * @param ignore value of unlabelled pixels in label maps
	 * @param log receives a line about the interpretation
	 */
	LabelledStack label(final LabelledStack stack, final MissingLabels ignore, final Consumer<String> log) {
		final LabelledStack.Origin origin = OpenStack.origin(labels);
		if (axis == null || axis.isSoft(labels)) {
			if (!ignore.equals(MissingLabels.NONE)) throw new UserException(TrainMenuMessages.ignoreOfProbabilities(name(),
				ignore));
			requireProbabilities();
			log.accept(describe());
			return stack.with(origin, axis != null ? axis.splitSoft(labels) : SoftRaters.of(List.of("1"), List.of(ProbabilityMap.of(
				ImagePlusMaps.floats(labels), ClassNames.ofChannels(labels)))));
		}
		requireClasses();
		final HardRaters read = axis.splitHard(labels, OptionalInt.empty(), OptionalInt.empty(), ignore, LabelNumbers.CLASSES);
		log.accept(describe());
		read.notes().forEach(log);
		return stack.with(origin, read);
	}

	private void requireProbabilities() {
		float most = 0;
		boolean whole = true;
		for (final FloatType v : Views.flatIterable(ImagePlusMaps.floats(labels))) {
			if (Float.isNaN(v.get())) continue;
			most = Math.max(most, v.get());
			whole &= v.get() == Math.rint(v.get());
		}
		if (most <= 1 + ProbabilityMap.SUM_TOLERANCE) return;
		throw new UserException(whole ? TrainMenuMessages.classNumbersBesideNaN(name(), (int) most) :
			TrainMenuMessages.noProbabilities(name(), most));
	}

	/** Refuses 8-bit images with too many values to be classes. */
	private void requireClasses() {
		if (labels.getBitDepth() != 8) return;
		final boolean[] seen = new boolean[256];
		int different = 0, most = 0;
		for (int i = 1; i <= labels.getStackSize(); i++)
			for (final byte b : (byte[]) labels.getStack().getPixels(i)) {
				if (seen[b & 0xFF]) continue;
				seen[b & 0xFF] = true;
				different++;
				most = Math.max(most, b & 0xFF);
			}
		if (different > MANY) throw new UserException(TrainMenuMessages.scaledProbabilities(name(), different, most));
	}

	/** Describes the interpretation in one sentence for dialog and log. */
	String describe() {
		if (axis == null) return TrainMenuMessages.probabilities(labels.getTitle(), labels.getNChannels());
		final int n = axis.length(labels);
		final boolean soft = axis.isSoft(labels);
		return TrainMenuMessages.raters(labels.getTitle(), n, axis, soft, axis != RaterAxis.CHANNEL ? labels.getNChannels()
			: 1);
	}
}
