package sfumato.data.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.data.simulation.RaterSimulation.SimulatedCase;
import sfumato.progress.Progress;
import sfumato.text.WrongValue;

class RaterSimulationTest {

	@TempDir
	Path folder;

	private static int[] bytes(final Img<UnsignedByteType> labels) {
		final int[] values = new int[(int) labels.size()];
		int i = 0;
		for (final UnsignedByteType v : Views.flatIterable(labels))
			values[i++] = v.get();
		return values;
	}

	private static float[] grey(final SimulatedCase c) {
		final float[] values = new float[(int) c.image().size()];
		int i = 0;
		for (final FloatType v : Views.flatIterable(c.image()))
			values[i++] = v.get();
		return values;
	}

	private static int[] votes(final List<Img<UnsignedByteType>> labels) {
		final int[] votes = new int[(int) labels.get(0).size()];
		for (final Img<UnsignedByteType> l : labels) {
			final int[] v = bytes(l);
			for (int i = 0; i < votes.length; i++)
				votes[i] += v[i];
		}
		return votes;
	}

	private static double dice(final int[] mask, final int[] votes, final int raters) {
		long both = 0, sum = 0;
		for (int i = 0; i < mask.length; i++) {
			final int majority = 2 * votes[i] > raters ? 1 : 0;
			both += mask[i] * majority;
			sum += mask[i] + majority;
		}
		return sum == 0 ? 1 : 2.0 * both / sum;
	}

	@Test
	void dependsOnTheSeedOnly() {
		final RaterSimulation a = new RaterSimulation(3, 3, 64, 48, 5);
		assertArrayEquals(grey(a.simulate(1)), grey(new RaterSimulation(2, 3, 64, 48, 5).simulate(1)));
		assertArrayEquals(bytes(a.simulate(1).labels().get(2)), bytes(new RaterSimulation(2, 3, 64, 48, 5).simulate(1).labels()
			.get(2)));
		assertFalse(java.util.Arrays.equals(grey(a.simulate(1)), grey(a.simulate(2))));
		assertFalse(java.util.Arrays.equals(grey(a.simulate(1)), grey(new RaterSimulation(3, 3, 64, 48, 6).simulate(1))));
	}

	@Test
	void simulatedRatersAgreeLikeHumanRaters() {
		for (long seed = 0; seed < 2; seed++) {
			final RaterSimulation s = new RaterSimulation(8, 5, 128, 128, seed);
			double sum = 0;
			for (int i = 0; i < s.images(); i++) {
				final SimulatedCase c = s.simulate(i);
				final int[] votes = votes(c.labels());
				for (final Img<UnsignedByteType> l : c.labels())
					sum += dice(bytes(l), votes, 5) / (5 * s.images());
			}
			assertEquals(0.925, sum, 0.025, "mean Dice with the majority, seed " + seed);
		}
	}

	@Test
	void pixelsWithMoreVotesAreBrighter() {
		final RaterSimulation s = new RaterSimulation(4, 5, 128, 128, 2);
		final double[] sum = new double[6];
		final long[] n = new long[6];
		for (int i = 0; i < s.images(); i++) {
			final SimulatedCase c = s.simulate(i);
			final int[] votes = votes(c.labels());
			final float[] grey = grey(c);
			for (int p = 0; p < votes.length; p++) {
				sum[votes[p]] += grey[p];
				n[votes[p]]++;
			}
		}
		for (int v = 1; v <= 5; v++) {
			assertTrue(n[v] > 200, v + " votes: " + n[v] + " pixels");
			assertTrue(sum[v] / n[v] > sum[v - 1] / n[v - 1], v + " votes: " + sum[v] / n[v]);
		}
	}

	@Test
	void ratersKeepTheirBiasAcrossImages() {
		final RaterSimulation s = new RaterSimulation(6, 5, 96, 96, 3);
		long timid = 0, bold = 0;
		for (int i = 0; i < s.images(); i++) {
			final SimulatedCase c = s.simulate(i);
			timid += java.util.Arrays.stream(bytes(c.labels().get(0))).sum();
			bold += java.util.Arrays.stream(bytes(c.labels().get(4))).sum();
		}
		assertTrue(bold > 1.1 * timid, bold + " and " + timid + " pixels");
	}

	private static long marked(final RaterErrors errors, final int raters) {
		long marked = 0;
		final RaterSimulation s = new RaterSimulation(4, raters, 96, 96, 5, List.of(errors));
		for (int i = 0; i < s.images(); i++)
			for (final Img<UnsignedByteType> l : s.simulate(i).labels())
				marked += java.util.Arrays.stream(bytes(l)).sum();
		return marked;
	}

	@Test
	void biasMovesOutlinesByPixels() {
		// of one rater, bold and timid are the middle; the length of all outlines is what a pixel adds
		final long in = marked(new RaterErrors(-2, 0, 0, 0), 1), none = marked(RaterErrors.NONE, 1), out = marked(
			new RaterErrors(2, 0, 0, 0), 1);
		assertTrue(in < none && none < out, in + " " + none + " " + out);
		// an annulus of two pixels outside is a little larger than one inside
		assertEquals(1, (out - none) / (double) (none - in), 0.35);
	}

	@Test
	void simulatesTheChosenRatesOfMissedAndExtraObjects() {
		final long none = marked(RaterErrors.NONE, 3);
		assertEquals(0, marked(new RaterErrors(0, 0, 1, 0), 3));
		assertEquals(0.5, marked(new RaterErrors(0, 0, 0.5, 0), 3) / (double) none, 0.2);
		final RaterSimulation s = new RaterSimulation(40, 2, 64, 64, 1, List.of(new RaterErrors(0, 0, 1, 0), new RaterErrors(0,
			0, 1, 1.5)));
		int with = 0;
		for (int i = 0; i < s.images(); i++) {
			final List<Img<UnsignedByteType>> labels = s.simulate(i).labels();
			assertEquals(0, java.util.Arrays.stream(bytes(labels.get(0))).sum());
			if (java.util.Arrays.stream(bytes(labels.get(1))).sum() > 0) with++;
		}
		// an image without any has probability exp(-1.5)
		assertEquals(40 * (1 - Math.exp(-1.5)), with, 7);
	}

	@Test
	void jitterLowersAgreementAndKeepsTheImage() {
		final RaterSimulation calm = new RaterSimulation(2, 5, 96, 96, 3), shaky = new RaterSimulation(2, 5, 96, 96, 3, List.of(
			new RaterErrors(0, 3, 0, 0)));
		double a = 0, b = 0;
		for (int i = 0; i < 2; i++) {
			assertArrayEquals(grey(calm.simulate(i)), grey(shaky.simulate(i)));
			final List<Img<UnsignedByteType>> x = calm.simulate(i).labels(), y = shaky.simulate(i).labels();
			for (int r = 0; r < 5; r++) {
				a += dice(bytes(x.get(r)), votes(x), 5);
				b += dice(bytes(y.get(r)), votes(y), 5);
			}
		}
		assertTrue(b < a - 0.2, a + " and " + b);
	}

	@Test
	void acceptsErrorsForAllOrForEachRater() {
		final RaterErrors blind = new RaterErrors(0, 0, 1, 0);
		final List<Img<UnsignedByteType>> labels = new RaterSimulation(1, 2, 64, 64, 0, List.of(blind, RaterErrors.NONE)).simulate(
			0).labels();
		assertEquals(0, java.util.Arrays.stream(bytes(labels.get(0))).sum());
		assertTrue(java.util.Arrays.stream(bytes(labels.get(1))).sum() > 0);
		assertEquals(SimulationMessages.errorsAndRaters(2, 3), assertThrows(
			IllegalArgumentException.class, () -> new RaterSimulation(1, 3, 64, 64, 0, List.of(blind, blind))).getMessage());
		assertEquals(WrongValue.message("missed", 1.5, "between 0 and 1"), assertThrows(IllegalArgumentException.class,
			() -> new RaterErrors(0, 0, 1.5, 0)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> new RaterErrors(Double.NaN, 0, 0, 0));
	}

	@Test
	void writesADatasetAndReadsItAgain() throws IOException {
		final RaterSimulation s = new RaterSimulation(2, 3, 48, 40, 7);
		final Path target = folder.resolve("new").resolve("phantoms");
		s.write(target, Progress.none());
		final Dataset dataset = Dataset.open(target, "1");
		assertEquals("case01, case02", Dataset.names(dataset.cases()));
		for (int i = 0; i < 2; i++) {
			final LoadedCase c = dataset.load(dataset.cases().get(i));
			final SimulatedCase expected = s.simulate(i);
			assertEquals(expected.name(), c.name());
			assertArrayEquals(new double[] { 0.5, 0.5 }, c.pixelSize(), 1e-9);
			assertEquals("µm", c.unit());
			int p = 0;
			final float[] grey = grey(expected);
			for (final FloatType v : Views.flatIterable(c.image().image()))
				assertEquals(grey[p++], v.get());
			for (int r = 0; r < 3; r++)
				assertArrayEquals(bytes(expected.labels().get(r)), bytes(c.raters().hard().labels(r)));
		}
	}

	@Test
	void refusesFoldersThatAreNotEmpty() throws IOException {
		Files.writeString(folder.resolve("mine.txt"), "x");
		final String message = assertThrows(IOException.class, () -> new RaterSimulation(1, 1, 32, 32, 0).write(folder, Progress
			.none())).getMessage();
		assertSays(SimulationMessages.notEmpty(Says.ANY), message);
		assertEquals("x", Files.readString(folder.resolve("mine.txt")));
		final Path empty = Files.createDirectory(folder.resolve("empty"));
		new RaterSimulation(1, 1, 32, 32, 0).write(empty, Progress.none());
		assertTrue(Files.exists(empty.resolve("case01").resolve("task01_seg01.png")));
	}

	@Test
	void leavesNoFilesWhenCancelled() {
		final Progress afterTwo = new Progress() {

			private int updates;

			@Override
			public void update(final double fraction, final String text) {
				updates++;
			}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return updates >= 2;
			}
		};
		final Path target = folder.resolve("a").resolve("b");
		assertThrows(CancellationException.class, () -> new RaterSimulation(5, 2, 32, 32, 0).write(target, afterTwo));
		assertFalse(Files.exists(folder.resolve("a")));
	}

	@Test
	void refusesNumbersOutOfRange() {
		assertEquals(WrongValue.message("The number of raters", 0, "between 1 and 99"), assertThrows(IllegalArgumentException.class,
			() -> new RaterSimulation(1, 0, 64, 64, 0)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> new RaterSimulation(0, 1, 64, 64, 0));
		assertThrows(IllegalArgumentException.class, () -> new RaterSimulation(1, 1, 5, 64, 0));
		assertThrows(IllegalArgumentException.class, () -> new RaterSimulation(1, 1, 64, 5000, 0));
	}

	@Test
	void reproducesTheTestImages() throws IOException {
		final Dataset dataset = Dataset.open(Path.of("test-images", "phantoms"));
		assertEquals(16, dataset.cases().size());
		final LoadedCase c = dataset.load(dataset.cases("11").get(0));
		final SimulatedCase expected = new RaterSimulation(16, 5, 128, 128, 0).simulate(10);
		final float[] grey = grey(expected);
		int p = 0;
		for (final FloatType v : Views.flatIterable(c.image().image()))
			assertEquals(grey[p++], v.get());
		for (int r = 0; r < 5; r++)
			assertArrayEquals(bytes(expected.labels().get(r)), bytes(c.raters().hard().labels(r)));
	}
}
