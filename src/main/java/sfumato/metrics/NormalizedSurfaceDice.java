package sfumato.metrics;

import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Normalized surface Dice (NSD): the share of both surfaces within a tolerance of the other. With a tolerance of what raters differ
 * by, it asks which part of the outline a person would have to correct. Two empty masks score 1, one empty mask 0.
 * <p>
 * Nikolov et al., Clinically applicable segmentation of head and neck anatomy, JMIR 23 (2021). With {@code weight: AREA} it is theirs:
 * elements of the surface count by their area ({@link SurfaceElements}). With {@code weight: PIXELS} every surface pixel counts the
 * same, though it stands for more or less of the surface; where pixels are not cubes or outlines are oblique the two differ a lot.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new NormalizedSurfaceDice().evaluate(prediction, reference) // 0.75
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "surface-dice", description = "Normalized surface Dice (NSD): share of both surfaces" +
	" within a tolerance, in percent, by surface pixels or by area.")
public final class NormalizedSurfaceDice extends SurfaceMetric<NormalizedSurfaceDice.Options> {

	/** The unit of the shares. */
	public enum Weight {
		/** Surface pixels: those of the mask beside one that is not, between whose centres distances are. */
		PIXELS,
		/** Area of the surface between pixels, or in flat images length of the outline, as in the paper. */
		AREA
	}

	/**
	 * @param tolerance at least 0, in the unit of the image (pixels if it has none); default 1
	 * @param weight default {@link Weight#PIXELS}
	 */
	public record Options(double tolerance, Weight weight) {

		public Options {
			if (!(tolerance >= 0)) throw new UserException(WrongValue.message("tolerance", tolerance, "0 or more"));
		}

		public Options() {
			this(1, Weight.PIXELS);
		}
	}

	public NormalizedSurfaceDice() {
		this(new Options());
	}

	public NormalizedSurfaceDice(final Options options) {
		super(options);
	}

	@Override
	public double[] perClass(final Comparison images) {
		if (options.weight() == Weight.PIXELS) return super.perClass(images);
		return IntStream.range(0, images.numClasses()).mapToDouble(c -> {
			final double share = c == 0 ? Double.NaN : SurfaceElements.of(images, c).within(options.tolerance());
			return c > 0 && Double.isNaN(share) ? ofEmptyMasks() : share;
		}).toArray();
	}

	@Override
	double score(final SurfaceDistances d) {
		// distances are kept in 32 bits, in which 0.3 is larger than 0.3
		return d.bothEmpty() ? 1 : d.stream().map(v -> v <= (float) options.tolerance() ? 1 : 0).average().orElseThrow();
	}

	@Override
	double ofOneEmpty(final Comparison images) {
		return 0;
	}

	@Override
	public String column() {
		return options.weight() == Weight.AREA ? "NSD_area" : "NSD";
	}
}
