package sfumato.jobs;

import java.io.IOException;

import org.scijava.service.SciJavaService;

/** A service of an application whose parts share one runner of jobs, and thus one process that computes. */
public interface SharedJobs extends SciJavaService {

	/**
	 * The runner, which the application closes; it starts with the first job.
	 *
	 * @throws IOException in a sentence, if it cannot be told where jobs are to run
	 */
	JobRunner runner() throws IOException;
}
