package sfumato.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.scijava.plugin.Plugin;

import net.imglib2.FinalInterval;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Expected calibration error (ECE): pixels are sorted by confidence into bins, and the difference of accuracy and mean confidence is
 * averaged over the pixels, Σ_b n_b/N · |accuracy_b − confidence_b|. See {@link ReliabilityDiagram} for what is counted.
 * <p>
 * Where most of an image is certain background, ECE is small whatever happens at the borders; compare it between methods on
 * the same images only, or look at the border alone ({@code band}). Guo et al., On calibration of modern neural networks, ICML 2017
 * (15 bins); 10 bins as in the Dice-semimetric-loss paper, MICCAI 2023. Bins of equal mass: Nguyen and O'Connor, EMNLP 2015.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6), reference = OneRow.labels("11101100");
 * new ExpectedCalibrationError().evaluate(prediction, reference) // 0.125
 * }</pre>
 */
@Plugin(type = CalibrationError.class, name = "ece",
	description = "Expected calibration error (ECE): mean difference of accuracy and confidence of the most probable class, over bins.")
public final class ExpectedCalibrationError extends Configured<ExpectedCalibrationError.Options> implements AdditiveError {

	/** The event whose probability is compared with its frequency. */
	public enum Of {
		/** The most probable class is the true class. */
		LABEL,
		/** The pixel is not background. */
		FOREGROUND;

		BinaryEvent event() {
			return this == LABEL ? BinaryEvent.TOP_LABEL : BinaryEvent.FOREGROUND;
		}
	}

	/**
	 * @param bins how many bins [0, 1] is cut into, from 1 to 1000; default 10
	 * @param binning whether bins are equally wide (default) or hold equally many pixels
	 * @param of what a probability is held to; default {@link Of#LABEL}
	 * @param band if greater than 0, only pixels at most so far from a border between classes of the reference count, in the unit
	 *          of the image; default 0: all
	 */
	public record Options(int bins, Binning binning, Of of, double band) {

		public Options {
			ReliabilityDiagram.checkBins(bins);
			BorderBand.check(band);
		}

		public Options() {
			this(10);
		}

		public Options(final int bins) {
			this(bins, Binning.WIDTH, Of.LABEL, 0);
		}
	}

	/**
	 * The key by which a comparison keeps its diagram with bins of equal width ({@link Comparison#cached}).
	 *
	 * @param of what a probability is held to
	 * @param bins how many there are
	 */
	public record DiagramKey(Of of, int bins) {}

	public ExpectedCalibrationError() {
		this(new Options());
	}

	public ExpectedCalibrationError(final Options options) {
		super(options);
	}

	/** The same with bins that are equally wide, so that diagrams of several images can be added up. */
	public ExpectedCalibrationError withEqualWidth() {
		return new ExpectedCalibrationError(new Options(options.bins(), Binning.WIDTH, options.of(), options.band()));
	}

	/** {@inheritDoc} With bins of equal width, as others depend on all pixels. */
	@Override
	public boolean isAdditive() {
		return options.binning() == Binning.WIDTH;
	}

	@Override
	public long[] sums(final Comparison image) {
		return diagram(List.of(image)).toFlat();
	}

	@Override
	public double evaluate(final long[] sums) {
		return ReliabilityDiagram.ofFlat(sums).expectedError();
	}

	@Override
	public double evaluate(final List<Comparison> images) {
		return diagram(images).expectedError();
	}

	/** The reliability diagram from which the error is computed. */
	public ReliabilityDiagram diagram(final List<Comparison> images) {
		final List<Comparison> some = BorderBand.of(images, options.band());
		final BinaryEvent event = options.of().event();
		if (options.binning() != Binning.WIDTH) return ReliabilityDiagram.of(some, event, options.binning().edges(some, event,
			options.bins()));
		final float[] edges = ReliabilityDiagram.equalWidth(options.bins());
		return some.stream().map(image -> image.cached(new DiagramKey(options.of(), options.bins()), () -> ReliabilityDiagram.of(List.of(
			image), event, edges))).reduce(ReliabilityDiagram::plus).orElseThrow();
	}

	/**
	 * {@link #diagram} of each tile of an image, with the edges of the whole; they add up to it.
	 *
	 * @param side of the tiles in pixels along X and Y; those at the edge may be smaller
	 */
	List<ReliabilityDiagram> tiles(final Comparison image, final int side) {
		final List<Comparison> some = BorderBand.of(List.of(image), options.band());
		final BinaryEvent event = options.of().event();
		final float[] edges = options.binning().edges(some, event, options.bins());
		final long[] size = image.prediction().spatialDimensions();
		final List<ReliabilityDiagram> tiles = new ArrayList<>();
		for (long y = 0; y < size[1]; y += side)
			for (long x = 0; x < size[0]; x += side) {
				final long[] min = new long[size.length], max = Arrays.stream(size).map(s -> s - 1).toArray();
				min[0] = x;
				min[1] = y;
				max[0] = Math.min(size[0], x + side) - 1;
				max[1] = Math.min(size[1], y + side) - 1;
				tiles.add(ReliabilityDiagram.of(some.get(0), new FinalInterval(min, max), event, edges));
			}
		return tiles;
	}

	@Override
	public String column() {
		return "ECE" + (options.of() == Of.FOREGROUND ? "_foreground" : "") + (options.band() > 0 ? "_band" : "") + (options
			.binning() == Binning.MASS ? "_mass" : "");
	}
}
