package sfumato.jobs;

import java.util.List;

import sfumato.calibration.Binning;
import sfumato.calibration.CalibrationError;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.engine.ComparisonTensors;
import sfumato.labels.Comparison;
import sfumato.metrics.ConfusionMatrix;
import sfumato.progress.Progress;

/**
 * Counts in tensors what metrics and calibration errors will be made of. The comparison keeps the counts, so that whoever scores it
 * afterwards finds them there: all metrics of counts, and ECE of all pixels in bins of equal width. What else is asked for looks at
 * more than counts and is left to the processor.
 */
public record CountJob(Comparison images, List<CalibrationError> errors, Compute compute) implements Job<Comparison> {

	@Override
	public Comparison execute(final Workbench bench, final Progress progress) {
		images.once(ConfusionMatrix.class, () -> ComparisonTensors.labels(images, bench.device(), progress));
		for (final CalibrationError error : errors) {
			if (!(error instanceof final ExpectedCalibrationError e)) continue;
			final ExpectedCalibrationError.Options o = e.options();
			if (o.binning() == Binning.WIDTH && o.band() == 0) images.once(new ExpectedCalibrationError.Kept(o.of(), o.bins()),
				() -> ComparisonTensors.confidences(images, o.of(), o.bins(), bench.device(), progress));
		}
		return images;
	}
}
