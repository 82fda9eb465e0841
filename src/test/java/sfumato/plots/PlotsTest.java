package sfumato.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.File;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;

import sfumato.api.Reliability;
import sfumato.api.Sfumato;
import sfumato.api.SoftLabels;
import sfumato.data.simulation.RaterSimulation;

/** The pictures are in {@code target/plots}, to be looked at. */
class PlotsTest {

	private static void save(final ImagePlus imp, final String name) {
		final File folder = new File("target/plots");
		folder.mkdirs();
		IJ.saveAs(imp.duplicate(), "png", new File(folder, name).getPath());
	}

	private static boolean has(final ImagePlus imp, final int rgb) {
		final var ip = imp.getProcessor().convertToColorProcessor();
		for (int i = 0; i < ip.getPixelCount(); i++)
			if ((ip.get(i) & 0xFFFFFF) == rgb) return true;
		return false;
	}

	@Test
	void reliabilityDiagramShowsBarsAndGapsToTheDiagonal() {
		// an over-confident model: with confidence p it is right in p² of the cases
		final Random random = new Random(1);
		final int n = 100;
		final float[] p = new float[2 * n * n], r = new float[2 * n * n];
		for (int i = 0; i < n * n; i++) {
			p[i] = i % 3 == 0 ? 1 : random.nextFloat();
			p[n * n + i] = 1 - p[i];
			final double confidence = Math.max(p[i], 1 - p[i]);
			final boolean right = random.nextDouble() < confidence * confidence;
			r[right == p[i] > 0.5f ? i : n * n + i] = 1;
		}
		final Plot plot = ReliabilityPlot.of(reliability(p, r, n), "Reliability");
		final ImagePlus imp = plot.getImagePlus();
		save(imp, "reliability.png");
		assertEquals("Reliability", imp.getTitle());
		assertTrue(has(imp, 0x56B4E9), "bars");
		assertTrue(has(imp, 0xD55E00), "gaps");
	}

	@Test
	void drawsDiagramsOfOneBin() {
		assertTrue(ReliabilityPlot.of(reliability(new float[] { 1, 0 }, new float[] { 1, 0 }, 1), "one").getImagePlus().getWidth() > 0);
	}

	private static Reliability reliability(final float[] prediction, final float[] reference, final int n) {
		try (Sfumato sfumato = Sfumato.create()) {
			return sfumato.evaluate(SoftLabels.of(ArrayImgs.floats(prediction, n, n, 2), "XYC"), SoftLabels.of(ArrayImgs.floats(reference, n, n, 2),
				"XYC")).reliability();
		}
	}

	@Test
	void outlinesLieBetweenPixelsAndHaveALegend() {
		final RaterSimulation.SimulatedCase simulated = new RaterSimulation().simulate(1);
		final Img<FloatType> image = ArrayImgs.floats(128, 128);
		for (int y = 0; y < 128; y++)
			for (int x = 0; x < 128; x++)
				image.getAt(x, y).set(simulated.image().getAt(x, y, 0));
		final ImagePlus imp = Overlays.draw("overlay", image, List.of(new Overlays.Outline("rater 1", simulated.labels().get(
			0), new Color(0xE69F00)), new Overlays.Outline("rater 5", simulated.labels().get(4), new Color(0x56B4E9))));
		save(imp, "overlay.png");
		assertEquals(512, imp.getWidth());
		assertTrue(has(imp, 0xE69F00));
		final Img<UnsignedByteType> small = ArrayImgs.unsignedBytes(3, 3);
		assertEquals(PlotMessages.outlineSize("x", 3, 3, 128, 128), assertThrows(IllegalArgumentException.class,
			() -> Overlays.draw("", image, List.of(new Overlays.Outline("x", small, Color.RED)))).getMessage());
	}

	@Test
	void coincidingOutlinesAlternateAndTheLegendWraps() {
		final Img<FloatType> image = ArrayImgs.floats(64, 64);
		final Img<UnsignedByteType> square = ArrayImgs.unsignedBytes(64, 64);
		for (int y = 10; y < 50; y++)
			for (int x = 10; x < 50; x++)
				square.getAt(x, y).set(1);
		final ImagePlus imp = Overlays.draw("shared", image, List.of(new Overlays.Outline("a", square, new Color(0xE69F00)),
			new Overlays.Outline("b", square, new Color(0x56B4E9))), 1024);
		save(imp, "shared-outlines.png");
		assertEquals(1024, imp.getWidth());
		// both names in one line below the picture
		assertEquals(1024 + 40, imp.getHeight());
		final var shared = imp.crop(new ij.gui.Roi[] { new ij.gui.Roi(0, 0, 1024, 1024) })[0];
		assertTrue(has(shared, 0xE69F00) && has(shared, 0x56B4E9));
	}

	private static double[][] random(final int n) {
		final Random random = new Random(2);
		final double[][] values = new double[n][n];
		for (int a = 0; a < n; a++)
			for (int b = 0; b < n; b++)
				values[a][b] = a == b ? 100 : b < a ? values[b][a] : 62 + 35 * random.nextDouble();
		return values;
	}

	private static List<String> names(final int n, final String prefix) {
		return java.util.stream.IntStream.rangeClosed(1, n).mapToObj(i -> prefix + i).toList();
	}

	@Test
	void matrixColoursItsNumbersByValue() {
		final double[][] values = random(6);
		values[1][4] = values[4][1] = Double.NaN;
		final ImagePlus imp = MatrixPlot.of("matrix", names(6, "observer no. "), values, new MatrixPlot.Column("majority",
			values[2]), "Dice (%)");
		save(imp, "matrix.png");
		assertEquals("matrix", imp.getTitle());
		assertTrue(has(imp, PerceptualLut.at(1).getRGB() & 0xFFFFFF), "the diagonal");
		assertTrue(has(imp, Color.LIGHT_GRAY.getRGB() & 0xFFFFFF), "a pair that never drew the same case");
	}

	@Test
	void drawsMatricesOfOneAndOfMany() {
		for (final int n : new int[] { 1, 2, 24, 60 })
			save(MatrixPlot.of("matrix", names(n, ""), random(n), new MatrixPlot.Column("majority", new double[n]), "Dice (%)"),
				"matrix-" + n + ".png");
		save(MatrixPlot.of("matrix", List.of("a".repeat(200), "b"), random(2), new MatrixPlot.Column("majority",
			new double[] { Double.NaN, 100 }), "Dice (%)"), "matrix-long-names.png");
		assertThrows(IllegalArgumentException.class, () -> MatrixPlot.of("", names(2, ""), random(3), new MatrixPlot.Column(
			"majority", new double[2]), ""));
		assertThrows(IllegalArgumentException.class, () -> MatrixPlot.of("", List.of(), new double[0][0],
			new MatrixPlot.Column("majority", new double[0]), ""));
	}

	/** CIE lightness of the sRGB colour. */
	private static double lightness(final Color c) {
		final double[] rgb = { c.getRed(), c.getGreen(), c.getBlue() };
		for (int i = 0; i < 3; i++)
			rgb[i] = rgb[i] <= 10.31475 ? rgb[i] / 255 / 12.92 : Math.pow((rgb[i] / 255 + 0.055) / 1.055, 2.4);
		final double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
		return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
	}

	@Test
	void colourScaleHasEvenLightness() {
		for (int i = 0; i + 4 < 256; i += 4) {
			final double step = lightness(PerceptualLut.at((i + 4) / 255.0)) - lightness(PerceptualLut.at(i / 255.0));
			assertTrue(step > 0.7 && step < 2.2, i + ": " + step);
		}
		assertEquals(PerceptualLut.at(1), new Color(PerceptualLut.lut().getRGB(255)));
		assertEquals(PerceptualLut.at(0), PerceptualLut.at(-3));
	}
}
