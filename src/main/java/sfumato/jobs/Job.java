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

	/** The compute settings. */
	Compute compute();

	/** The output folders of the job. */
	default List<Path> written() {
		return List.of();
	}

	/**
	 * Runs the job on the calling thread, which must be the engine's. Call it through a {@link JobRunner} only.
	 */
	R execute(Workbench bench, Progress progress) throws IOException;
}
