package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import org.scijava.Context;

import ij.IJ;
import ij.ImagePlus;

import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.SharedJobs;
import sfumato.jobs.child.JobLocation;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;

/**
 * The entrance: fuses raters, trains networks, predicts, recalibrates and measures, as the commands do.
 *
 * <pre>{@code
 * try (Sfumato sfumato = Sfumato.create()) {
 * 	SoftLabels fused = sfumato.fuse(Raters.of(List.of(mask1, mask2, mask3))).run();
 * }
 * }</pre>
 *
 * What needs the tensor engine runs in the right place by itself: inside Fiji, or where the engine is not on the class path, in a child
 * process, else in this one. The engine, or the child process, starts with the first such work and ends with {@link #close()}. Works
 * without windows. May be used by several threads: in child processes two pieces of work are done at a time, in this process one, and
 * others wait.
 */
public final class Sfumato implements AutoCloseable {

	/** Where jobs run; found when the first one does. */
	private interface Source {

		JobRunner find() throws IOException;
	}

	private final Source source;
	private final boolean isShared;
	private final AtomicLong canceled = new AtomicLong();
	private volatile ProgressListener listener = (fraction, message) -> {};
	private JobRunner runner;
	private boolean closed;

	private Sfumato(final Source source, final boolean isShared) {
		this.source = source;
		this.isShared = isShared;
	}

	/** An entrance that starts nothing yet. Within Fiji, or the standalone runner, it is {@link #create(Context)} of the application. */
	public static Sfumato create() {
		return Application.context().filter(c -> c.getService(SharedJobs.class) != null).map(Sfumato::create).orElseGet(() -> new Sfumato(
			() -> JobLocation.runner(Optional.ofNullable(IJ.getDirectory("imagej")).map(Path::of)), false));
	}

	/**
	 * An entrance that shares the process that computes, and its preferences, with the application's commands. {@link #close()} leaves it
	 * running.
	 */
	public static Sfumato create(final Context context) {
		final SharedJobs jobs = context.getService(SharedJobs.class);
		if (jobs == null) throw new UserException(ApiMessages.noJobService());
		return new Sfumato(jobs::runner, true);
	}

	/** Who hears from now on how far work is. Nobody does by default. */
	public Sfumato listener(final ProgressListener who) {
		listener = who;
		return this;
	}

	/**
	 * Cancels what is running, from any thread; an interrupt of the thread that waits for it does so, too. The calls that wait for it end with a
	 * {@link CancellationException}, and nothing is left half-written; later calls are not concerned.
	 */
	public void cancel() {
		canceled.incrementAndGet();
	}

	/** Fuses what several raters said of one image. */
	public Fusion fuse(final Raters raters) {
		return new Fusion(this, raters);
	}

	/** {@link #fuse(Raters)} by a method, e.g. {@code "majority"}. */
	public SoftLabels fuse(final Raters raters, final String method) throws IOException {
		return fuse(raters).method(method).run();
	}

	/** Trains a network. */
	public Training train(final Dataset data) {
		return new Training(this, data, Optional.empty());
	}

	/** Trains a network that also follows another one; with terms that ask for none, the data need no labels. */
	public Training distil(final Dataset data, final Model teacher) {
		return new Training(this, data, Optional.of(teacher));
	}

	/** Compares label fusions by training on all folds of a dataset but one, in turn. */
	public CrossValidation crossValidate(final Dataset data) {
		return new CrossValidation(this, data);
	}

	/** Writes a model for other programs: safetensors, TorchScript, ONNX or bioimage.io. */
	public Export export(final Model model) {
		return new Export(this, model);
	}

	/** Makes an untrained model whose encoder has the weights of a checkpoint with timm's names, for transfer learning. */
	public WeightImport importWeights(final Path checkpoint) {
		return new WeightImport(this, checkpoint);
	}

	/** {@link #importWeights(Path)} of a name. */
	public WeightImport importWeights(final String checkpoint) {
		return importWeights(Path.of(checkpoint));
	}

	/** Tests the tensor engine and its device. */
	public EngineCheck checkEngine() {
		return new EngineCheck(this);
	}

	/** Segments the sample in a model folder again, to see whether this machine reproduces the model. */
	public SampleCheck check(final Model model) {
		return new SampleCheck(this, model);
	}

	/** Segments an image with a model, or with the mean of several. */
	public Prediction predict(final Image image, final Model... models) {
		return new Prediction(this, image, models);
	}

	/** {@link #predict(Image, Model...)} of an open image. */
	public Prediction predict(final ImagePlus image, final Model... models) {
		return predict(Image.of(image), models);
	}

	/** {@link #predict(Image, Model...)} of a flat image (X, Y); of others see {@link Image#of(RandomAccessibleInterval, String)}. */
	public Prediction predict(final RandomAccessibleInterval<? extends RealType<?>> image, final Model... models) {
		return predict(Image.of(image), models);
	}

	/** Segments the images of a folder into another one. */
	public FolderPrediction predictFolder(final Path images, final Model... models) {
		return new FolderPrediction(this, images, models);
	}

	/** {@link #predictFolder(Path, Model...)} of a name. */
	public FolderPrediction predictFolder(final String images, final Model... models) {
		return predictFolder(Path.of(images), models);
	}

	/** Learns from cases that the network was not trained on how to put its probabilities right. */
	public Recalibration recalibrate(final Model model, final Dataset heldOut) {
		return new Recalibration(this, model, heldOut);
	}

	/** Scores a prediction against a reference, of the same size. */
	public Evaluation evaluate(final SoftLabels prediction, final SoftLabels reference) {
		return new Evaluation(this, prediction, reference);
	}

	/** {@link #evaluate(SoftLabels, SoftLabels)} by metrics and calibration errors, e.g. {@code "dice, bdice, ece(bins: 10)"}. */
	public Scores evaluate(final SoftLabels prediction, final SoftLabels reference, final String scores) throws IOException {
		return evaluate(prediction, reference).scores(scores).run();
	}

	/** Scores an open image against another one; if they are NIfTI images, they are brought into one orientation. */
	public Evaluation evaluate(final ImagePlus prediction, final ImagePlus reference) {
		return new Evaluation(this, prediction, reference);
	}

	/**
	 * Scores a folder of predictions against references.
	 *
	 * @param predictions a folder of image files that are called after their cases, e.g. {@code case01.tif}
	 * @param references a folder of image files likewise, or a dataset with raters
	 */
	public FolderEvaluation evaluate(final Path predictions, final Path references) {
		return new FolderEvaluation(this, predictions, references);
	}

	/** {@link #evaluate(Path, Path)} of names. */
	public FolderEvaluation evaluate(final String predictions, final String references) {
		return evaluate(Path.of(predictions), Path.of(references));
	}

	/** Scores a model on cases that it was not trained on. */
	public ModelEvaluation evaluate(final Model model, final Dataset heldOut) {
		return new ModelEvaluation(this, model, heldOut);
	}

	/**
	 * Compares methods by a table with a score per method and case.
	 *
	 * @param scores a CSV file {@code method,case,Dice,…}, as a cross-validation writes it
	 */
	public ScoreComparison compare(final Path scores) {
		return compare(List.of(scores));
	}

	/**
	 * Compares methods by several tables. One without a column {@code method} holds the scores of one method, which is called after the
	 * file.
	 */
	public ScoreComparison compare(final List<Path> scores) {
		return new ScoreComparison(this, scores);
	}

	/** {@link #compare(Path)} of a name. */
	public ScoreComparison compare(final String scores) {
		return compare(Path.of(scores));
	}

	/** Measures how far the raters of an image agree. */
	public RaterComparison compareRaters(final Raters raters) {
		return new RaterComparison(this, Optional.of(raters), Optional.empty());
	}

	/** Measures how far the raters of each case of a folder agree. */
	public RaterComparison compareRaters(final Dataset data) {
		return new RaterComparison(this, Optional.empty(), Optional.of(data));
	}

	/** Estimates how many raters of an image are needed. */
	public RaterSampling howManyRaters(final Raters raters) {
		return new RaterSampling(this, Optional.of(raters), Optional.empty());
	}

	/** Estimates how many raters the cases of a folder need. */
	public RaterSampling howManyRaters(final Dataset data) {
		return new RaterSampling(this, Optional.empty(), Optional.of(data));
	}

	/**
	 * How far raters agree: names are the columns of {@code Rater Agreement...}, those of a rater with its name behind, e.g. {@code
	 * Dice_majority_2}.
	 *
	 * @return of one case, {@code raters} or the title of the stack
	 */
	public Scores agreement(final Raters raters) throws IOException {
		return compareRaters(raters).run().scores();
	}

	/** How far the raters of each case of a folder agree. */
	public Scores agreement(final Dataset data) throws IOException {
		return compareRaters(data).run().scores();
	}

	/** What a piece of work tells and asks from now on; who waits for it passes an interrupt on to its thread. */
	Progress progress() {
		final ProgressListener told = listener;
		final long before = canceled.get();
		return new Progress() {

			@Override
			public void update(final double fraction, final String message) {
				told.update(fraction, message);
			}

			@Override
			public void log(final String line) {
				told.log(line);
			}

			@Override
			public boolean isCanceled() {
				return canceled.get() > before || Thread.currentThread().isInterrupted() || told.isCanceled();
			}
		};
	}

	<R> R run(final Job<R> job, final Progress progress) throws IOException {
		return run(job, progress, TrainingMonitor.none());
	}

	<R> R run(final Job<R> job, final Progress progress, final TrainingMonitor monitor) throws IOException {
		return runner().run(job, progress, monitor);
	}

	private synchronized JobRunner runner() throws IOException {
		if (closed) throw new IllegalStateException("This Sfumato is closed; create another one.");
		if (runner == null) runner = source.find();
		return runner;
	}

	/** Cancels what is running and ends the tensor engine, or the child process, unless an application shares it. */
	@Override
	public void close() {
		cancel();
		final JobRunner last;
		synchronized (this) {
			closed = true;
			last = runner;
			runner = null;
		}
		if (last != null && !isShared) last.close();
	}
}
