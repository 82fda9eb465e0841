package sfumato.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import sfumato.data.Case;
import sfumato.data.ImageFolder;
import sfumato.data.LoadedCase;
import sfumato.files.NewFolder;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.prediction.ImageSource;
import sfumato.prediction.Prediction;
import sfumato.prediction.PredictionSettings;
import sfumato.prediction.Predictor;
import sfumato.prediction.Product;
import sfumato.progress.Progress;

/**
 * Segments the images of a folder into another one. A run that was stopped goes on where it stopped, several can share the work, and an
 * image that cannot be predicted is noted and does not end the run. See {@link PredictedFolder} for what is written.
 *
 * @param input as {@link ImageFolder} reads it
 * @param cases which of the images; empty for all
 * @param models the model folders, whose mean counts
 * @param output a folder that is new, empty, or was written by a job like this one before
 * @param formats of the results
 * @param products what is written as TIFF and NIfTI
 * @param shard which share of the images
 * @param overwrite whether results that are there already are made anew
 */
public record PredictFolderJob(Path input, String cases, List<Path> models, Path output, Set<Format> formats,
	Set<Product> products, PredictionSettings settings, Shard shard, boolean overwrite, Compute compute)
	implements Job<PredictFolderJob.Result>
{

	/** What a result can be written as. */
	public enum Format {
		/** Of any size. */
		TIFF,
		/** With the orientation of the source, where that is a NIfTI file, too. */
		NIFTI,
		/** The label map of each plane, in the colours of the classes; values are the labels. */
		PNG,
		/** The outlines, for the ROI Manager. */
		ROIS
	}

	/**
	 * What became of the images.
	 *
	 * @param done predicted now
	 * @param skipped their results were there already
	 * @param failed could not be predicted
	 * @param table of all of them, with the reasons
	 */
	public record Result(int done, int skipped, int failed, Path table) {}

	public PredictFolderJob {
		if (models.isEmpty()) throw new IllegalArgumentException("There is no model; name at least one model folder.");
		if (formats.isEmpty()) throw new IllegalArgumentException("There is no format; choose tiff, nifti, png or rois.");
		models = List.copyOf(models);
		formats = Set.copyOf(formats);
		products = Set.copyOf(products);
	}

	/** @throws IllegalArgumentException if there are images, but none of them can be predicted */
	@Override
	public Result execute(final Workbench bench, final Progress progress) throws IOException {
		final List<Case> own = shard.of(new ImageFolder(input).cases(cases));
		NewFolder.requireWritable(output, true);
		final List<Model> read = PredictJob.read(models);
		final PredictedFolder folder = PredictedFolder.open(this, own);
		int done = 0, skipped = 0;
		String first = null;
		try (Predictor predictor = new Predictor(read, bench.device(), settings)) {
			for (int i = 0; i < own.size(); i++) {
				progress.checkCanceled();
				final Case c = own.get(i);
				if (!overwrite && folder.has(c.name())) {
					skipped++;
					continue;
				}
				final Progress part = progress.part((double) i / own.size(), (i + 1.0) / own.size());
				part.update(0, "Predicting " + c.name() + ", image " + (i + 1) + " of " + own.size());
				final long start = System.nanoTime();
				try {
					final LoadedCase loaded = ImageFolder.load(List.of(c), read.get(0).description().input().channels(), read.get(0)
						.description().classes(), part.part(0, 0)).get(0);
					final Prediction prediction = predict(predictor, loaded, folder, read.get(0).description().classes(), bench, part);
					folder.note(c, "done", start, prediction.pixels(), folder.remarks(loaded));
					done++;
				}
				catch (final CancellationException e) {
					throw e;
				}
				catch (final IOException | RuntimeException e) {
					final String reason = reason(e);
					folder.note(c, "failed", start, 0, reason);
					progress.log(c.name() + " was not predicted: " + reason);
					if (first == null) first = reason;
				}
			}
		}
		progress.update(1, "Predicted " + done + " images");
		final int failed = own.size() - done - skipped;
		if (failed > 0 && failed == own.size()) throw new IllegalArgumentException("None of the " + failed +
			" images could be predicted. The first: " + first);
		return new Result(done, skipped, failed, folder.table());
	}

	private static Prediction predict(final Predictor predictor, final LoadedCase loaded, final PredictedFolder folder,
		final List<LabelClass> classes, final Workbench bench, final Progress progress) throws IOException
	{
		try (PredictedFiles files = folder.files(loaded, classes)) {
			final Prediction prediction = predictor.predict(new ImageSource(loaded.image().image()), files.sink(), bench.loader(),
				progress);
			files.finish();
			return prediction;
		}
	}

	private static String reason(final Exception e) {
		final Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
		// a bug in one image is not worth the others
		return cause instanceof IllegalArgumentException || cause instanceof IOException ? String.valueOf(cause.getMessage())
			: "unexpectedly: " + cause;
	}
}
