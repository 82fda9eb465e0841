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

/**
 * Runs the commands' jobs. The tensor engine is started by the first job and freed with the application.
 */
@Plugin(type = Service.class)
public class JobService extends AbstractService implements SciJavaService {

	private final JobRunner runner = new LocalJobs();

	/** {@link JobRunner#run}. */
	public <R> R run(final Job<R> job, final Progress progress) throws IOException {
		return runner.run(job, progress);
	}

	@Override
	public void dispose() {
		runner.close();
	}
}
