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

	/** What the job is, for other people who wait for it, as the middle of a sentence: {@code the training of "kidney"}. */
	String title();

	/**
	 * Estimates the memory that the job takes of the computer, beside Java, the tensor library and images.
	 *
	 * @return bytes
	 * @throws IOException if an input that says so cannot be read
	 * @throws sfumato.text.UserException if an input is invalid
	 */
	long bytes() throws IOException;

	/** The output folders of the job. */
	default List<Path> written() {
		return List.of();
	}

	/**
	 * Runs the job on the calling thread, which must be the engine's. Call it through a {@link JobRunner} only.
	 */
	R execute(Workbench bench, Progress progress) throws IOException;
}
