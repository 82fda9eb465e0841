package sfumato.commands.evaluate;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sfumato.agreement.AgreementMeasure;
import sfumato.api.Agreement;
import sfumato.api.Raters;
import sfumato.fusion.RaterEntropy;
import sfumato.fusion.RaterVariance;
import sfumato.images.ImagePlusMaps;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.plots.MatrixPlot;
import sfumato.plots.Overlays;
import sfumato.plots.PerceptualLut;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Images of the raters of a stack: outlines and disagreement. */
public record RaterPictures(String title, HardRaters raters, StackGeometry geometry) {

	private static final int OUTLINES_WIDTH = 1024;

	/** Of raters that were read already. */
	static RaterPictures of(final String title, final Raters raters, final StackGeometry geometry) {
		final List<Img<UnsignedByteType>> labels = raters.labels();
		return new RaterPictures(title, HardRaters.read(raters.names(), labels, labels.get(0).dimensionsAsLongArray(), LabelClass.defaults(raters
			.classNames().size()), raters.isPartial(), List.of()), geometry);
	}

	/** Dice of each rater with each and with the majority, averaged over the cases. */
	static ImagePlus matrix(final String title, final Agreement agreement) {
		final List<String> names = agreement.raters();
		final double[][] dice = agreement.diceMatrix();
		for (final double[] row : dice)
			for (int c = 0; c < row.length; c++)
				row[c] *= 100;
		return MatrixPlot.of(title + "-dice", names, dice, new MatrixPlot.Column("majority", names.stream().mapToDouble(
			r -> 100 * agreement.mean(AgreementMeasure.MAJORITY_DICE.column(), r).mean()).toArray()), "Dice (%)");
	}

	/**
	 * Returns the disagreement of each pixel as entropy in bits or as variance, 32-bit, with a display range from 0 to the maximum of the
	 * classes; null if none was chosen.
	 */
	ImagePlus disagreement(final String kind) {
		if (kind.equalsIgnoreCase("none")) return null;
		final boolean entropy = kind.equalsIgnoreCase("entropy");
		if (!entropy && !kind.equalsIgnoreCase("variance")) throw new UserException(
			WrongValue.message("map", kind, "one of entropy, variance, none"));
		final Img<FloatType> values = entropy ? RaterEntropy.of(raters) : RaterVariance.of(raters);
		final long[] dims = raters.dimensions();
		final ImageStack stack = new ImageStack((int) dims[0], (int) dims[1]);
		for (int z = 0; z < geometry.planes(); z++) {
			final float[] pixels = new float[stack.getWidth() * stack.getHeight()];
			final Cursor<FloatType> in = Views.flatIterable(plane(values, z)).cursor();
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = in.next().get();
			stack.addSlice(new FloatProcessor(stack.getWidth(), stack.getHeight(), pixels));
		}
		final ImagePlus imp = new ImagePlus(title + "-" + (entropy ? "entropy" : "variance"), stack);
		imp.setDimensions(1, geometry.slices(), geometry.frames());
		imp.setOpenAsHyperStack(geometry.frames() > 1);
		geometry.applyTo(imp);
		imp.getCalibration().setValueUnit(entropy ? "bit" : "variance");
		imp.setLut(PerceptualLut.lut());
		final double shares = Math.min(raters.numClasses(), raters.size());
		imp.setDisplayRange(0, Math.max(0.01, entropy ? Math.log(shares) / Math.log(2) : (1 - 1 / shares) / 2));
		return imp;
	}

	/**
	 * Draws the outlines of all raters; for a volume, in the plane with the most disagreement.
	 *
	 * @param image background image, in its current channel; null for black
	 */
	public ImagePlus outlines(final ImagePlus image, final Progress progress) {
		return outlines(image, OUTLINES_WIDTH, progress);
	}

	/** Draws the outlines with a maximum width in pixels; see {@link #outlines(ImagePlus, Progress)}. */
	public ImagePlus outlines(final ImagePlus image, final int width, final Progress progress) {
		final int z = mostDisputed();
		if (geometry.planes() > 1) progress.log(EvaluateMenuMessages.mostDisputedPlane(z, geometry.planes()));
		final HardRaters plane = raters.plane(z);
		final List<Overlays.Outline> outlines = new ArrayList<>();
		final List<LabelClass> colors = LabelClass.defaults(raters.size() + 1);
		for (int r = 0; r < raters.size(); r++)
			outlines.add(new Overlays.Outline(raters.name(r).matches("\\d+") ? "rater " + raters.name(r) : raters.name(r), drawn(
				plane.labels(r)), new Color(colors.get(r + 1).rgb())));
		return Overlays.draw(title + "-outlines", image == null ? ProbabilityMap.create(new FloatType(), plane.dimensions())
			: background(image, z), outlines, width);
	}

	/** Returns the labels to outline. Unlabelled pixels have no outline. */
	private RandomAccessibleInterval<UnsignedByteType> drawn(final Img<UnsignedByteType> labels) {
		return raters.hasUnlabeled() ? Converters.convert((RandomAccessibleInterval<UnsignedByteType>) labels, (in, out) -> out
			.set(in.get() == HardRaters.UNLABELED ? 0 : in.get()), new UnsignedByteType()) : labels;
	}

	/** Returns the current channel of a plane of an image of the same size. */
	public RandomAccessibleInterval<FloatType> background(final ImagePlus image, final int z) {
		final RandomAccessibleInterval<FloatType> all = ImagePlusMaps.floats(image);
		final int last = all.numDimensions() - 1;
		final int planes = image.getNSlices() * image.getNFrames();
		if (planes != geometry.planes()) throw new UserException(EvaluateMenuMessages.imageAndRaters(Excerpt.of(image.getTitle()),
			planes, geometry.planes()));
		return plane(Views.hyperSlice(all, last, Math.min(all.dimension(last), image.getC()) - 1), z);
	}

	/** Returns the plane with the most disagreement. */
	public int mostDisputed() {
		if (geometry.planes() == 1) return 0;
		final Img<FloatType> entropy = RaterEntropy.of(raters);
		int most = 0;
		double largest = -1;
		for (int z = 0; z < geometry.planes(); z++) {
			double sum = 0;
			for (final FloatType v : Views.iterable(plane(entropy, z)))
				if (!Float.isNaN(v.get())) sum += v.get();
			if (sum > largest) {
				largest = sum;
				most = z;
			}
		}
		return most;
	}

	private static RandomAccessibleInterval<FloatType> plane(final RandomAccessibleInterval<FloatType> image, final int z) {
		return image.numDimensions() == 2 ? image : Views.hyperSlice(image, 2, z);
	}
}
