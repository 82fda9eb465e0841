package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.ImageStack;

import sfumato.commands.MacroRunner;

/** The wizard's second way: what is drawn on an open image is named, counted, kept, learned from, and continued later. */
class DrawingTest {

	private static final int SIDE = 48, SLICES = 3;

	@TempDir
	private Path folder;

	private final List<Path> remembered = new ArrayList<>();
	private final DrawingSession session = new DrawingSession(new WizardRunner(MacroRunner.imagej().context()), Runnable::run, Runnable::run,
		line -> {}, remembered::add, () -> {});

	@AfterEach
	void close() {
		for (final int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList())
			WindowManager.getImage(id).close();
	}

	/** Bright discs on noise. */
	private static ImagePlus discs() {
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		final java.util.Random random = new java.util.Random(1);
		for (int z = 0; z < SLICES; z++) {
			final ByteProcessor plane = new ByteProcessor(SIDE, SIDE);
			for (int i = 0; i < plane.getPixelCount(); i++)
				plane.set(i, 40 + random.nextInt(30));
			plane.setValue(180);
			plane.fill(disc(z));
			stack.addSlice(plane);
		}
		return new ImagePlus("discs", stack);
	}

	private static Roi disc(final int z) {
		return new OvalRoi(6 + 4 * z, 10, 20, 20);
	}

	/** As B does. */
	private static void press(final ImagePlus image, final int slice, final Roi roi) {
		image.setSlice(slice);
		if (image.getOverlay() == null) image.setOverlay(new Overlay());
		image.getOverlay().add(roi);
	}

	private ImagePlus drawn() {
		final ImagePlus image = discs();
		for (int z = 0; z < 2; z++) {
			press(image, z + 1, disc(z));
			DrawnOutlines.adopt(image, "Rater 1", 1);
		}
		press(image, 1, new OvalRoi(5, 11, 21, 19));
		DrawnOutlines.adopt(image, "Eva", 1);
		return image;
	}

	@Test
	void whatIsAddedBelongsToTheRaterTheClassAndTheSliceThatAreChosen() {
		final ImagePlus image = drawn();
		press(image, 3, new PointRoi(3, 3));
		assertEquals(0, DrawnOutlines.adopt(image, "Jan", 2), "a point is no area, and the others have a rater");
		assertEquals(List.of(new DrawnOutlines.Count("Eva", 1, 1, 1), new DrawnOutlines.Count("Rater 1", 1, 2, 2)), DrawnOutlines.counts(image));
		assertEquals(2, DrawnOutlines.planes(image));
		assertEquals(1, DrawnOutlines.others(image));
		final Roi own = new OvalRoi(1, 1, 5, 5);
		own.setName("Jan: class2 left");
		own.setPosition(3);
		press(image, 1, own);
		assertEquals(0, DrawnOutlines.adopt(image, "Eva", 1), "whoever names a ROI knows better");
		assertTrue(DrawnOutlines.counts(image).contains(new DrawnOutlines.Count("Jan", 2, 1, 1)));
	}

	@Test
	void outlinesAreTheSameAfterTheyWereKept() throws IOException {
		final ImagePlus image = drawn(), again = discs();
		DrawnOutlines.write(image, folder.resolve("a"));
		DrawnOutlines.restore(again, folder.resolve("a"));
		assertEquals(DrawnOutlines.counts(image), DrawnOutlines.counts(again));
		DrawnOutlines.write(again, folder.resolve("b"));
		for (final String name : List.of("Eva.zip", "Rater 1.zip"))
			assertTrue(Files.size(folder.resolve("b").resolve(name)) > 0, name);
	}

	@Test
	void nothingDrawnIsASentence() {
		final String home = System.setProperty("user.home", folder.toString());
		session.begin(discs());
		System.setProperty("user.home", home);
		session.train(1, 0, "auto", 1, false);
		assertEquals(WizardMessages.nothingDrawn(), session.problem());
		assertFalse(session.isBusy());
		assertFalse(Files.exists(session.plan().output()), "and leaves nothing");
	}

	@Test
	void theMacroOfTwoRoundsMakesTheSameModelsAndTheRunGoesOnLater() throws IOException {
		final ImagePlus saved = discs();
		final Path file = folder.resolve("discs.tif");
		IJ.saveAsTiff(saved, file.toString());
		final ImagePlus image = IJ.openImage(file.toString());
		image.setOverlay(drawn().getOverlay());
		session.begin(image);
		final Path output = session.plan().output();
		assertEquals(folder.resolve("discs-wizard"), output);
		session.train(3, 0, "cpu", 1, false);
		assertEquals("", session.problem());
		press(image, 3, disc(2));
		DrawnOutlines.adopt(image, "Rater 1", 1);
		session.train(2, 0, "cpu", 1, true);
		assertEquals("", session.problem());
		assertTrue(session.prediction().isPresent());
		assertEquals(List.of("discs-labels", "discs-probabilities"), session.results().stream().map(ImagePlus::getTitle).toList());
		assertEquals(4, image.getOverlay().size(), "the prediction is no outline");
		assertEquals(0, WindowManager.getImageCount());
		assertTrue(session.macro().orElseThrow().contains("start=[\" + output + \"/model]"), session.macro().orElseThrow());
		assertEquals(List.of(output, output), remembered);

		final Path again = folder.resolve("made again");
		MacroRunner.run(session.macro().orElseThrow(), "output=" + again).value();
		close();
		for (final String name : List.of("model/weights.safetensors", "model-2/weights.safetensors", "model-2/history.csv"))
			assertArrayEquals(Files.readAllBytes(output.resolve(name)), Files.readAllBytes(again.resolve(name)), name);
		for (final String name : List.of("prediction-labels.tif", "prediction-2-labels.tif", "prediction-2-probabilities.tif")) {
			final ImagePlus a = IJ.openImage(output.resolve(name).toString()), b = IJ.openImage(again.resolve(name).toString());
			for (int i = 1; i <= a.getStackSize(); i++)
				assertArrayEquals(a.getStack().getProcessor(i).getFloatArray(), b.getStack().getProcessor(i).getFloatArray(), name);
		}

		final SavedRun.Drawing run = (SavedRun.Drawing) SavedRun.read(output);
		final ImagePlus opened = IJ.openImage(run.image().toString());
		final DrawingSession later = new DrawingSession(new WizardRunner(MacroRunner.imagej().context()), Runnable::run, Runnable::run,
			line -> {}, remembered::add, () -> {});
		later.resume(run, output, opened);
		assertEquals(DrawnOutlines.counts(image), DrawnOutlines.counts(opened));
		assertEquals(session.macro(), later.macro());
		assertEquals(3, later.plan().next());
		final Overlay before = session.prediction().orElseThrow(), after = later.prediction().orElseThrow();
		assertEquals(before.size(), after.size());
		for (int i = 0; i < before.size(); i++) {
			assertEquals(before.get(i).getBounds(), after.get(i).getBounds());
			assertEquals(before.get(i).getPosition(), after.get(i).getPosition());
			assertEquals(before.get(i).getStrokeColor(), after.get(i).getStrokeColor());
		}
		assertTrue(later.plan().prepare(3, new DrawingPlan.Choices(1, 0, "auto", 0, "none"), true).lines().get(0).text().contains("start=" +
			output.resolve("model-2")));
	}

	@Test
	void anImageWithoutAFileIsKeptForTheMacro() throws IOException {
		final ImagePlus image = drawn();
		final String home = System.setProperty("user.home", folder.toString());
		try {
			session.begin(image);
			final Path output = session.plan().output();
			session.train(1, 0, "cpu", 1, false);
			assertEquals("", session.problem());
			final Path copy = output.resolve("annotations/image.tif");
			assertTrue(session.macro().orElseThrow().contains(copy.toString()));
			assertArrayEquals((byte[]) image.getStack().getPixels(2), (byte[]) IJ.openImage(copy.toString()).getStack().getPixels(2));
		}
		finally {
			System.setProperty("user.home", home);
		}
	}

	@Test
	void oneWindowOfGreyValuesHoldsForAllSlices() {
		final ImagePlus image = discs();
		image.getStack().getProcessor(2).set(0, 255);
		final double[] window = GreyWindow.of(image, 1, 99.8);
		assertEquals(40, window[0], 2);
		assertEquals(180, window[1], 1);
		final double[] flat = GreyWindow.of(new ImagePlus("flat", new ByteProcessor(8, 8)), 1, 99.8);
		assertTrue(flat[1] > flat[0]);
	}
}
