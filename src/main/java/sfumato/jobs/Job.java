package sfumato.jobs;

import java.io.IOException;

import sfumato.progress.Progress;

/**
 * A piece of work that needs the tensor engine.
 *
 * @param <R> what it gives back
 */
public sealed interface Job<R> permits TrainJob, DistillJob, PredictJob, PredictFolderJob, FuseJob, RecalibrateJob, SampleJob,
	EvaluateJob, ImportJob, ExportJob, CrossValidateJob
{

	/** What it may compute with. */
	Compute compute();

	/**
	 * Does the work on the calling thread, which is the one that tensors belong to. {@link JobRunner}s call this; everybody
	 * else calls them.
	 */
	R execute(Workbench bench, Progress progress) throws IOException;
}
