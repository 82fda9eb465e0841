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
import com.formdev.flatlaf.FlatLightLaf;

import net.imagej.patcher.LegacyInjector;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.MedianCut;

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

	private static final int WIDTH = 1100, HEIGHT = 760, INTERVAL = 200, COLORS = 256;

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

	/** What may be loaded only after ImageJ has been patched. */
	private static final class Start {

		static void run(final String[] args) throws Exception {
			Files.createDirectories(Path.of(args[3]));
			try (EmbeddedImageJ imagej = EmbeddedImageJ.start()) {
				new WizardPictures(imagej, Path.of(args[3])).go(Path.of(args[0]), Path.of(args[1]), args[2]);
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
		background.shutdown();
	}

	private void next() throws InterruptedException {
		final Runnable what = queue.poll(INTERVAL, TimeUnit.MILLISECONDS);
		if (what != null) what.run();
		panel.tick();
	}

	private void paint(final String name) throws IOException {
		// twice, because wrapped text knows its height only after it has a width
		TrainingWindowPicture.paint(panel, WIDTH, HEIGHT);
		final BufferedImage picture = TrainingWindowPicture.paint(panel, WIDTH, HEIGHT);
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
