package sfumato.commands;

import java.io.IOException;

import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.LocalJobs;
import sfumato.progress.Progress;
import sfumato.training.TrainingMonitor;

/**
 * Runs the commands' jobs. The tensor engine is started by the first job and freed with the application.
 */
@Plugin(type = Service.class)
public class JobService extends AbstractService implements SciJavaService {

	private final JobRunner runner = new LocalJobs();

	/** {@link JobRunner#run(Job, Progress)}. */
	public <R> R run(final Job<R> job, final Progress progress) throws IOException {
		return runner.run(job, progress);
	}

	/** {@link JobRunner#run(Job, Progress, TrainingMonitor)}. */
	public <R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		return runner.run(job, progress, monitor);
	}

	@Override
	public void dispose() {
		runner.close();
	}
}
