package sfumato.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.scijava.plugin.Plugin;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.methods.Configured;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * {@code shape-average(softness: 0, z: 1)}: averages the signed distance maps of the raters' shapes instead of their labels. For each
 * rater and class, D is the distance to the outline, negative inside; a pixel belongs to the class with the least mean D (Rohlfing and
 * Maurer, Shape-based averaging, IEEE Transactions on Image Processing 16, 2007):
 *
 * <pre>
 * D_rc(x) = distance to the nearest pixel of c − ½   outside,      ½ − distance to the nearest pixel not of c   inside
 * p_c = exp(−D̄_c / softness) / Σ                    (softness 0: 1 for the least D̄, the lowest class among equals)
 * </pre>
 *
 * Outlines that differ by a shift give one that lies between them, smooth where a vote would be ragged. A class that a rater
 * did not draw at all is as far away as the image is long. Raters that have not labelled a pixel do not count there. Needs
 * memory for two images of distances and one per class.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new ShapeAverage().fuse(raters)) // [1, 1, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "shape-average",
	description = "Shape-based average: the mean of the raters' signed distance maps.")
public final class ShapeAverage extends Configured<ShapeAverage.Options> implements LabelFusion {

	/**
	 * @param softness over how many pixels the probability falls from ½ to about ¼ across the outline of two classes (twice
	 *          the distance counts, once for each class); 0 for a hard result
	 * @param z how far apart the slices of a volume are, in units of the width of a pixel, greater than 0
	 */
	public record Options(double softness, double z) {

		public Options {
			if (!(softness >= 0)) throw new UserException(WrongValue.message("softness", softness, "at least 0"));
			if (!(z > 0)) throw new UserException(WrongValue.message("z", z, "greater than 0"));
		}

		public Options() {
			this(0, 1);
		}
	}

	public ShapeAverage() {
		this(new Options());
	}

	public ShapeAverage(final Options options) {
		super(options);
	}

	@Override
	public ProbabilityMap probabilities(final Raters all) {
		final HardRaters raters = all.hard();
		final long[] dims = raters.dimensions();
		final double[] spacing = new double[dims.length];
		Arrays.fill(spacing, 1);
		if (dims.length > 2) spacing[2] = options.z();
		double diagonal = 0;
		for (int d = 0; d < dims.length; d++)
			diagonal += dims[d] * spacing[d] * dims[d] * spacing[d];
		final int k = raters.numClasses();
		// with two classes the distances of one are those of the other with the sign changed
		final List<Img<DoubleType>> sums = new ArrayList<>();
		for (int c = k == 2 ? 1 : 0; c < k; c++) {
			final Img<DoubleType> sum = new PlanarImgFactory<>(new DoubleType()).create(dims);
			for (int r = 0; r < raters.size(); r++)
				add(raters.labels(r), c, spacing, Math.sqrt(diagonal), sum);
			sums.add(sum);
		}
		return probabilities(raters, sums);
	}

	private static void add(final Img<UnsignedByteType> labels, final int c, final double[] spacing, final double diagonal,
		final Img<DoubleType> sum)
	{
		final Img<FloatType> outside = DistanceTransform.of(labels, v -> v == c, spacing);
		final Img<FloatType> inside = DistanceTransform.of(labels, v -> v != c && v != HardRaters.UNLABELED, spacing);
		LoopBuilder.setImages(labels, outside, inside, sum).multiThreaded().forEachPixel((label, out, in, total) -> {
			if (label.get() == HardRaters.UNLABELED) return;
			total.set(total.get() + (label.get() == c ? 0.5 - Math.min(in.get(), diagonal) : Math.min(out.get(), diagonal) -
				0.5));
		});
	}

	private ProbabilityMap probabilities(final HardRaters raters, final List<Img<DoubleType>> sums) {
		final int k = raters.numClasses();
		final ProbabilityMap map = ProbabilityMap.zeros(raters.dimensions(), raters.classes());
		final List<Cursor<DoubleType>> distances = sums.stream().map(s -> Views.flatIterable(s).cursor()).toList();
		final List<Cursor<FloatType>> outputs = new ArrayList<>();
		for (int c = 0; c < k; c++)
			outputs.add(Views.flatIterable(map.channel(c)).cursor());
		final double[] sum = new double[k];
		while (outputs.get(0).hasNext()) {
			if (k == 2) {
				sum[1] = distances.get(0).next().get();
				sum[0] = -sum[1];
			}
			else for (int c = 0; c < k; c++)
				sum[c] = distances.get(c).next().get();
			choose(sum, raters.size());
			for (int c = 0; c < k; c++)
				outputs.get(c).next().set((float) sum[c]);
		}
		return map;
	}

	/** Turns sums of distances into probabilities. */
	private void choose(final double[] sum, final int raters) {
		int least = 0;
		for (int c = 1; c < sum.length; c++)
			if (sum[c] < sum[least]) least = c;
		final double min = sum[least];
		double total = 0;
		for (int c = 0; c < sum.length; c++)
			total += sum[c] = options.softness() == 0 ? c == least ? 1 : 0 : Math.exp((min - sum[c]) / raters / options
				.softness());
		for (int c = 0; c < sum.length; c++)
			sum[c] /= total;
	}

	@Override
	public boolean isHard() {
		return options.softness() == 0;
	}
}
