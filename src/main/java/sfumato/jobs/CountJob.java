package sfumato.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.calibration.Binning;
import sfumato.calibration.CalibrationError;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.engine.counting.ComparisonTensors;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.ConfusionMatrix;
import sfumato.progress.Progress;

/**
 * Counts pixels on the device for metrics and calibration errors: all metrics of counts, and ECE of all pixels in equal-width bins.
 * All other metrics and errors need more than counts and are computed on the CPU.
 *
 * @param prediction beside {@code reference}, of the same size and classes
 * @param region (X, Y[, Z]): 0 where a pixel does not count; empty if all do
 * @param diagrams which reliability diagrams are wanted
 */
public record CountJob(ProbabilityMap prediction, ProbabilityMap reference, Optional<RandomAccessibleInterval<FloatType>> region,
	List<ExpectedCalibrationError.DiagramKey> diagrams, Compute compute) implements Job<CountJob.Counts>
{

	/**
	 * What was counted.
	 *
	 * @param diagrams in the requested order
	 */
	public record Counts(ConfusionMatrix labels, List<ReliabilityDiagram> diagrams) {}

	/** A job with the counts that these errors need. */
	public static CountJob of(final Comparison images, final List<CalibrationError> errors, final Compute compute) {
		final List<ExpectedCalibrationError.DiagramKey> diagrams = new ArrayList<>();
		for (final CalibrationError error : errors) {
			if (!(error instanceof final ExpectedCalibrationError e)) continue;
			final ExpectedCalibrationError.Options o = e.options();
			if (o.binning() == Binning.WIDTH && o.band() == 0) diagrams.add(new ExpectedCalibrationError.DiagramKey(o.of(), o.bins()));
		}
		return new CountJob(images.prediction(), images.reference(), images.region().map(r -> Converters.convertRAI(r, (a, b) -> b
			.setReal(a.get()), new FloatType())), diagrams.stream().distinct().toList(), compute);
	}

	/** Caches the counts in a comparison, so that scores use them. */
	public void tell(final Comparison images, final Counts counts) {
		images.cached(ConfusionMatrix.class, counts::labels);
		for (int d = 0; d < diagrams.size(); d++) {
			final ReliabilityDiagram diagram = counts.diagrams().get(d);
			images.cached(diagrams.get(d), () -> diagram);
		}
	}

	@Override
	public String title() {
		return "an evaluation";
	}

	@Override
	public long bytes() {
		return JobMemory.pixels(prediction.image().dimensionsAsLongArray(), 2);
	}

	@Override
	public Counts execute(final Workbench bench, final Progress progress) {
		final Comparison all = Comparison.of(prediction, reference);
		final Comparison images = region.map(r -> all.within(bytes(r))).orElse(all);
		final int parts = 1 + diagrams.size();
		final ConfusionMatrix labels = ComparisonTensors.labels(images, bench.device(), progress.part(0, 1.0 / parts));
		final List<ReliabilityDiagram> counted = new ArrayList<>();
		for (final ExpectedCalibrationError.DiagramKey d : diagrams) {
			final double done = 1.0 + counted.size();
			counted.add(ComparisonTensors.confidences(images, d.of(), d.bins(), bench.device(), progress.part(done / parts, (done +
				1) / parts)));
		}
		return new Counts(labels, counted);
	}

	private static Img<UnsignedByteType> bytes(final RandomAccessibleInterval<FloatType> region) {
		final Img<UnsignedByteType> bytes = ArrayImgs.unsignedBytes(region.dimensionsAsLongArray());
		LoopBuilder.setImages(region, bytes).forEachPixel((a, b) -> b.set(a.get() == 0 ? 0 : 1));
		return bytes;
	}
}
