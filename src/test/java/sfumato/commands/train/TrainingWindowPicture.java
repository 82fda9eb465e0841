package sfumato.commands.train;

import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;

import sfumato.jobs.Compute;
import sfumato.jobs.LocalJobs;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.progress.Progress;
import sfumato.training.StopReason;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingPreset;

/**
 * Makes the picture of the window in the documentation: trains on the phantoms as {@code preset=quick} does and paints what is in
 * the window after an epoch. Needs no screen.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sfumato.commands.train.TrainingWindowPicture \
 *   -Dexec.args="/tmp/model 70 docs/images/training-window.png"
 * </pre>
 */
public final class TrainingWindowPicture {

	private static final int WIDTH = 1280, HEIGHT = 660;

	private TrainingWindowPicture() {}

	/** A new model folder, the epoch, the picture. */
	public static void main(final String[] args) throws IOException {
		final TrainingConfiguration quick = TrainingPreset.QUICK.configuration(0);
		final TrainJob job = new TrainJob(new DataSelection(Path.of("test-images/phantoms"), "", "1-10"), quick, Optional.empty(),
			new TrainJob.Supervision("11-13", 0, false, 0), Path.of(args[0]), true, Compute.auto());
		final TrainingWatch watch = new TrainingWatch("Train Network quick-model", true, () -> {});
		final TrainingPanel panel = new TrainingPanel(watch, () -> false, i -> {});
		final int epoch = Integer.parseInt(args[1]);
		final int[] step = new int[1];
		try (LocalJobs jobs = new LocalJobs()) {
			jobs.run(job, Progress.none(), new TrainingMonitor(new TrainingListener() {

				@Override
				public void begin(final Begin begin) {
					step[0] = epoch * begin.stepsPerEpoch() + 1;
					watch.begin(begin);
				}

				@Override
				public void step(final Step s) {
					watch.step(s);
					if (s.step() != step[0]) return;
					panel.refresh();
					try {
						ImageIO.write(paint(panel, WIDTH, HEIGHT), "png", new File(args[2]));
					}
					catch (final IOException e) {
						throw new java.io.UncheckedIOException(e);
					}
				}

				@Override
				public void epoch(final int number, final java.util.List<sfumato.training.History.Row> rows) {
					watch.epoch(number, rows);
				}

				@Override
				public void preview(final Preview preview) {
					watch.preview(preview);
				}

				@Override
				public void end(final StopReason ending) {
					watch.end(ending);
				}
			}, watch.control()));
		}
	}

	/** What a component looks like in a given size. */
	public static BufferedImage paint(final Container panel, final int width, final int height) {
		panel.setSize(width, height);
		layOut(panel);
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = image.createGraphics();
		panel.printAll(g);
		g.dispose();
		return image;
	}

	/** Only what is on a screen lays itself out. */
	private static void layOut(final Container container) {
		container.doLayout();
		for (final Component c : container.getComponents())
			if (c instanceof final Container inner) layOut(inner);
	}
}
