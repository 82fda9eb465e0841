package sfumato.commands.wizard;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;
import javax.swing.JPanel;

import com.formdev.flatlaf.FlatLightLaf;

import net.imagej.patcher.LegacyInjector;

import org.scijava.command.CommandService;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.MedianCut;

import sfumato.commands.labels.OpenSample;
import sfumato.commands.train.TrainingWindowPicture;
import sfumato.commands.train.TrainingWindows;
import sfumato.standalone.EmbeddedImageJ;
import sfumato.training.settings.TrainingKey;

/**
 * Makes the pictures of the wizard in the documentation: goes its whole way and paints every page. Needs no screen. Pages show the
 * paths, so copy the data to where everybody could have them.
 *
 * <pre>
 * mvn -q -o test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sfumato.commands.wizard.WizardPictures \
 *   -Dexec.args="/data/phantoms /data/phantoms-wizard 100 docs/images"
 * </pre>
 */
final class WizardPictures implements WizardQuestions {

	private static final int WIDTH = 1100, HEIGHT = 760, DRAWN = 3, INTERVAL = 200, COLORS = 256;

	private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
	private final ExecutorService background = Executors.newSingleThreadExecutor();
	private final Path pictures;
	private final WizardPanel panel;

	private WizardPictures(final EmbeddedImageJ imagej, final Path pictures) {
		this.pictures = pictures;
		panel = new WizardPanel(new WizardRunner(imagej.context()), background, queue::add, line -> {}, run -> {}, imagej.context().service(
			TrainingWindows.class)::last, this);
	}

	/** A dataset, a new folder for results, how many epochs, the folder of the pictures. */
	public static void main(final String[] args) throws Exception {
		System.setProperty("java.awt.headless", "true");
		LegacyInjector.preinit();
		FlatLightLaf.setup();
		Start.run(args);
		System.exit(0);
	}

	/** The images and raters of the sample that comes along. */
	private static ImagePlus[] sample(final EmbeddedImageJ imagej) throws Exception {
		final Module module = imagej.context().service(CommandService.class).run(OpenSample.class, false).get();
		return new ImagePlus[] { (ImagePlus) module.getOutput("images"), (ImagePlus) module.getOutput("raters") };
	}

	/** What may be loaded only after ImageJ has been patched. */
	private static final class Start {

		static void run(final String[] args) throws Exception {
			Files.createDirectories(Path.of(args[3]));
			try (EmbeddedImageJ imagej = EmbeddedImageJ.start()) {
				final WizardPictures pictures = new WizardPictures(imagej, Path.of(args[3]));
				final ImagePlus[] sample = sample(imagej);
				pictures.draw(imagej, sample[0], sample[1], Files.createDirectories(Path.of(args[1])));
				pictures.go(Path.of(args[0]), Path.of(args[1]), args[2]);
				pictures.background.shutdown();
			}
		}
	}

	private void go(final Path data, final Path results, final String epochs) throws Exception {
		final WizardPlan plan = panel.session().plan();
		panel.session().open(data, "");
		while (panel.session().isBusy())
			next();
		plan.choose(WizardInput.OUTPUT, results.toString());
		plan.choose(TrainingKey.EPOCHS, epochs);
		plan.choose(WizardInput.THREADS, "1");
		for (final WizardStep step : WizardStep.values()) {
			if (step != WizardStep.DATA) panel.enter(step);
			if (step.runs() && plan.state(step) != WizardPlan.State.DONE && !panel.session().isBusy()) panel.session().run(step,
				WizardRunner.Existing.REPLACE);
			boolean painted = false;
			final int half = Integer.parseInt(epochs) * 3 / 4;
			while (panel.session().isBusy()) {
				next();
				if (step == WizardStep.TRAINING && !painted && panel.session().runner().message().startsWith("Epoch " + half + "/")) {
					paint("training");
					painted = true;
				}
			}
			panel.refresh();
			System.out.println(step + " " + panel.session().problem(step));
			if (!painted) paint(step.name().toLowerCase(Locale.ROOT));
		}
		Files.writeString(results.resolve("wizard.ijm"), plan.macro());
	}

	/** The page of the second way: two raters have drawn two slices of a stack, and a network learns from them. */
	private void draw(final EmbeddedImageJ imagej, final ImagePlus image, final ImagePlus raters, final Path results) throws Exception {
		final DrawingPanel drawing = new DrawingPanel(new WizardRunner(imagej.context()), background, queue::add, line -> {}, run -> {}, imagej
			.context().service(TrainingWindows.class)::last, this);
		final DrawingSession session = drawing.session();
		session.begin(image);
		for (int slice = 1; slice <= DRAWN; slice++)
			for (int r = 0; r < 2; r++)
				DrawnOutlines.add(image, outlines(raters.getStack().getProcessor(raters.getNChannels() * (slice - 1) + r + 1), slice), r == 0 ? "Eva"
					: "Jan", 1);
		session.train(DrawingPlan.epochs(DRAWN), 0, "cpu", 1, false);
		boolean painted = false;
		while (session.isBusy()) {
			final Runnable what = queue.poll(INTERVAL, TimeUnit.MILLISECONDS);
			if (what != null) what.run();
			drawing.tick();
			if (!painted && session.runner().fraction() > 0.1 && session.runner().message().startsWith("Epoch")) {
				paint(drawing, "drawing");
				painted = true;
			}
		}
		System.out.println("drawing " + session.problem());
		Files.writeString(results.resolve("drawing.ijm"), session.macro().orElseThrow());
	}

	private static Roi[] outlines(final ImageProcessor labels, final int slice) {
		final ByteProcessor mask = labels.convertToByteProcessor(false);
		mask.setThreshold(1, 255, ImageProcessor.NO_LUT_UPDATE);
		final Roi all = new ThresholdToSelection().convert(mask);
		final Roi[] each = all instanceof final ShapeRoi shape ? shape.getRois() : new Roi[] { all };
		for (final Roi roi : each)
			roi.setPosition(slice);
		return each;
	}

	private void next() throws InterruptedException {
		final Runnable what = queue.poll(INTERVAL, TimeUnit.MILLISECONDS);
		if (what != null) what.run();
		panel.tick();
	}

	private void paint(final String name) throws IOException {
		paint(panel, name);
	}

	private void paint(final JPanel page, final String name) throws IOException {
		// twice, because wrapped text knows its height only after it has a width
		TrainingWindowPicture.paint(page, WIDTH, HEIGHT);
		final BufferedImage picture = TrainingWindowPicture.paint(page, WIDTH, HEIGHT);
		// a palette makes a third of the size of it
		ImageIO.write(new MedianCut(new ColorProcessor(picture)).convertToByte(COLORS).getBufferedImage(), "png", new File(pictures
			.toFile(), "wizard-" + name + ".png"));
	}

	@Override
	public Optional<Answer> existing(final WizardStep step, final List<Path> files, final boolean unfinished) {
		return Optional.of(Answer.REPLACE);
	}

	@Override
	public boolean reallyCancel() {
		return true;
	}

	@Override
	public Optional<Path> macroFile(final Path suggestion) {
		return Optional.of(suggestion);
	}

	@Override
	public void open(final List<ImagePlus> images) {}

	@Override
	public void predict(final Predictor what, final Path model) {}

	@Override
	public void start() {}

	@Override
	public void close() {}
}
