package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.Says;
import sfumato.files.ImageFiles;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;

class DatasetTest {

	@TempDir
	Path folder;

	private void touch(final String... names) throws IOException {
		for (final String name : names) {
			Files.createDirectories(folder.resolve(name).getParent());
			Files.write(folder.resolve(name), new byte[0]);
		}
	}

	private void image(final String name, final float[] values, final long... dims) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		final double[] pixelSize = dims.length == 3 ? new double[] { 0.5, 0.5 } : new double[] { 0.5, 0.5, 2 };
		ImageFiles.writeTiff(folder.resolve(name), ArrayImgs.floats(values, dims), pixelSize, "mm");
	}

	private static String ioMessage(final org.junit.jupiter.api.function.Executable e) {
		return assertThrows(IOException.class, e).getMessage();
	}

	private static String message(final org.junit.jupiter.api.function.Executable e) {
		return assertThrows(IllegalArgumentException.class, e).getMessage();
	}

	@Test
	void findsCasesAndRatersWithGapsInNaturalOrder() throws IOException {
		touch("case10/image.png", "case10/task01_seg01.png", "case2/image.nii.gz", "case2/task01_seg03.nii.gz",
			"case2/task01_seg10.tif", "case2/task01_seg7.tiff", "notes.txt", "case2/consensus_est_GT.png",
			"case2/._image.png", "case2/task01_seg04.json", "original/scan.png");
		final Dataset dataset = Dataset.open(folder);
		assertEquals("task01", dataset.task());
		assertEquals(List.of("case2", "case10"), dataset.cases().stream().map(Case::name).toList());
		assertEquals(List.of("3", "7", "10"), List.copyOf(dataset.cases().get(0).raters().keySet()));
		assertEquals("image.nii.gz", dataset.cases().get(0).image().getFileName().toString());
		assertEquals("case2, case10", Dataset.names(dataset.cases()));
	}

	@Test
	void choosesTheTaskByNameOrNumber() throws IOException {
		touch("a/image.tif", "a/task01_seg01.png", "a/task02_seg01.png", "a/lesion_core_seg01.png");
		assertEquals("task01", Dataset.open(folder, "1").task());
		assertEquals("task02", Dataset.open(folder, " 02 ").task());
		assertEquals("task02", Dataset.open(folder, "task02").task());
		assertEquals("lesion_core", Dataset.open(folder, "lesion_core").task());
		final String several = ioMessage(() -> Dataset.open(folder));
		assertTrue(several.contains("3 tasks") && several.contains("lesion_core, task01, task02"), several);
		final String unknown = ioMessage(() -> Dataset.open(folder, "3"));
		assertTrue(unknown.contains("no task \"3\"") && unknown.contains("task01, task02"), unknown);
		assertTrue(ioMessage(() -> Dataset.open(folder, "task2")).contains("no task \"task2\""));
		touch("b/image.tif", "b/task1_seg01.png");
		assertTrue(ioMessage(() -> Dataset.open(folder, "1")).contains("task01, task1"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "1-3; p1 p2 p3", "1-2+11; p1 p2 p11", "p1*; p1 p10 p11",
		"p?, 10; p1 p2 p3 p4 p5 p6 p7 p8 p9 p10", "p11+p1; p1 p11", " 3 , 3 , 2 - 3 ; p2 p3", "p10; p10" })
	void understandsSelections(final String selection, final String expected) throws IOException {
		for (int i = 1; i <= 11; i++)
			touch("p" + i + "/image.tif", "p" + i + "/task1_seg1.png");
		assertEquals(expected, Dataset.names(Dataset.open(folder).cases(selection)).replace(",", ""));
		assertEquals(11, Dataset.open(folder).cases("").size());
	}

	@Test
	void prefersNamesToPositions() throws IOException {
		touch("7/image.tif", "7/task1_seg1.png", "2/image.tif", "2/task1_seg1.png", "a-1,b+c/image.tif",
			"a-1,b+c/task1_seg1.png");
		final Dataset dataset = Dataset.open(folder);
		assertEquals("2", Dataset.names(dataset.cases("2")));
		assertEquals("2", Dataset.names(dataset.cases("1")));
		assertEquals("2, 7", Dataset.names(dataset.cases("1-2")));
		assertEquals("a-1,b+c", Dataset.names(dataset.cases("a-1,b+c")));
	}

	@Test
	void refusesSelectionsOfNothing() throws IOException {
		touch("case1/image.tif", "case1/task1_seg1.png", "case2/image.tif", "case2/task1_seg1.png");
		final Dataset dataset = Dataset.open(folder);
		for (final String wrong : List.of("case3", "x*", "case3*", "CASE1")) {
			final String message = message(() -> dataset.cases(wrong));
			assertTrue(message.contains("\"" + wrong + "\"") && message.contains("case1, case2"), message);
		}
		for (final String wrong : List.of("1-3", "0-1", "2-1", "3")) {
			final String message = message(() -> dataset.cases(wrong));
			assertTrue(message.contains("\"" + wrong + "\"") && message.contains("there are 2"), message);
		}
		assertTrue(message(() -> dataset.cases("1,,2")).contains("empty part"));
		assertTrue(message(() -> dataset.cases("99999999999")).contains("99999999999"));
	}

	@Test
	void namesMissingFiles() throws IOException {
		assertEquals(TextMessages.noFolder(folder.resolve("none")), ioMessage(() -> Dataset.open(folder.resolve("none"))));
		assertEquals(DataMessages.noCasesIn(folder), ioMessage(() -> Dataset.open(folder)));
		touch("a/image.tif");
		assertEquals(DataMessages.noCasesIn(folder), ioMessage(() -> Dataset.open(folder)));
		touch("b/task1_seg1.png", "c/image.tif", "c/task1_seg1.png", "d/image.tif", "d/image.png", "d/task1_seg1.png");
		final Dataset dataset = Dataset.open(folder);
		assertTrue(message(dataset::cases).startsWith("Case a in"));
		assertTrue(message(() -> dataset.cases("a")).contains("no label maps of task task1"));
		assertTrue(message(() -> dataset.cases("b")).contains("has no image"));
		assertTrue(message(() -> dataset.cases("d")).contains("two images, image.png and image.tif"));
		assertEquals("c", Dataset.names(dataset.cases("c")));
		touch("c/task1_seg01.tif");
		assertTrue(ioMessage(() -> Dataset.open(folder)).contains("two label maps of rater 1"));
	}

	@Test
	void findsAFolderPerRater() throws IOException {
		touch("images/b2.png", "images/b10.tif", "raters/Anna Meier/b2.png", "raters/Anna Meier/b10.nii.gz",
			"raters/Anna Meier again/b2.png", "raters/10/b2.png", "raters/2/b2.png", "raters/notes.txt", "images/.b3.png");
		final Dataset dataset = Dataset.open(folder);
		assertEquals(Dataset.Layout.RATER_FOLDERS, dataset.layout());
		assertEquals("raters", dataset.task());
		assertEquals("b2, b10", Dataset.names(dataset.cases()));
		assertEquals(List.of("2", "10", "Anna Meier", "Anna Meier again"), List.copyOf(dataset.cases("b2").get(0).raters()
			.keySet()));
		assertEquals(List.of("Anna Meier"), List.copyOf(dataset.cases("b10").get(0).raters().keySet()));
		assertEquals("b10", Dataset.names(dataset.cases("2")));
		final String task = ioMessage(() -> Dataset.open(folder, "1"));
		assertSays(DataMessages.oneTaskOnly(Says.ANY, Says.ANY, Says.ANY), task);
		touch("images/c.png", "raters/2/d.png");
		final String noRater = message(() -> dataset(folder, "").cases("c"));
		final String noImage = message(() -> dataset(folder, "").cases("d"));
		assertTrue(noRater.contains("raters/NAME/c.png"), noRater);
		assertTrue(noImage.contains("images/d.tif"), noImage);
		touch("raters/2/b2.tif");
		assertTrue(ioMessage(() -> Dataset.open(folder)).contains("two label maps of rater 2, b2.png and b2.tif"));
	}

	@Test
	void findsNamedRatersInAFolderOfTheCase() throws IOException {
		touch("a/image.png", "a/raters/eva.png", "a/raters/jan.tif", "b/image.png", "b/raters/jan.png");
		final Dataset dataset = Dataset.open(folder);
		assertEquals(Dataset.Layout.CASE_FOLDERS, dataset.layout());
		assertEquals(List.of("eva", "jan"), List.copyOf(dataset.cases().get(0).raters().keySet()));
		assertEquals(List.of("jan"), List.copyOf(dataset.cases().get(1).raters().keySet()));
		touch("b/task01_seg01.png");
		assertTrue(ioMessage(() -> Dataset.open(folder)).contains("raters, task01"));
		touch("c/image.png");
		assertTrue(message(() -> dataset(folder, "raters").cases("c")).contains("raters/NAME.png"));
	}

	private static Dataset dataset(final Path folder, final String task) {
		try {
			return Dataset.open(folder, task);
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	@Test
	void findsImagesBesideMasksAndSuggestsNearbyDatasets() throws IOException {
		touch("set/images/a.png", "set/masks/a.png");
		assertEquals(Dataset.Layout.MASK_FOLDER, Dataset.open(folder.resolve("set")).layout());
		assertEquals(List.of("masks"), List.copyOf(Dataset.open(folder.resolve("set")).cases().get(0).raters().keySet()));
		assertTrue(ioMessage(() -> Dataset.open(folder)).contains("its folder set looks like a dataset"));
		touch("empty/images/a.png", "empty/raters/a.png");
		assertTrue(ioMessage(() -> Dataset.open(folder.resolve("empty"))).contains("a folder per rater"));
	}

	@Test
	void takesImagesOfTheParentFolderForOtherLabelMaps() throws IOException {
		touch("a/image.png", "a/task01_seg01.png", "first/a/task01_seg01_Eva_ImageJ.png", "first/b/task01_seg02.png");
		final Dataset dataset = Dataset.open(folder.resolve("first"));
		final Case c = dataset.cases("a").get(0);
		assertEquals(folder.resolve("a/image.png").toAbsolutePath(), c.image().toAbsolutePath());
		assertEquals(List.of("1"), List.copyOf(c.raters().keySet()));
		assertTrue(message(() -> dataset.cases("b")).contains("has no image"));
	}

	@Test
	void loadsImageAndRatersWithCalibration() throws IOException {
		image("a/image.tif", new float[] { 5, 6, 7, 8 }, 2, 2, 1);
		image("a/task1_seg2.tif", new float[] { 0, 255, 0, 255 }, 2, 2, 1);
		image("a/task1_seg5.tif", new float[] { 0, 0, 0, 0 }, 2, 2, 1);
		final Dataset dataset = Dataset.open(folder);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertEquals("a", c.name());
		assertArrayEquals(new double[] { 0.5, 0.5 }, c.pixelSize(), 1e-9);
		assertEquals("mm", c.unit());
		assertEquals("2", c.raters().name(0));
		assertEquals("5", c.raters().name(1));
		assertEquals(1, c.raters().hard().labels(0).getAt(1, 1).get());
		assertEquals(8, c.image().channel(0).getAt(1, 1).get());
		assertTrue(c.notes().get(0).contains("binary mask"), c.notes().toString());
	}

	@Test
	void readsAFewPlanesAsChannelsIfLabelMapsAreFlat() throws IOException {
		image("a/image.tif", new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 2, 1, 4, 1);
		image("a/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		final Dataset dataset = Dataset.open(folder);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertArrayEquals(new long[] { 2, 1, 4 }, c.image().image().dimensionsAsLongArray());
		assertEquals(6, c.image().channel(2).getAt(1, 0).get());
		assertArrayEquals(new double[] { 0.5, 0.5 }, c.pixelSize(), 1e-9);
		assertTrue(c.notes().get(0).contains("4 planes"), c.notes().toString());
	}

	@Test
	void keepsVolumesWithTheirLabelVolumes() throws IOException {
		image("a/image.tif", new float[] { 1, 2, 3, 4, 5, 6 }, 2, 1, 3, 1);
		image("a/task1_seg1.tif", new float[] { 0, 1, 0, 1, 2, 2 }, 2, 1, 3, 1);
		final Dataset dataset = Dataset.open(folder);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertArrayEquals(new long[] { 2, 1, 3 }, c.raters().dimensions());
		assertEquals(3, c.raters().numClasses());
		assertEquals(3, c.image().numPlanes());
	}

	@Test
	void namesTheCaseOfAnError() throws IOException {
		image("a/image.tif", new float[] { 1, 2, 3 }, 3, 1, 1);
		image("a/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		image("b/image.tif", new float[] { 1, 2 }, 2, 1, 1);
		image("b/task1_seg1.tif", new float[] { 0, 0.5f }, 2, 1, 1);
		image("c/image.tif", new float[] { 1, 2 }, 2, 1, 1);
		image("c/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		image("c/task1_seg2.tif", new float[] { 0, 1, 1 }, 3, 1, 1);
		final Dataset dataset = Dataset.open(folder);
		final String sizes = message(() -> dataset.load(dataset.cases("a").get(0)));
		assertTrue(sizes.contains("case a") && sizes.contains("3 x 1") && sizes.contains("2 x 1"), sizes);
		final String fraction = message(() -> dataset.load(dataset.cases("b").get(0)));
		assertTrue(fraction.startsWith("Case b: Rater 1 has the value 0.5"), fraction);
		final String raters = message(() -> dataset.load(dataset.cases("c").get(0)));
		assertTrue(raters.startsWith("Case c: ") && raters.contains("3 x 1"), raters);
	}

	@Test
	void givesAllCasesTheSameClasses() throws IOException {
		image("a/image.tif", new float[] { 1, 2 }, 2, 1, 1);
		image("a/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		image("b/image.tif", new float[] { 1, 2 }, 2, 1, 1);
		image("b/task1_seg1.tif", new float[] { 0, 2 }, 2, 1, 1);
		final Dataset dataset = Dataset.open(folder);
		final List<LoadedCase> loaded = dataset.loadAll(dataset.cases(), Progress.none());
		assertEquals(3, loaded.get(0).raters().numClasses());
		assertEquals(3, loaded.get(1).raters().numClasses());
		assertEquals("1", loaded.get(0).raters().name(0));
		assertEquals(1, loaded.get(0).raters().hard().labels(0).getAt(1, 0).get());
	}

	@Test
	void refusesImagesWithDifferentChannelsAndStopsWhenCancelled() throws IOException {
		image("a/image.tif", new float[] { 1, 2 }, 2, 1, 1);
		image("a/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		image("b/image.tif", new float[] { 1, 2, 3, 4 }, 2, 1, 2);
		image("b/task1_seg1.tif", new float[] { 0, 1 }, 2, 1, 1);
		final Dataset dataset = Dataset.open(folder);
		final String channels = message(() -> dataset.loadAll(dataset.cases(), Progress.none()));
		assertTrue(channels.contains("case b has 2 channels") && channels.contains("case a has 1"), channels);
		final Progress canceled = new Progress() {
			@Override
			public void update(final double fraction, final String text) {}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> dataset.loadAll(dataset.cases(), canceled));
	}
}
