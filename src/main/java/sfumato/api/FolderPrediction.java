package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import sfumato.jobs.PredictFolderJob;
import sfumato.jobs.Shard;
import sfumato.prediction.PredictionOutput;
import sfumato.text.UserException;

/**
 * Segments the images of a folder into another one; {@code Predict Folder...} in a script. A run that was stopped goes on where it
 * stopped, several can share the work, and an image that cannot be predicted is noted and does not end the run.
 *
 * <pre>{@code
 * FolderPrediction.Result done = sfumato.predictFolder("images", model).format("tiff, rois").to("predicted");
 * }</pre>
 */
public final class FolderPrediction extends TiledPrediction<FolderPrediction> {

	/**
	 * What became of the images.
	 *
	 * @param done predicted now
	 * @param skipped their results were there already
	 * @param failed could not be predicted
	 * @param table of all of them, with the reasons
	 */
	public record Result(int done, int skipped, int failed, Path table) {}

	private final Path input;
	private String cases = "", format = "tiff", show = "probabilities", shard = "";
	private boolean uncertainty, overwrite;

	FolderPrediction(final Sfumato sfumato, final Path input, final Model... models) {
		super(sfumato, models);
		this.input = input;
	}

	@Override
	FolderPrediction self() {
		return this;
	}

	/** Which of the images: names, globs or positions, e.g. {@code "1-22"}; all by default. */
	public FolderPrediction cases(final String selection) {
		cases = selection;
		return this;
	}

	/** One or several of {@code tiff} (the default), {@code nifti}, {@code png} and {@code rois}, e.g. {@code "tiff, rois"}. */
	public FolderPrediction format(final String formats) {
		format = formats;
		return this;
	}

	/** What TIFF and NIfTI hold: {@code probabilities} (the default), {@code labels} or {@code both}. */
	public FolderPrediction show(final String what) {
		show = what;
		return this;
	}

	/** Whether the entropy is written, too; not by default. */
	public FolderPrediction uncertainty(final boolean also) {
		uncertainty = also;
		return this;
	}

	/** The share of the images that is predicted, e.g. {@code "2/5"}, the second of five; all by default. */
	public FolderPrediction shard(final String share) {
		shard = share;
		return this;
	}

	/** Whether results that are there already are made anew; not by default. */
	public FolderPrediction overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Segments the images.
	 *
	 * @param output a new folder, or one that is to be completed
	 * @throws UserException in a sentence, if none of the images can be predicted
	 */
	public Result to(final Path output) throws IOException {
		final PredictFolderJob.Result r = sfumato.run(new PredictFolderJob(input, cases, folders(), output, PredictFolderJob.Format
			.parse(format), PredictionOutput.of(show, uncertainty), settings(Optional.empty()), Shard.parse(shard), overwrite, compute()), sfumato
				.progress());
		return new Result(r.done(), r.skipped(), r.failed(), r.table());
	}

	/** {@link #to(Path)} of a name. */
	public Result to(final String output) throws IOException {
		return to(Path.of(output));
	}
}
