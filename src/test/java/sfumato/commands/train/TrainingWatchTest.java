package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;

import sfumato.commands.MacroRunner;
import sfumato.plots.TrainingCurves;
import sfumato.progress.Progress;
import sfumato.training.History;
import sfumato.training.StopReason;
import sfumato.training.TrainingListener.Begin;
import sfumato.training.TrainingListener.Preview;
import sfumato.training.TrainingListener.Step;

/** What the window shows and what its buttons do, without a window; its picture is in {@code target/plots}. */
class TrainingWatchTest {

	@TempDir
	private Path folder;

	private final AtomicInteger opened = new AtomicInteger();
	private final TrainingWatch watch = new TrainingWatch("Train Network cells", true, opened::incrementAndGet);

	@Test
	void windowFitsItsPlot() {
		final Dimension size = new TrainingPanel(watch, () -> false, i -> {}).getPreferredSize();
		assertTrue(size.width >= 1280 && size.height >= 560, size::toString);
		assertTrue(size.width <= 1366 && size.height <= 768 - 30, "a small notebook's screen and a title bar: " + size);
	}

	private void begin(final double human) {
		watch.begin(new Begin(20, 4, 8, List.of("cross-entropy"), human, 0, List.of()));
	}

	private void epochs(final int from, final int to) {
		for (int e = from; e <= to; e++) {
			for (int s = 1; s <= 4; s++)
				watch.step(new Step(e, 4L * (e - 1) + s, 1.0 / e, 0.01, 42.25, 3725));
			watch.epoch(e, List.of(new History.Row(e, "train", "loss", 1.0 / e), new History.Row(e, "train", "rate", 0.01),
				new History.Row(e, "validation", "loss", 1.1 / e), new History.Row(e, "validation", "soft_Dice", 80),
				new History.Row(e, "validation", "Dice", 88.06), new History.Row(e, "validation", "BDice", 87), new History.Row(e,
					"validation", "ECE", 1.9), new History.Row(e, "validation", "human_Dice", 90.4)));
		}
	}

	private List<String> lines() {
		return watch.view().lines();
	}

	@Test
	void showsProgressAndTheLastValidation() {
		assertEquals("Starting ...", lines().get(0));
		begin(0.904);
		assertEquals(List.of("Starting ...", "Not validated yet."), lines());
		epochs(1, 5);
		assertEquals(List.of("Epoch 5 of 20, step 20 of 80, loss 0.2000, rate 0.010, 42.3 images/s, 1 h 02 min left",
			"Validation after epoch 5: loss 0.2200, soft Dice 80.0, Dice 88.1, BDice 87.0, ECE 1.9, inter-rater Dice 90.4"),
			lines());
		assertEquals(0.25, watch.view().done());
		assertEquals(20, watch.view().curves().epochs());
		assertEquals(20, watch.view().curves().steps().orElseThrow().losses().length);
		assertEquals(0.125, watch.view().curves().steps().orElseThrow().epochs()[0], 1e-12);
	}

	@Test
	void saysThatThereAreNoValidationCases() {
		begin(Double.NaN);
		assertEquals(TrainMenuMessages.noScores(), lines().get(1));
	}

	@Test
	void showsTheStopReason() {
		begin(0.9);
		epochs(1, 5);
		watch.end(new StopReason(StopReason.Reason.PATIENCE, 5, 3, 0));
		final String end = TrainMenuMessages.ended(5, StopReason.Reason.PATIENCE, 3);
		assertEquals(TrainMenuMessages.writingModel(end), lines().get(0));
		watch.succeed();
		watch.close();
		assertEquals(end, lines().get(0));
		assertTrue(watch.isOver());
		assertFalse(watch.view().running());
		assertEquals(0, watch.view().curves().epochs(), "the axis ends with the last epoch");
	}

	@Test
	void showsFailureAndCancellation() {
		begin(0.9);
		watch.close();
		assertEquals(TrainMenuMessages.noResult(), lines().get(0));
		final TrainingWatch other = new TrainingWatch("", true, () -> {});
		other.control().cancel();
		assertEquals("Cancelling ...", other.view().lines().get(0));
		assertFalse(other.view().running());
		other.close();
		assertEquals("Cancelled.", other.view().lines().get(0));
	}

	@Test
	void cancelButtonCancelsTheProgress() {
		final Progress progress = watch.progress(Progress.none());
		assertFalse(progress.isCanceled());
		watch.control().cancel();
		assertTrue(progress.isCanceled());
	}

	@Test
	void opensOneWindowForSeveralTrainingsAndNamesTheCurrentOne() {
		watch.next("majority, fold 1");
		begin(Double.NaN);
		epochs(1, 3);
		assertEquals("Train Network cells: majority, fold 1", watch.view().title());
		watch.next("majority, fold 2");
		begin(Double.NaN);
		assertEquals("Train Network cells: majority, fold 2", watch.view().title());
		assertEquals(List.of(), watch.view().curves().rows());
		assertEquals(1, opened.get());
	}

	@Test
	void showsTheHistoryOfAResumedTraining() {
		watch.begin(new Begin(20, 4, 8, List.of(), 0.9, 8, List.of(new History.Row(1, "train", "loss", 1), new History.Row(2,
			"train", "loss", 0.5))));
		assertEquals(2, watch.view().curves().rows().size());
		assertEquals(0.1, watch.view().done());
	}

	@Test
	void limitsTheNumberOfPlottedPoints() {
		final LossTrace trace = new LossTrace();
		for (int i = 0; i < 100_000; i++)
			trace.add(i / 100.0, i % 2);
		final TrainingCurves.Steps steps = trace.steps();
		assertTrue(steps.losses().length > 400 && steps.losses().length <= 1000, "" + steps.losses().length);
		for (int i = 0; i < steps.losses().length; i++) {
			assertEquals(0.5, steps.losses()[i], 1e-9);
			if (i > 0) assertEquals(steps.epochs()[1] - steps.epochs()[0], steps.epochs()[i] - steps.epochs()[i - 1], 1e-9);
		}
	}

	private static JButton button(final Container in, final String text) {
		for (final Component c : in.getComponents()) {
			if (c instanceof final JButton b && b.getText().equals(text)) return b;
			if (c instanceof final Container inner) {
				final JButton b = button(inner, text);
				if (b != null) return b;
			}
		}
		return null;
	}

	@Test
	void buttonsPauseFinishAndCancelTheTraining() {
		begin(0.9);
		epochs(1, 2);
		final boolean[] really = { false };
		final List<ImagePlus> shown = new ArrayList<>();
		final TrainingPanel panel = new TrainingPanel(watch, () -> really[0], shown::addAll);
		button(panel, "Pause").doClick();
		assertTrue(watch.control().isPaused());
		assertTrue(lines().get(0).startsWith("Paused. Epoch 2 of 20"), lines()::toString);
		button(panel, "Resume").doClick();
		assertFalse(watch.control().isPaused());
		button(panel, "Open plots").doClick();
		assertEquals(4, shown.size());
		assertEquals("Train Network cells, Loss", shown.get(0).getTitle());
		button(panel, "Cancel").doClick();
		assertFalse(watch.control().isCanceled(), "only if it is really meant");
		button(panel, "Finish now").doClick();
		assertTrue(watch.control().isFinishing());
		assertFalse(button(panel, "Finish now").isEnabled());
		assertTrue(button(panel, "Open plots").isEnabled());
		really[0] = true;
		final TrainingWatch other = new TrainingWatch("folds", false, () -> {});
		final TrainingPanel compared = new TrainingPanel(other, () -> really[0], shown::addAll);
		assertEquals(null, button(compared, "Finish now"), "trainings that are compared end together");
		button(compared, "Cancel").doClick();
		assertTrue(other.control().isCanceled());
	}

	@Test
	void escCancelsAfterAQuestionAndNothingWhenTheTrainingIsOver() {
		begin(0.9);
		final AtomicInteger questions = new AtomicInteger();
		final TrainingPanel panel = new TrainingPanel(watch, () -> questions.incrementAndGet() == 2, i -> {});
		final Object action = panel.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).get(KeyStroke.getKeyStroke("ESCAPE"));
		final Runnable esc = () -> panel.getActionMap().get(action).actionPerformed(null);
		esc.run();
		assertFalse(watch.control().isCanceled(), "the first answer is no");
		esc.run();
		assertTrue(watch.control().isCanceled());
		esc.run();
		assertEquals(2, questions.get());
	}

	@Test
	void saysInAFewWordsHowManyEpochsAreDone() {
		assertEquals(TrainMenuMessages.summary("Train Network cells", 0, 0), watch.summary());
		begin(0.9);
		epochs(1, 2);
		watch.step(new Step(3, 9, 1, 0.01, 42, 3725));
		assertEquals(TrainMenuMessages.summary("Train Network cells", 2, 20), watch.summary());
	}

	@Test
	void drawsThePanelInHeadlessMode() throws IOException {
		final TrainingPanel panel = new TrainingPanel(watch, () -> false, i -> {});
		TrainingWindowPicture.paint(panel, 1280, 660);
		begin(0.904);
		epochs(1, 12);
		final float[] image = new float[64 * 48], p = new float[64 * 48], q = new float[64 * 48];
		for (int i = 0; i < p.length; i++) {
			p[i] = (float) (1 / (1 + Math.exp(Math.hypot(i % 64 - 30, i / 64 - 24) - 14)));
			q[i] = 1 - p[i];
			image[i] = 100 * p[i] + i % 7;
		}
		watch.preview(new Preview(12, "case07, slice 3", 64, 48, image, new float[][] { q, p }, new float[][] { q, p }));
		panel.refresh();
		final BufferedImage painted = TrainingWindowPicture.paint(panel, 1280, 660);
		Files.createDirectories(Path.of("target/plots"));
		ImageIO.write(painted, "png", new File("target/plots/training-panel.png"));
		int blue = 0;
		for (int y = 0; y < painted.getHeight(); y++)
			for (int x = 0; x < painted.getWidth(); x++)
				if ((painted.getRGB(x, y) & 0xFFFFFF) == 0x0072B2) blue++;
		assertTrue(blue > 500, "" + blue);
	}

	@Test
	void opensNoWindowInHeadlessMode() {
		final String train = "run(\"Train Network...\", \"dataset=[test-images/phantoms] cases=1-4 validation=5 every=1 network=[" +
			"unet(encoder: plain, width: 4)] epochs=2 batch=2 patch=32 threads=1 overwrite=true output=[" + folder.resolve("model") +
			"] window=";
		for (final String window : List.of("true", "false"))
			MacroRunner.run(train + window + "\");").value();
		assertEquals(0, Stream.of(Window.getWindows()).filter(TrainingWindow.class::isInstance).count());
		final MacroRunner.Outcome watching = MacroRunner.run("run(\"Watch Training...\", \"\");");
		assertTrue(watching.error() != null && watching.error().contains(TrainMenuMessages.noScreen()), watching::toString);
		// the same curves afterwards, as a picture in a file
		final Path png = folder.resolve("training.png");
		assertEquals("1 24", MacroRunner.run("run(\"Plot Training...\", \"model=[" + folder.resolve("model") +
			"]\"); saveAs(\"PNG\", \"" + png + "\"); return \"\" + nImages + \" \" + bitDepth();").value());
		assertTrue(Files.exists(png));
		assertEquals("Training of model, Loss", MacroRunner.run("run(\"Plot Training...\", \"model=[" + folder.resolve("model") +
			"] show=plots\"); if (nImages != 4) exit(\"\" + nImages); return getTitle();").value());
	}
}
