package sfumato.metrics;

import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Volume error: the predicted minus the reference volume (in 2D images the area):
 *
 * <pre>
 * (|A| − |B|) · volume of a pixel,   relative: (|A| − |B|) / |B|
 * </pre>
 *
 * where |·| counts the pixels of the most probable class, or sums probabilities ({@code soft: true}): a model may be certain
 * of no border pixel and still right about how much there is. The relative error of an empty reference is NaN, but 0 if the
 * prediction is empty, too.
 * <p>
 * Any number of pixels' volumes, 0 being best. Heimann et al., IEEE TMI 28 (2009), take the absolute value of the relative one.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("1110000000"), reference = OneRow.labels("0111100000");
 * new VolumeError().evaluate(prediction, reference) // -1.0
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "volume-error",
	description = "Volume error: predicted minus reference volume (area), in the image's unit or, if relative, in percent.")
public final class VolumeError extends Configured<VolumeError.Options> implements SegmentationMetric {

	/**
	 * @param relative whether it is divided by the reference's volume; default false
	 * @param soft whether probabilities are summed instead of pixels counted; default false
	 */
	public record Options(boolean relative, boolean soft) {

		public Options() {
			this(false, false);
		}
	}

	public VolumeError() {
		this(new Options());
	}

	public VolumeError(final Options options) {
		super(options);
	}

	@Override
	public double[] perClass(final Comparison images) {
		return IntStream.range(0, images.numClasses()).mapToDouble(c -> {
			final double predicted, real;
			if (options.soft()) {
				predicted = SoftSums.of(images).prediction(c);
				real = SoftSums.of(images).reference(c);
			}
			else {
				final ConfusionMatrix counts = ConfusionMatrix.of(images);
				predicted = counts.truePositives(c) + counts.falsePositives(c);
				real = counts.truePositives(c) + counts.falseNegatives(c);
			}
			if (!options.relative()) return (predicted - real) * images.pixelVolume();
			return predicted == real ? 0 : real == 0 ? Double.NaN : (predicted - real) / real;
		}).toArray();
	}

	@Override
	public boolean[] counted(final Comparison images, final CountedClasses classes) {
		return options.soft() ? SoftSums.of(images).counted(classes) : SegmentationMetric.super.counted(images, classes);
	}

	@Override
	public boolean readsSoftReference() {
		return options.soft();
	}

	@Override
	public String column() {
		return (options.relative() ? "Relative" : "") + (options.soft() ? "Soft" : "") + "VolumeError";
	}

	@Override
	public double tableFactor() {
		return options.relative() ? 100 : 1;
	}

	@Override
	public double perfect() {
		return 0;
	}
}
