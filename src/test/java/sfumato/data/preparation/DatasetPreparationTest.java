package sfumato.data.preparation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.Says;
import sfumato.data.Case;
import sfumato.data.DataMessages;
import sfumato.data.Dataset;
import sfumato.data.Folds;
import sfumato.data.LoadedCase;
import sfumato.data.preparation.DatasetPreparation.Values;
import sfumato.data.sampling.ImageResize;
import sfumato.data.sampling.ResizeTest;
import sfumato.files.Geometry;
import sfumato.files.Nifti;
import sfumato.files.Orientation;
import sfumato.output.OutputMessages;
import sfumato.progress.Progress;

/** Small downloads of each layout, with results that are calculated by hand. */
class DatasetPreparationTest {

	@TempDir
	Path folder;

	private Path input() {
		return folder.resolve("download");
	}

	private Path output() {
		return folder.resolve("prepared");
	}

	private static DatasetPreparation prepare(final ChallengeLayout layout, final int size, final int crop,
		final Integer... skip)
	{
		return new DatasetPreparation(layout, "", size, crop, Values.PUBLISHED, new TreeSet<>(List.of(skip)), Geometry.MATCH, false);
	}

	/** A volume (X, Y, Z) with its values in the order of the file. */
	private static void volume(final Path file, final int x, final int y, final int z, final float... values)
		throws IOException
	{
		Files.createDirectories(file.getParent());
		Nifti.write(file, ArrayImgs.floats(values, x, y, z, 1), new double[] { 1, 2, 3 }, "mm", Orientation.UNKNOWN);
	}

	private static void flat(final Path file, final int x, final int y, final float... values) throws IOException {
		Files.createDirectories(file.getParent());
		Nifti.write(file, ArrayImgs.floats(values, x, y, 1), new double[] { 1, 1 }, "mm", Orientation.UNKNOWN);
	}

	/** A case of 2 x 2 pixels whose largest value is its number, and two raters. */
	private void qubiqCase(final String place, final int max) throws IOException {
		flat(input().resolve(place).resolve("image.nii.gz"), 2, 2, 0, max / 2f, -max, max);
		flat(input().resolve(place).resolve("task01_seg01.nii.gz"), 2, 2, 0, 1, 0, 1);
		flat(input().resolve(place).resolve("task01_seg02.nii.gz"), 2, 2, 0, 0, 0, 1);
	}

	private static float[] values(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final float[] values = new float[(int) image.size()];
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
		for (int i = 0; i < values.length; i++)
			values[i] = cursor.next().getRealFloat();
		return values;
	}

	private LoadedCase prepared(final String name) throws IOException {
		final Dataset set = Dataset.open(output());
		return set.load(set.cases(name).get(0));
	}

	private List<String> names() throws IOException {
		try (Stream<Path> all = Files.list(output())) {
			return all.filter(Files::isDirectory).map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void resizesLikeOpenCV() throws IOException {
		final float[][] image = { { 10, 20, 40, 80 }, { 5, 0, 60, 30 }, { 100, 50, 25, 200 } };
		final RandomAccessibleInterval<net.imglib2.type.numeric.real.FloatType> twice = ImageResize.bilinear(ArrayImgs.floats(
			ResizeTest.flat(image), 4, 3, 1), 8, 6);
		assertArrayEquals(ResizeTest.doubled(), values(twice), 1e-4f);
	}

	@Test
	void scalesQubiqToItsMaximumBeforeResizing() throws IOException {
		qubiqCase("Training/case01", 40);
		assertEquals(new DatasetPreparation.Result(1, 0, 1, List.of()), prepare(ChallengeLayout.QUBIQ, 4, 0).write(input(),
			output(), Progress.none()));
		final LoadedCase c = prepared("case01");
		// 0 and 127.5 above, -255 and 255 below, at -0.25, 0.25, 0.75 and 1.25
		assertArrayEquals(new float[] { 0, 31.875f, 95.625f, 127.5f }, Arrays.copyOf(values(c.image().image()), 4), 1e-4f);
		assertArrayEquals(new float[] { -255, -127.5f, 127.5f, 255 }, Arrays.copyOfRange(values(c.image().image()), 12, 16),
			1e-3f);
		assertArrayEquals(new float[] { 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1 }, values(c.raters().hard().labels(0)));
		assertArrayEquals(new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1 }, values(c.raters().hard().labels(1)));
		assertArrayEquals(new double[] { 0.5, 0.5 }, c.pixelSize());
	}

	@Test
	void scalesChannelsOfQubiqByTheirCommonMaximum() throws IOException {
		final Path c = input().resolve("case03");
		volume(c.resolve("image.nii.gz"), 2, 2, 4, 1, 2, 3, 4, 0, 0, 0, 0, 50, 0, 0, 0, 10, 20, 30, 40);
		flat(c.resolve("task01_seg01.nii.gz"), 2, 2, 0, 1, 0, 1);
		flat(c.resolve("task02_seg01.nii.gz"), 2, 2, 1, 1, 0, 1);
		prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(), output(), Progress.none());
		final Dataset second = Dataset.open(output(), "2");
		final LoadedCase loaded = second.load(second.cases().get(0));
		assertEquals("case03", loaded.name());
		assertEquals(4, loaded.image().numChannels());
		assertArrayEquals(new float[] { 51, 102, 153, 204 }, Arrays.copyOfRange(values(loaded.image().image()), 12, 16), 1e-3f);
		assertArrayEquals(new float[] { 1, 1, 0, 1 }, values(loaded.raters().hard().labels(0)));
		assertArrayEquals(new float[] { 0, 1, 0, 1 }, values(Dataset.open(output(), "1").load(Dataset.open(output(), "1").cases()
			.get(0)).raters().hard().labels(0)));
	}

	@Test
	void mergesTrainingAndValidationAndRenumbersAroundASkippedCase() throws IOException {
		for (int i = 1; i <= 4; i++)
			qubiqCase("Training/case0" + i, i);
		qubiqCase("Validation/case05", 5);
		qubiqCase("Validation/case06", 6);
		final DatasetPreparation.Result result = prepare(ChallengeLayout.QUBIQ, 2, 0, 3).write(input(), output(), Progress
			.none());
		assertEquals(List.of("case01", "case02", "case03", "case04", "case05"), names());
		assertEquals(List.of(1, 1, 1, 1, 1), result.folds());
		final String record = Files.readString(output().resolve("preparation.json"));
		assertTrue(record.replaceAll("\\s", "").contains("\"case03\":{\"source\":[\"" + input().resolve("Validation/case06")
			.toAbsolutePath() + "\"]"), record);
		assertEquals("case,fold\ncase01,1\ncase02,2\ncase03,3\ncase04,4\ncase05,5\n", Files.readString(output().resolve(
			"folds.csv")));
	}

	@Test
	void renumbersValidationCasesAfterTrainingCases() throws IOException {
		qubiqCase("Training/case01", 1);
		qubiqCase("Training/case02", 2);
		qubiqCase("Validation/case01", 5);
		prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(), output(), Progress.none());
		assertEquals(List.of("case01", "case02", "case03"), names());
	}

	@Test
	void writesRowsOfLitsSlicesAlongX() throws IOException {
		final Path image = input().resolve("Training Batch 1/volume-7.nii"), labels = input().resolve(
			"Training Batch 1/segmentation-7.nii");
		volume(image, 2, 2, 3, 1, 2, 3, 4, -500, 20, 30, 400, 9, 9, 9, 9);
		volume(labels, 2, 2, 3, 0, 1, 1, 0, 0, 2, 1, 0, 1, 1, 1, 1);
		prepare(ChallengeLayout.LITS, 2, 0).write(input(), output(), Progress.none());
		assertEquals(List.of("case007_0001"), names());
		final LoadedCase c = prepared("case007_0001");
		assertArrayEquals(new float[] { -500, 30, 20, 400 }, values(c.image().image())); // the window comes after training has resized them
		assertArrayEquals(new float[] { 0, 0, 1, 0 }, values(c.raters().hard().labels(0))); // the organ is background
		assertArrayEquals(new double[] { 2, 1 }, c.pixelSize());
	}

	@Test
	void cutsKitsAlongTheFirstAxis() throws IOException {
		final Path c = input().resolve("case_00012");
		// index x + 3 y + 6 z; slice 1 is pixels 1, 4, 7, 10
		volume(c.resolve("imaging.nii.gz"), 3, 2, 2, 0, 10, 0, 0, 20, 0, 0, 30, 5, 0, 40, 5);
		volume(c.resolve("segmentation.nii.gz"), 3, 2, 2, 0, 0, 1, 0, 2, 1, 0, 0, 1, 0, 1, 1);
		prepare(ChallengeLayout.KITS, 2, 0).write(input(), output(), Progress.none());
		assertEquals(List.of("case012_0001"), names());
		final LoadedCase loaded = prepared("case012_0001");
		assertArrayEquals(new float[] { 10, 30, 20, 40 }, values(loaded.image().image())); // rows are Y
		assertArrayEquals(new float[] { 0, 0, 1, 0 }, values(loaded.raters().hard().labels(0)));
		assertArrayEquals(new double[] { 3, 2 }, loaded.pixelSize());
	}

	@Test
	void skipsSlicesWithATumourOutsideTheCentreCrop() throws IOException {
		final float[] image = new float[64], labels = new float[64];
		labels[0] = 2;
		image[2 * 8 + 3] = 100;
		volume(input().resolve("volume-0.nii.gz"), 8, 8, 1, image);
		volume(input().resolve("segmentation-0.nii.gz"), 8, 8, 1, labels);
		prepare(ChallengeLayout.LITS, 8, 4).write(input(), output(), Progress.none());
		final LoadedCase c = prepared("case000_0000");
		assertEquals("4 x 4", c.image().size());
		assertEquals(100, values(c.image().image())[4]); // (X, Y) = (2, 3) turned is (2, 3) of the slice, and the offset is 2
		assertArrayEquals(new float[16], values(c.raters().hard().labels(0)));
	}

	@Test
	void readsManySlicesInChunks() throws IOException {
		final int n = 300;
		final float[] image = new float[n * 4], labels = new float[n * 4];
		for (int i = 0; i < image.length; i++) {
			image[i] = i % n % 250;
			labels[i] = i % n >= 20 ? 2 : 0;
		}
		volume(input().resolve("case_00000/imaging.nii.gz"), n, 2, 2, image);
		volume(input().resolve("case_00000/segmentation.nii.gz"), n, 2, 2, labels);
		assertEquals(280, prepare(ChallengeLayout.KITS, 2, 0).write(input(), output(), Progress.none()).cases());
		for (final int s : new int[] { 20, 147, 148, 299 })
			assertEquals(s % 250, values(prepared(String.format("case000_%04d", s)).image().image())[3]);
	}

	@Test
	void splitsFoldsByPatientAndCountsThoseWithoutTumour() throws IOException {
		for (int p = 0; p < 11; p++) {
			volume(input().resolve("volume-" + p + ".nii"), 2, 2, 2, new float[8]);
			// patient 1 has none, 4 has two slices
			volume(input().resolve("segmentation-" + p + ".nii"), 2, 2, 2, 0, 0, 0, p == 1 ? 1 : 2, p == 4 ? 2 : 0, 0, 0, 0);
		}
		assertEquals(List.of(1, 2, 3, 2, 3), prepare(ChallengeLayout.LITS, 2, 0).write(input(), output(), Progress.none())
			.folds());
		final List<String> cases = Dataset.open(output()).cases().stream().map(Case::name).toList();
		final List<List<Integer>> folds = new Folds(5, Folds.Order.RECORDED, 0, "").split(output(), cases);
		assertEquals(List.of("case004_0000", "case004_0001", "case005_0000"), folds.get(2).stream().map(cases::get).toList());
		assertEquals(IntStream.range(0, 11).boxed().toList(), folds.stream().flatMap(List::stream).toList());
		// numbers of cases alone would make other folds
		assertFalse(folds.equals(new Folds(5, Folds.Order.CONTIGUOUS, 0, "case\\d+").split(output(), cases)));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new Folds(6, Folds.Order.RECORDED, 0, "").split(output(),
			cases)).getMessage().endsWith(DataMessages.emptyFold("folds.csv", 5, 6)));
	}

	@Test
	void resumesAnInterruptedRun() throws IOException {
		for (int i = 1; i <= 4; i++)
			qubiqCase("case0" + i, i);
		final List<String> said = new ArrayList<>();
		final Progress stopped = new Progress() {
			@Override
			public void update(final double fraction, final String message) {
				said.add(message);
			}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return said.size() >= 2;
			}
		};
		assertThrows(CancellationException.class, () -> prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(), output(), stopped));
		assertEquals(List.of("case01", "case02"), names());
		// a case whose patient was not completed, or that somebody has deleted, is made again
		sfumato.output.NewFolder.delete(output().resolve("case01"));
		final Path image = output().resolve("case02/image.nii.gz");
		Files.setLastModifiedTime(image, FileTime.fromMillis(1000));
		assertEquals(new DatasetPreparation.Result(3, 1, 4, List.of()), prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(),
			output(), Progress.none()));
		assertEquals(List.of("case01", "case02", "case03", "case04"), names());
		assertEquals(1000, Files.getLastModifiedTime(image).toMillis());
	}

	/** Each would write a list of its own patients, and the last list would be the only one. */
	@Test
	void refusesASecondConcurrentRun() throws IOException {
		for (int i = 1; i <= 3; i++)
			qubiqCase("case0" + i, i);
		final List<String> refused = new ArrayList<>();
		final Progress meeting = new Progress() {
			@Override
			public void update(final double fraction, final String message) {
				if (!message.startsWith("Preparing")) return;
				for (final boolean overwrite : new boolean[] { false, true })
					refused.add(assertThrows(IOException.class, () -> new DatasetPreparation(ChallengeLayout.QUBIQ, "", 2, 0,
						Values.PUBLISHED, new TreeSet<>(), Geometry.MATCH, overwrite).write(input(), output(), Progress.none())).getMessage());
			}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		assertEquals(new DatasetPreparation.Result(3, 0, 3, List.of()), prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(),
			output(), meeting));
		assertEquals(6, refused.size());
		for (final String message : refused)
			assertEquals(OutputMessages.beingMade(output().resolve("preparation.json"), "process " +
				ProcessHandle.current().pid()), message);
		assertEquals(new DatasetPreparation.Result(0, 3, 3, List.of()), prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(),
			output(), Progress.none()));
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(List.of("download", "prepared"), left.map(f -> f.getFileName().toString()).sorted().toList());
		}
	}

	@Test
	void refusesAnotherPreparationWithoutOverwrite() throws IOException {
		for (int i = 1; i <= 2; i++)
			qubiqCase("case0" + i, i);
		prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(), output(), Progress.none());
		final String message = assertThrows(IOException.class, () -> prepare(ChallengeLayout.QUBIQ, 4, 0).write(input(), output(),
			Progress.none())).getMessage();
		assertSays(PreparationMessages.preparedOtherwise(Says.ANY, "size", "2", "4"), message);
		new DatasetPreparation(ChallengeLayout.QUBIQ, "", 4, 0, Values.RAW, new TreeSet<>(List.of(1)), Geometry.MATCH, true).write(input(),
			output(), Progress.none());
		assertEquals(List.of("case01"), names());
		assertEquals(2, values(prepared("case01").image().image())[15]); // raw, and case 2 has taken the number of case 1
	}

	@Test
	void leavesOtherFilesUnchanged() throws IOException {
		qubiqCase("case01", 1);
		Files.createDirectories(output());
		Files.writeString(output().resolve("thesis.txt"), "");
		assertTrue(assertThrows(IOException.class, () -> new DatasetPreparation(ChallengeLayout.QUBIQ, "", 0, 0, Values.RAW,
			new TreeSet<>(), Geometry.MATCH, true).write(input(), output(), Progress.none())).getMessage().contains(
				"holds files that were not made by preparing a dataset"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		1  | holds the label 3.0, but known are 0 (background), 1 (organ) and 2 (tumour).
		2  | they must show the same voxels.
		3  | The image of case 0 is missing;
		4  | There are two files for case 0,
		5  | ends before all of its pixels
		6  | There are no segmentations in
		""")
	void refusesWrongVolumes(final int mistake, final String sentence) throws IOException {
		Files.createDirectories(input());
		final Path image = input().resolve("volume-0.nii"), labels = input().resolve("segmentation-0.nii");
		if (mistake != 3 && mistake != 6) volume(image, 2, 2, mistake == 2 ? 2 : 1, new float[mistake == 2 ? 8 : 4]);
		if (mistake != 6) volume(labels, 2, 2, 1, 0, 0, mistake == 1 ? 3 : 2, 0);
		if (mistake == 4) volume(input().resolve("batch/volume-0.nii.gz"), 2, 2, 1, new float[4]);
		if (mistake == 5) Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 360));
		final IOException e = assertThrows(IOException.class, () -> prepare(ChallengeLayout.LITS, 2, 0).write(input(), output(),
			Progress.none()));
		assertTrue(e.getMessage().contains(sentence), e::getMessage);
	}

	@Test
	void refusesFoldersOfSeveralDatasetsAndListsThem() throws IOException {
		qubiqCase("kidney/Training/case01", 1);
		qubiqCase("prostate/Training/case01", 1);
		assertEquals(PreparationMessages.caseFoldersBelow(input(), "kidney, prostate"), assertThrows(IOException.class, () ->
			prepare(ChallengeLayout.QUBIQ, 2, 0).write(input(), output(), Progress.none())).getMessage());
		assertFalse(Files.exists(output()));
	}
}
