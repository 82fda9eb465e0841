package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sfumato.progress.Progress;

/**
 * A piece of work that needs the tensor engine.
 *
 * @param <R> what it gives back
 */
public sealed interface Job<R> permits TrainJob, DistillJob, PredictJob, PredictFolderJob, FuseJob, CountJob, RecalibrateJob,
	SampleJob, EvaluateJob, ImportJob, ExportJob, CrossValidateJob, CheckJob
{

	/** What it may compute with. */
	Compute compute();

	/** The folders that it writes, or writes into. */
	default List<Path> written() {
		return List.of();
	}

	/**
	 * Does the work on the calling thread, which is the one that tensors belong to. {@link JobRunner}s call this; everybody
	 * else calls them.
	 */
	R execute(Workbench bench, Progress progress) throws IOException;
}
