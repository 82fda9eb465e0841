package sfumato.data.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.files.Geometry;
import sfumato.progress.Progress;

/** The files of the challenges themselves; numbers were calculated from the same files by another program. */
class DatasetPreparationRealTest {

	@TempDir
	Path folder;

	private static DatasetPreparation prepare(final ChallengeLayout layout, final int crop) {
		return new DatasetPreparation(layout, "", 0, crop, DatasetPreparation.Values.PUBLISHED, new TreeSet<>(), Geometry.MATCH, false);
	}

	@Test
	@NeedsLocalData(variant = "halvesAndScalesDiscsAsPublished")
	void matchesPublishedQubiqKidneys() throws IOException {
		checkQubiq(LocalData.folder("qubiq_kidney"), 14, new double[] { 97.142226, 96.923925, 98.034571 }, 15.302614);
	}

	/** Every pixel of discs of 256 x 256 is four of the files', so that halving gives the discs again, by whatever rule. */
	@Test
	void halvesAndScalesDiscsAsPublished() throws IOException {
		final double[] sums = new double[3];
		double grey = 0;
		for (int n = 1; n <= 2; n++) {
			final GeneratedDatasets.Drawn small = GeneratedDatasets.discs(n, 3, 256, 256, 1, 1);
			final float[] image = new float[512 * 512];
			final int[][] masks = new int[3][512 * 512];
			float max = 0;
			for (int i = 0; i < image.length; i++) {
				final int from = i / 512 / 2 * 256 + i % 512 / 2;
				image[i] = small.image()[from];
				max = Math.max(max, image[i]);
				for (int r = 0; r < 3; r++)
					masks[r][i] = small.masks()[r][from];
			}
			GeneratedDatasets.write(folder.resolve("in"), "case0" + n, GeneratedDatasets.Format.NIFTI, new GeneratedDatasets.Drawn(512, 512, 1,
				image, masks));
			final double[] dice = small.dice();
			for (int r = 0; r < 3; r++)
				sums[r] += 100 * dice[r] / 2;
			if (n == 1) grey = 255 * small.image()[120 * 256 + 100] / max;
		}
		checkQubiq(folder.resolve("in"), 2, sums, grey);
	}

	private void checkQubiq(final Path input, final int cases, final double[] expected, final double grey) throws IOException {
		assertEquals(cases, prepare(ChallengeLayout.QUBIQ, 0).write(input, folder.resolve("out"), Progress.none()).cases());
		final Dataset set = Dataset.open(folder.resolve("out"));
		final double[] sums = new double[3];
		for (final Case c : set.cases()) {
			final LoadedCase loaded = set.load(c);
			assertEquals("256 x 256", loaded.image().size());
			final List<Double> dice = IntStream.range(0, 3).mapToObj(r -> dice(loaded, r)).toList();
			for (int r = 0; r < 3; r++)
				sums[r] += 100 * dice.get(r) / cases;
		}
		for (int r = 0; r < 3; r++)
			assertEquals(expected[r], sums[r], 1e-3);
		assertEquals(grey, set.load(set.cases("case01").get(0)).image().image().getAt(100, 120, 0).get(), 1e-3);
	}

	private static double dice(final LoadedCase c, final int rater) {
		long both = 0, sum = 0;
		final var cursors = IntStream.range(0, 3).mapToObj(r -> Views.flatIterable(c.raters().hard().labels(r)).cursor()).toList();
		while (cursors.get(0).hasNext()) {
			final int[] votes = cursors.stream().mapToInt(v -> v.next().get()).toArray();
			final int majority = votes[0] + votes[1] + votes[2] >= 2 ? 1 : 0;
			both += majority * votes[rater];
			sum += majority + votes[rater];
		}
		return 2.0 * both / sum;
	}

	@ParameterizedTest
	@CsvSource({ "0, 512", "384, 384" })
	void keepsSlicesOfBallsWithATumour(final int crop, final int side) throws IOException {
		final Path input = folder.resolve("in");
		for (final Map.Entry<String, int[]> patient : Map.of("case_00061", new int[] { 14, 26 }, "case_00110", new int[] { 3, 10 },
			"case_00148", new int[] { 20, 26 }).entrySet())
		{
			// slices first, as in the files of KiTS: an organ in all of them, a tumour in some
			final float[] labels = new float[30 * 512 * 512];
			for (int i = 0; i < labels.length; i++) {
				final int slice = i % 30;
				final double distance = Math.hypot(i / 30 % 512 - 250, i / 30 / 512 - 240);
				labels[i] = distance < 9 && slice >= patient.getValue()[0] && slice <= patient.getValue()[1] ? 2 : distance < 60 ? 1 : 0;
			}
			GeneratedDatasets.nifti(input.resolve(patient.getKey()).resolve("segmentation.nii.gz"), labels, 1, 30, 512, 512);
		}
		checkKits(input, crop, side);
	}

	@ParameterizedTest
	@CsvSource({ "0, 512", "384, 384" })
	@NeedsLocalData(variant = "keepsSlicesOfBallsWithATumour")
	void keepsSlicesOfKitsWithATumour(final int crop, final int side) throws IOException {
		checkKits(LocalData.folder("kits19_labels/volumes"), crop, side);
	}

	private void checkKits(final Path input, final int crop, final int side) throws IOException {
		final Path raw = folder.resolve("raw");
		for (final String name : List.of("case_00061", "case_00110", "case_00148")) {
			Files.createDirectories(raw.resolve(name));
			// the images are not at hand; labels have the same shape
			for (final String file : List.of("segmentation.nii.gz", "imaging.nii.gz"))
				Files.copy(input.resolve(name).resolve("segmentation.nii.gz"), raw.resolve(name).resolve(file));
		}
		final DatasetPreparation.Result result = prepare(ChallengeLayout.KITS, crop).write(raw, folder.resolve("out"), Progress
			.none());
		assertEquals(13 + 8 + 7, result.cases());
		final Dataset set = Dataset.open(folder.resolve("out"));
		assertEquals("case061_0014", set.cases().get(0).name());
		assertEquals(List.of(13, 8, 7), List.of(set.cases("case061_*").size(), set.cases("case110_*").size(), set.cases(
			"case148_*").size()));
		for (final Case c : set.cases()) {
			final LoadedCase loaded = set.load(c);
			assertEquals(side + " x " + side, loaded.image().size());
			boolean any = false;
			final var image = Views.flatIterable(loaded.image().channel(0)).cursor();
			for (final UnsignedByteType v : Views.flatIterable(loaded.raters().hard().labels(0))) {
				assertEquals(image.next().get() == 2 ? 1 : 0, v.get()); // mask and image are turned alike, the organ is no tumour
				any |= v.get() == 1;
			}
			assertTrue(any || crop > 0);
		}
	}
}
