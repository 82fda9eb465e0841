package sfumato.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.process.ImageProcessor;

import sfumato.data.simulation.RaterSimulation;
import sfumato.training.History;
import sfumato.training.TrainingListener.Preview;

/** The pictures are in {@code target/plots}, to be looked at. */
class TrainingPictureTest {

	private static final int BLUE = 0x0072B2, ORANGE = 0xD55E00;

	/** A training of known curves: constant values are horizontal lines, which pixels can be probed on. */
	private static List<History.Row> rows(final int epochs, final boolean validation) {
		final List<History.Row> rows = new ArrayList<>();
		for (int e = 1; e <= epochs; e++) {
			final double fall = Math.exp(-e / 12.0);
			rows.add(new History.Row(e, "train", "loss", 0.15 + 0.5 * fall));
			rows.add(new History.Row(e, "train", "cross-entropy", 0.08 + 0.6 * fall));
			rows.add(new History.Row(e, "train", "dice-semimetric", 0.17 + 0.45 * fall));
			rows.add(new History.Row(e, "train", "rate", 0.01 * Math.pow(1 - (e - 1) / (double) epochs, 0.9)));
			if (!validation || e % 3 != 0) continue;
			rows.add(new History.Row(e, "validation", "loss", 0.2 + 0.5 * fall + 0.0004 * e));
			rows.add(new History.Row(e, "validation", "soft_Dice", 84 - 70 * fall));
			rows.add(new History.Row(e, "validation", "Dice", 92 - 80 * fall));
			rows.add(new History.Row(e, "validation", "BDice", 88 - 74 * fall));
			rows.add(new History.Row(e, "validation", "ECE", 1.5 + 9 * fall));
			rows.add(new History.Row(e, "validation", "human_Dice", 90));
		}
		return rows;
	}

	private static Preview preview(final int epoch) {
		final RaterSimulation.SimulatedCase simulated = new RaterSimulation().simulate(1);
		final float[] image = new float[128 * 128];
		for (int i = 0; i < image.length; i++)
			image[i] = simulated.image().getAt(i % 128, i / 128, 0).get();
		final float[][] target = new float[2][128 * 128], prediction = new float[2][128 * 128];
		for (int i = 0; i < image.length; i++) {
			final int x = i % 128, right = Math.min(127, x + 3), y = i / 128, raters = simulated.labels().size();
			target[1][i] = (float) simulated.labels().stream().filter(l -> l.getAt(x, y).get() > 0).count() / raters;
			prediction[1][i] = 0.05f + 0.9f * simulated.labels().stream().filter(l -> l.getAt(right, y).get() > 0).count() / raters;
			target[0][i] = 1 - target[1][i];
			prediction[0][i] = 1 - prediction[1][i];
		}
		return new Preview(epoch, "case01", 128, 128, image, target, prediction);
	}

	private static void save(final ImagePlus imp, final String name) {
		final File folder = new File("target/plots");
		folder.mkdirs();
		IJ.saveAs(imp.duplicate(), "png", new File(folder, name).getPath());
	}

	private static boolean has(final ImageProcessor ip, final int rgb) {
		for (int i = 0; i < ip.getPixelCount(); i++)
			if ((ip.get(i) & 0xFFFFFF) == rgb) return true;
		return false;
	}

	/** The colour of the plot at a point of its axes. */
	private static int at(final Plot plot, final double x, final double y) {
		return plot.getProcessor().convertToRGB().get((int) Math.round(plot.scaleXtoPxl(x)), (int) Math.round(plot.scaleYtoPxl(
			y))) & 0xFFFFFF;
	}

	@Test
	void drawsLinesAtTheirValues() {
		final TrainingCurves curves = new TrainingCurves(rows(60, true), Optional.empty(), 0);
		final Plot loss = curves.loss(500, 340), scores = curves.scores(500, 340);
		assertEquals(BLUE, at(loss, 40, 0.15 + 0.5 * Math.exp(-40 / 12.0)));
		assertEquals(ORANGE, at(loss, 30, 0.2 + 0.5 * Math.exp(-30 / 12.0) + 0.012));
		assertEquals(0, at(scores, 20, 90), "what the raters reach");
		assertEquals(BLUE, at(scores, 30, 92 - 80 * Math.exp(-30 / 12.0)));
		assertEquals(0xE69F00, at(scores, 30, 88 - 74 * Math.exp(-30 / 12.0)));
		assertEquals(0x009E73, at(scores, 30, 84 - 70 * Math.exp(-30 / 12.0)));
		assertEquals(ORANGE, at(curves.calibration(500, 340), 30, 1.5 + 9 * Math.exp(-30 / 12.0)));
		assertEquals(BLUE, at(curves.rate(500, 340), 31, 0.01 * Math.pow(0.5, 0.9)));
	}

	@Test
	void drawsLossTermsIfThereAreSeveral() {
		assertTrue(has(new TrainingCurves(rows(60, false), Optional.empty(), 0).loss(500, 340).getProcessor().convertToRGB(),
			0x009E73));
		final List<History.Row> one = rows(60, false).stream().filter(r -> !r.name().equals("cross-entropy")).toList();
		assertFalse(has(new TrainingCurves(one, Optional.empty(), 0).loss(500, 340).getProcessor().convertToRGB(), 0x009E73));
	}

	@Test
	void axisIgnoresOutliersOfTheFirstEpochs() {
		final List<History.Row> rows = new ArrayList<>(rows(60, true));
		rows.set(0, new History.Row(1, "train", "loss", 1000));
		final Plot loss = new TrainingCurves(rows, Optional.empty(), 0).loss(500, 340);
		assertTrue(loss.getLimits()[3] < 1, "up to " + loss.getLimits()[3]);
	}

	@Test
	void epochAxisGrowsInLargeStepsUpToTheLastEpoch() {
		assertEquals(10, new TrainingCurves(rows(3, false), Optional.empty(), 150).rate(500, 340).getLimits()[1]);
		assertEquals(50, new TrainingCurves(rows(21, false), Optional.empty(), 150).rate(500, 340).getLimits()[1]);
		assertEquals(100, new TrainingCurves(rows(51, false), Optional.empty(), 150).rate(500, 340).getLimits()[1]);
		assertEquals(150, new TrainingCurves(rows(101, false), Optional.empty(), 150).rate(500, 340).getLimits()[1]);
		assertEquals(21, new TrainingCurves(rows(21, false), Optional.empty(), 0).rate(500, 340).getLimits()[1]);
	}

	@Test
	void pageHoldsAvailablePanels() {
		final TrainingCurves all = new TrainingCurves(rows(60, true), Optional.empty(), 150);
		final ImagePlus page = TrainingPicture.of("Training", all, Optional.of(preview(60)));
		save(page, "training-page.png");
		assertEquals("Training", page.getTitle());
		assertTrue(has(page.getProcessor(), PreviewPicture.NETWORK.getRGB() & 0xFFFFFF), "an outline");
		final ImagePlus bare = TrainingPicture.of("Training", new TrainingCurves(rows(60, false), Optional.empty(), 0), Optional
			.empty());
		save(bare, "training-without-validation.png");
		assertEquals(page.getHeight() / 2, bare.getHeight());
		assertEquals(List.of("m, Loss", "m, Dice", "m, ECE", "m, Learning rate"), all.plots("m").stream().map(ImagePlus::getTitle)
			.toList());
		assertEquals(2, new TrainingCurves(rows(2, false), Optional.empty(), 0).plots("m").size());
	}

	@Test
	void drawsATrainingWithoutEpochs() {
		final TrainingCurves.Steps steps = new TrainingCurves.Steps(new double[] { 0.1, 0.2, 0.3 }, new double[] { 0.9, 0.8,
			0.7 });
		final TrainingPicture picture = new TrainingPicture();
		picture.draw(new TrainingCurves(List.of(), Optional.empty(), 150), Optional.empty(), 800, 400);
		final ImageProcessor begun = picture.draw(new TrainingCurves(List.of(), Optional.of(steps), 150), Optional.empty(), 800,
			400);
		assertTrue(has(begun, TrainingCurves.STEPS.getRGB() & 0xFFFFFF));
		assertTrue(has(picture.draw(new TrainingCurves(rows(3, true), Optional.of(steps), 150), Optional.of(preview(3)), 900,
			500), BLUE));
		// smaller than can be read: as large as that takes
		assertTrue(picture.draw(new TrainingCurves(rows(3, true), Optional.of(steps), 150), Optional.of(preview(3)), 100, 50)
			.getHeight() >= 300);
		assertThrows(IllegalArgumentException.class, () -> new TrainingCurves.Steps(new double[2], new double[3]));
	}

	/** Whatever is cut off touches the edge, or the picture at the right. */
	@Test
	void captionsAndLegendOfANarrowPreviewAreComplete() {
		for (final int width : new int[] { 200, 260, 420 }) {
			final ImageProcessor drawn = PreviewPicture.draw(preview(3), width, 600);
			save(new ImagePlus("", drawn), "preview-narrow-" + width + ".png");
			for (int y = 0; y < drawn.getHeight(); y++)
				for (int x = 1; x <= 3; x++)
					assertEquals(0xFFFFFF, drawn.getPixel(drawn.getWidth() - x, y) & 0xFFFFFF, width + " pixels, row " + y);
			for (int y = 50; y < drawn.getHeight(); y++)
				assertEquals(0xFFFFFF, drawn.getPixel(width / 2, y) & 0xFFFFFF, width + " pixels, row " + y + " between the pictures");
		}
	}

	@Test
	void fitsPreviewsOfAllShapes() {
		for (final int[] size : new int[][] { { 300, 40 }, { 40, 300 }, { 7, 7 }, { 1000, 700 } }) {
			final int n = size[0] * size[1];
			final float[] image = new float[n], one = new float[n], zero = new float[n];
			for (int i = 0; i < n; i++) {
				one[i] = i % size[0] < size[0] / 2 ? 0.9f : 0.1f;
				zero[i] = 1 - one[i];
			}
			final ImageProcessor drawn = PreviewPicture.draw(new Preview(1, "case", size[0], size[1], image, new float[][] { zero,
				one }, new float[][] { one, zero }), 420, 640);
			save(new ImagePlus("", drawn), "preview-" + size[0] + "x" + size[1] + ".png");
			assertTrue(has(drawn, new Color(PerceptualLut.lut().getRGB(Math.round(0.9f * 255))).getRGB() & 0xFFFFFF) || has(drawn,
				new Color(PerceptualLut.lut().getRGB(229)).getRGB() & 0xFFFFFF), size[0] + " x " + size[1]);
		}
	}
}
