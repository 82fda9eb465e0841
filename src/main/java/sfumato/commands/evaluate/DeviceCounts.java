package sfumato.commands.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import sfumato.calibration.CalibrationError;
import sfumato.commands.JobService;
import sfumato.jobs.Compute;
import sfumato.jobs.CountJob;
import sfumato.progress.Progress;
import sfumato.scoring.ComparedCase;

/**
 * Counts pixels on the device that a command names, before the scores are computed.
 *
 * @param device name of the device; with {@code cpu} the scores count pixels themselves, without a tensor engine
 * @param errors the calibration errors that will be computed
 */
record DeviceCounts(String device, List<CalibrationError> errors, JobService jobs, Progress progress) {

	/** Counts the pixels of a case on the device, unless this is the processor, and returns the case. */
	ComparedCase of(final ComparedCase c) {
		if (device.equals("cpu")) return c;
		try {
			final CountJob job = CountJob.of(c.labels(), errors, new Compute(device, 0));
			job.tell(c.labels(), jobs.run(job, progress));
			return c;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
