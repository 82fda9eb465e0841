package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.io.FileInfo;
import ij.io.FileSaver;

import sfumato.commands.wizard.WizardRunner.Existing;
import sfumato.commands.wizard.WizardRunner.Outcome;
import sfumato.text.UserException;

/**
 * Rounds of training on what is drawn on an open image, in the background. Everything but the work itself happens on one thread, that
 * of the window.
 */
final class DrawingSession {

	private static final int LOWEST = 1;
	private static final double HIGHEST = 99.8;

	private final WizardRunner runner;
	private final BackgroundWork background;
	private final Consumer<String> recorder;
	private final Consumer<Path> remember;
	private final Runnable changed;
	private final StringBuilder log = new StringBuilder();
	private DrawingPlan plan;
	private ImagePlus image;
	private Path file;
	private boolean running;
	private String problem = "";
	private Optional<Overlay> prediction = Optional.empty();
	private List<ImagePlus> results = List.of();

	/**
	 * @param recorder hears the lines that are run
	 * @param remember hears the folder of results
	 * @param changed is called when there is something new to see
	 */
	DrawingSession(final WizardRunner runner, final Executor background, final Executor foreground, final Consumer<String> recorder,
		final Consumer<Path> remember, final Runnable changed)
	{
		this.runner = runner;
		this.background = new BackgroundWork(background, foreground);
		this.recorder = recorder;
		this.remember = remember;
		this.changed = changed;
	}

	boolean isBusy() {
		return running;
	}

	WizardRunner runner() {
		return runner;
	}

	/** What went wrong; empty if nothing. */
	String problem() {
		return problem;
	}

	String log() {
		return log.toString();
	}

	/** The image that is drawn on, or null. */
	ImagePlus image() {
		return image;
	}

	/** The plan for the image, or null. */
	DrawingPlan plan() {
		return plan;
	}

	/** The outlines of the last prediction. */
	Optional<Overlay> prediction() {
		return prediction;
	}

	/** The maps of the last prediction. */
	List<ImagePlus> results() {
		return results;
	}

	/** Begins with an open image. */
	void begin(final ImagePlus with) {
		if (running || with == image) return;
		image = with;
		file = null;
		plan = new DrawingPlan(with.getTitle(), freeFolder(with));
		prediction = Optional.empty();
		results = List.of();
		problem = "";
		changed.run();
	}

	/** A folder that does not exist, beside the image's file or among the user's. */
	private static Path freeFolder(final ImagePlus image) {
		final Path file = file(image).orElse(null);
		final Path parent = file == null ? null : file.toAbsolutePath().getParent();
		final Path place = parent != null && Files.isWritable(parent) ? parent : Path.of(System.getProperty("user.home"));
		final String name = DrawingPlan.shortTitle(image.getTitle()).replaceAll("[^\\p{L}\\p{N} ._-]", "-") + "-wizard";
		Path folder = place.resolve(name);
		for (int i = 2; Files.exists(folder); i++)
			folder = place.resolve(name + "-" + i);
		return folder.toAbsolutePath().normalize();
	}

	/** The file of an image that has not been changed since. */
	private static Optional<Path> file(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.fileName == null || info.fileName.isEmpty() || info.directory == null) return Optional.empty();
		final Path path = Path.of(info.directory).resolve(info.fileName);
		return Files.isRegularFile(path) ? Optional.of(path.toAbsolutePath().normalize()) : Optional.empty();
	}

	/**
	 * Trains on what is drawn now, and predicts the image.
	 *
	 * @param goOn whether to begin with the weights of the round before
	 */
	void train(final int epochs, final double minutes, final String device, final int threads, final boolean goOn) {
		if (running || image == null) return;
		problem = "";
		running = true;
		final ImagePlus on = image;
		background.start(changed, () -> work(on, new DrawingPlan.Choices(epochs, minutes, device, threads, normalization(on)), goOn),
			sentence -> problem = sentence, () -> {
				running = false;
				changed.run();
			});
	}

	private void work(final ImagePlus on, final DrawingPlan.Choices choices, final boolean goOn) {
		try {
			if (DrawnOutlines.counts(on).isEmpty()) throw new UserException(WizardMessages.nothingDrawn());
			final int number = plan.next();
			DrawnOutlines.write(on, plan.drawings(number));
			if (file == null) file = keep(on);
			final DrawingPlan.Round round = plan.prepare(number, choices, goOn);
			final ImagePlus raw = raw(on);
			final List<Outcome> outcomes = runner.run(round.lines(), Existing.REFUSE, this::heard, Map.of(on.getTitle(), raw));
			final Optional<Overlay> outlines = WizardPage.outputs(outcomes, "outlined", ImagePlus.class).stream().map(ImagePlus::getOverlay)
				.findFirst();
			final List<ImagePlus> maps = Stream.of("labels", "probabilities").flatMap(n -> WizardPage.outputs(outcomes, n, ImagePlus.class)
				.stream()).toList();
			background.foreground().execute(() -> {
				plan.made(round);
				prediction = outlines;
				results = maps;
				save();
			});
		}
		catch (final CancellationException e) {
			fail("Cancelled.");
		}
		catch (final UserException | IOException e) {
			fail(e.getMessage());
		}
		catch (final RuntimeException | Error e) {
			fail(WizardMessages.unexpected(e));
			throw e;
		}
	}

	/** The pixels without what is drawn or selected on them. */
	private static ImagePlus raw(final ImagePlus image) {
		final ImagePlus raw = new ImagePlus(image.getTitle(), image.getStack());
		raw.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		raw.setOpenAsHyperStack(image.isHyperStack());
		raw.setCalibration(image.getCalibration());
		raw.setFileInfo(image.getOriginalFileInfo());
		return raw;
	}

	/** The file of the image for the macro: its own, or a copy if it has none or was changed. */
	private Path keep(final ImagePlus on) throws IOException {
		final Optional<Path> own = on.changes ? Optional.empty() : file(on);
		if (own.isPresent()) return own.get();
		final Path copy = plan.drawings().resolve("image.tif");
		final FileSaver saver = new FileSaver(raw(on));
		if (!(on.getStackSize() > 1 ? saver.saveAsTiffStack(copy.toString()) : saver.saveAsTiff(copy.toString()))) throw new IOException(
			WizardMessages.notWritten(copy.toString()));
		return copy;
	}

	/** One window of grey values for all slices, as a prediction normalizes a stack as a whole. */
	static String normalization(final ImagePlus image) {
		if (image.getNChannels() > 1 || image.getBitDepth() == 24) return "percentile(low: 1, high: 99.8)";
		final double[] window = GreyWindow.of(image, LOWEST, HIGHEST);
		return "window(low: " + window[0] + ", high: " + window[1] + ")";
	}

	private void heard(final String line) {
		background.foreground().execute(() -> {
			log.append(line).append('\n');
			recorder.accept(line);
			changed.run();
		});
	}

	private void fail(final String sentence) {
		background.foreground().execute(() -> problem = sentence);
	}

	/** The rounds so far as a macro; empty if there are none. */
	Optional<String> macro() {
		return plan == null || plan.rounds().isEmpty() || file == null ? Optional.empty() : Optional.of(plan.macro(file));
	}

	private void save() {
		try {
			new SavedRun.Drawing(SavedRun.FORMAT, plan.title(), file, plan.rounds()).write(plan.output());
			remember.accept(plan.output());
		}
		catch (final IOException e) {
			problem = e.getMessage();
		}
	}

	/**
	 * Goes on with an image that has been opened again.
	 *
	 * @throws IOException if the outlines cannot be read
	 */
	void resume(final SavedRun.Drawing run, final Path output, final ImagePlus with) throws IOException {
		with.setTitle(run.title());
		image = with;
		file = run.image();
		plan = new DrawingPlan(run.title(), output);
		run.rounds().forEach(plan::made);
		prediction = Optional.empty();
		results = List.of();
		problem = "";
		if (!run.rounds().isEmpty()) {
			final int last = run.rounds().get(run.rounds().size() - 1).number();
			DrawnOutlines.restore(with, plan.drawings(last));
			showEarlier(last);
		}
		changed.run();
	}

	/** The maps of an earlier round, if they are still there and of this image. */
	private void showEarlier(final int round) {
		final List<ImagePlus> maps = Stream.of("labels", "probabilities").map(name -> plan.prediction(round, name)).filter(Files::exists).map(
			file -> IJ.openImage(file.toString())).filter(Objects::nonNull).filter(m -> m.getWidth() == image.getWidth() && m.getHeight() == image
				.getHeight()).toList();
		if (maps.size() < 2 || maps.get(0).getStackSize() != image.getNSlices() * image.getNFrames()) return;
		results = maps;
		prediction = Optional.of(PredictionOverlay.of(maps.get(0), image));
	}
}
