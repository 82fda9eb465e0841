package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import org.scijava.Context;

import ij.IJ;
import ij.ImagePlus;

import sfumato.agreement.AgreementSummary;
import sfumato.agreement.CaseAgreement;
import sfumato.agreement.DatasetAgreement;
import sfumato.data.Case;
import sfumato.images.StackGeometry;
import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.SharedJobs;
import sfumato.jobs.cases.DataSelection;
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

	/** Scores a model on cases that it was not trained on. */
	public ModelEvaluation evaluate(final Model model, final Dataset heldOut) {
		return new ModelEvaluation(this, model, heldOut);
	}

	/**
	 * How far raters agree: names are the columns of {@code Rater Agreement...}, those of a rater with its name behind, e.g. {@code
	 * Dice_majority_2}.
	 *
	 * @return of one case, {@code raters} or the title of the stack
	 */
	public Scores agreement(final Raters raters) {
		final StackGeometry geometry = raters.geometry();
		final var c = geometry.calibration();
		return agreement(List.of(CaseAgreement.of(raters.title(), raters.read(), geometry.slices() > 1 ? new double[] { c.pixelWidth,
			c.pixelHeight, c.pixelDepth } : new double[] { c.pixelWidth, c.pixelHeight }, Image.unit(geometry))));
	}

	/** How far the raters of each case of a folder agree. */
	public Scores agreement(final Dataset data) throws IOException {
		final DataSelection s = data.folder("The agreement of raters");
		final sfumato.data.Dataset opened = sfumato.data.Dataset.open(s.dataset(), s.task());
		final sfumato.data.Dataset set = s.missing().map(opened::withMissing).orElse(opened);
		final List<Case> cases = set.cases(s.cases());
		return agreement(new DatasetAgreement(0).of(set, cases, progress()));
	}

	private static Scores agreement(final List<CaseAgreement> cases) {
		final AgreementSummary summary = new AgreementSummary(cases, 1, 0);
		final Map<String, Double> factors = new HashMap<>();
		final List<Scores.Row> rows = new ArrayList<>();
		for (final CaseAgreement c : cases) {
			final Map<String, Double> shown = new LinkedHashMap<>();
			for (final AgreementSummary.Entry e : summary.entries(c)) {
				shown.put(e.column(), e.shown());
				factors.put(e.column(), e.tableFactor());
			}
			rows.add(new Scores.Row(c.name(), shown, Set.of(), ""));
		}
		return Scores.of(rows, name -> factors.get(name) == 1 ? 4 : 2, factors::get);
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
