package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import sfumato.data.Case;
import sfumato.data.ImageFolder;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.prediction.Pending;
import sfumato.prediction.Prediction;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.text.Reason;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Segments all images of a folder and writes the results to another one. An interrupted run can be resumed, several machines can share
 * the work, and an image that cannot be predicted is recorded and does not stop the run. See {@link PredictedFolder} for what is
 * written.
 *
 * @param input as {@link ImageFolder} reads it
 * @param cases which of the images; empty for all
 * @param models the model folders; several are an ensemble
 * @param output a folder that is new, empty, or was written by a job like this one before
 * @param formats of the results
 * @param products what is written as TIFF and NIfTI
 * @param shard which share of the images
 * @param overwrite whether results that are there already are made again
 */
public record PredictFolderJob(Path input, String cases, List<Path> models, Path output, Set<Format> formats,
	Set<PredictionOutput> products, PredictionSettings settings, Shard shard, boolean overwrite, Compute compute)
	implements Job<PredictFolderJob.Result>
{

	/** Files up to this size are read while the previous image is predicted. */
	private static final long SMALL_BYTES = 1 << 26;

	/** The output formats. */
	public enum Format {
		/** Of any size. */
		TIFF,
		/** With the orientation of the source, where that is a NIfTI file, too. */
		NIFTI,
		/** The label map of each plane, in the colours of the classes; values are the labels. */
		PNG,
		/** The outlines, for the ROI Manager. */
		ROIS;

		/**
		 * Reads one or several names, e.g. {@code tiff,rois}.
		 *
		 * @throws UserException if one is no format
		 */
		public static Set<Format> parse(final String text) {
			final Set<Format> formats = EnumSet.noneOf(Format.class);
			for (final String name : text.split("[,;+\\s]+"))
				formats.add(Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findFirst().orElseThrow(
					() -> new UserException(WrongValue.message("format", text, "one or several of tiff, nifti, png, rois"))));
			return formats;
		}
	}

	/**
	 * The outcome of the run.
	 *
	 * @param done predicted now
	 * @param skipped their results were there already
	 * @param failed could not be predicted
	 * @param table of all of them, with the reasons
	 */
	public record Result(int done, int skipped, int failed, Path table) {}

	public PredictFolderJob {
		if (models.isEmpty()) throw new UserException(JobMessages.noModel());
		if (formats.isEmpty()) throw new UserException(JobMessages.noFormat());
		models = List.copyOf(models);
		formats = Set.copyOf(formats);
		products = Set.copyOf(products);
	}

	@Override
	public String title() {
		return JobMessages.title("the prediction", input);
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(models, settings.tile());
	}

	@Override
	public List<Path> written() {
		return List.of(output);
	}

	/** @throws UserException if there are images, but none of them can be predicted */
	@Override
	public Result execute(final Workbench bench, final Progress progress) throws IOException {
		final List<Case> chosen = new ImageFolder(input).cases(cases), own = shard.of(chosen);
		PredictedFolder.requireExtensible(output);
		PredictedFolder.requireNames(this, chosen, progress::log);
		final List<Model> read = PredictJob.read(models);
		try (PredictedFolder folder = PredictedFolder.open(this, chosen, own)) {
			return predict(read, folder, own, bench, progress);
		}
	}

	private Result predict(final List<Model> read, final PredictedFolder folder, final List<Case> own, final Workbench bench,
		final Progress progress) throws IOException
	{
		final List<Case> open = overwrite ? own : own.stream().filter(c -> !folder.has(c)).toList();
		final ModelDescription description = read.get(0).description();
		final List<String> failures = new ArrayList<>();
		Pending<PredictedImage> next = null;
		try (Predictor predictor = new Predictor(read, bench.device(), settings)) {
			for (int i = 0; i < open.size(); i++) {
				progress.checkCanceled();
				final Case c = open.get(i);
				final String name = c.name() + ", image " + (i + 1) + " of " + open.size();
				final Progress part = progress.part((double) i / open.size(), (i + 1.0) / open.size()).named(name).namedInLog(name);
				part.update(0, "Reading");
				final long start = System.nanoTime();
				final Pending<PredictedImage> now = next != null ? next : reading(c, description, bench);
				next = i + 1 < open.size() && isSmall(open.get(i + 1)) ? reading(open.get(i + 1), description, bench) : null;
				try {
					final PredictedImage image = now.get();
					final Prediction prediction = predict(predictor, image, folder, description.classes(), bench, part);
					folder.recordResult(c, PredictedFolder.DONE, start, prediction.pixels(), folder.remarks(image));
				}
				catch (final CancellationException e) {
					throw e;
				}
				catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) { // nor is a bug worth the other images
					failures.add(Reason.of(e));
					folder.recordResult(c, "failed", start, 0, Reason.of(e));
					progress.log(JobMessages.notPredicted(c.name(), Reason.of(e)));
				}
			}
		}
		finally {
			if (next != null) next.awaitQuietly();
		}
		folder.finish();
		progress.update(1, JobMessages.predictedImages(open.size() - failures.size()));
		if (!failures.isEmpty() && failures.size() == own.size()) throw new UserException(JobMessages.nonePredicted(own.size(),
			failures.get(0)));
		return new Result(open.size() - failures.size(), own.size() - open.size(), failures.size(), folder.table());
	}

	private static Pending<PredictedImage> reading(final Case c, final ModelDescription model, final Workbench bench) {
		return new Pending<>(bench.loader(), () -> PredictedImage.of(c, model));
	}

	/** Of large images there should not be two in memory. */
	private static boolean isSmall(final Case c) {
		return c.image().toFile().length() < SMALL_BYTES; // 0 of one that is gone, which reading it says
	}

	private static Prediction predict(final Predictor predictor, final PredictedImage image, final PredictedFolder folder,
		final List<LabelClass> classes, final Workbench bench, final Progress progress) throws IOException
	{
		try (PredictedFiles files = folder.files(image, classes)) {
			final Prediction prediction = predictor.predict(image.pixels(), files.sink(), bench.loader(), progress);
			files.finish();
			return prediction;
		}
	}
}
