package sfumato.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ij.IJ;
import ij.ImagePlus;

import sfumato.statistics.BlandAltman;
import sfumato.statistics.PairedScores;

/** The pictures are in {@code target/plots}, to be looked at. */
class MethodPlotsTest {

	private static ImagePlus save(final ImagePlus imp, final String name) {
		final File folder = new File("target/plots");
		folder.mkdirs();
		IJ.saveAs(imp.duplicate(), "png", new File(folder, name).getPath());
		return imp;
	}

	private static boolean has(final ImagePlus imp, final int rgb) {
		final var ip = imp.getProcessor().convertToColorProcessor();
		for (int i = 0; i < ip.getPixelCount(); i++)
			if ((ip.get(i) & 0xFFFFFF) == rgb) return true;
		return false;
	}

	private static PairedScores scores(final int cases, final String... methods) {
		final Random random = new Random(1);
		final double[][] values = new double[methods.length][cases];
		for (int c = 0; c < cases; c++) {
			final double difficulty = 3 * random.nextGaussian();
			for (int m = 0; m < methods.length; m++)
				values[m][c] = Math.min(100, 88 + difficulty + m % 4 + 1.5 * random.nextGaussian());
		}
		return new PairedScores("Dice", false, List.of(methods), IntStream.range(0, cases).mapToObj(Integer::toString).toList(),
			values);
	}

	@Test
	void boxPlotShowsABoxAndEveryCasePerMethod() {
		final PairedScores five = scores(29, "Majority", "Random", "Uniform", "Weighted", "LS");
		final ij.gui.Plot plot = BoxPlot.of("boxes", five);
		final ImagePlus imp = save(plot.getImagePlus(), "boxes.png");
		assertEquals("boxes", imp.getTitle());
		assertTrue(has(imp, 0xE69F00) && has(imp, 0x56B4E9), "points");
		assertTrue(plot.getResultsTable().size() >= 29, "the points can be saved as CSV");
		save(BoxPlot.of("boxes", scores(300, "a, with a comma", "a name that is far longer than anybody would like", "c"))
			.getImagePlus(), "boxes-many.png");
	}

	@Test
	void drawsBoxesOfEqualValuesAndOfTwoCases() {
		save(BoxPlot.of("equal", new PairedScores("ECE", true, List.of("a", "b"), List.of("1", "2"), new double[2][2]))
			.getImagePlus(), "boxes-equal.png");
		save(BoxPlot.of("two", scores(2, "a", "b")).getImagePlus(), "boxes-two.png");
	}

	@Test
	void joinsMethodsWithoutSignificantDifference() {
		final PairedScores six = scores(40, "Majority", "Random", "Uniform", "Weighted", "LS", "Distilled");
		final ImagePlus imp = save(CriticalDifferencePlot.of("ranks", six, 0.05),
			"critical-difference.png");
		assertTrue(has(imp, 0xD55E00));
		final PairedScores apart = new PairedScores("x", false, List.of("a", "b"), IntStream.range(0, 12).mapToObj(
			Integer::toString).toList(), new double[][] { new double[12], IntStream.range(0, 12).mapToDouble(i -> 1).toArray() });
		assertTrue(!has(save(CriticalDifferencePlot.of("two", apart, 0.05),
			"critical-difference-two.png"), 0xD55E00), "nobody is joined");
		final PairedScores few = scores(2, "a", "b", "a name that is far longer than anybody would like in a plot of methods");
		save(CriticalDifferencePlot.of("few", few, 0.05), "critical-difference-few.png");
		final PairedScores many = scores(30, IntStream.range(0, 17).mapToObj(i -> "method " + i).toArray(String[]::new));
		save(CriticalDifferencePlot.of("many", many, 0.05), "critical-difference-many.png");
	}

	@Test
	void blandAltmanPlotShowsBiasAndLimits() {
		final Random random = new Random(2);
		final double[] raters = random.doubles(40, 500, 4000).toArray();
		final double[] network = raters.clone();
		for (int i = 0; i < network.length; i++)
			network[i] += 80 + 150 * random.nextGaussian();
		final ImagePlus imp = save(BlandAltmanPlot.of("volumes", BlandAltman.of(network, raters), "network", "raters",
			"volume (mm\u00B3)").getImagePlus(), "bland-altman.png");
		assertTrue(has(imp, 0xD55E00) && has(imp, 0x0072B2));
		save(BlandAltmanPlot.of("equal", BlandAltman.of(new double[] { 1, 1 }, new double[] { 1, 1 }), "a", "b", "volume")
			.getImagePlus(), "bland-altman-equal.png");
	}
}
