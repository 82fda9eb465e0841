package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.DatasetFusion.Format;
import sfumato.data.DatasetFusion.Result;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.NiftiMessages;
import sfumato.files.Orientation;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.labels.TestMaps;
import sfumato.progress.KeptLog;
import sfumato.progress.Progress;

class DatasetFusionTest {

	private static final Orientation TURNED = new Orientation(1, List.of(0.5, 0d, 0d, 1d, 2d, 3d, -1d), 2, List.of(0d, 2d,
		0d, 5d, 2d, 0d, 0d, 6d, 0d, 0d, 3d, 7d), 3);

	@TempDir
	Path folder;

	/** Three cases of 2 x 1 pixels with two raters, who agree on the first pixel only; the third case has a class 2. */
	@BeforeEach
	void makeCases() throws IOException {
		for (int i = 1; i <= 3; i++) {
			final float most = i == 3 ? 2 : 1;
			save("c" + i, "image", 100, 200);
			save("c" + i, "task1_seg1", most, most);
			save("c" + i, "task1_seg2", most, 0);
		}
	}

	private void save(final String name, final String file, final float... values) throws IOException {
		final Path c = Files.createDirectories(folder.resolve("data").resolve(name));
		Nifti.write(c.resolve(file + ".nii.gz"), ArrayImgs.floats(values, 2, 1, 1), new double[] { 0.5, 0.25 }, "mm", TURNED);
	}

	private Result fuse(final DatasetFusion fusion, final String cases, final Progress progress) throws IOException {
		final Dataset set = Dataset.open(folder.resolve("data"));
		return fusion.write(set, set.cases(cases), folder.resolve("out"), progress);
	}

	private Result average(final String cases) throws IOException {
		return fuse(new DatasetFusion(new Average(), Format.NIFTI, false), cases, Progress.none());
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private static float[] values(final ImageFile file) {
		return TestMaps.values(file.image());
	}

	@Test
	void writesAMapPerCaseWithTheAffineOfItsImage() throws IOException {
		assertEquals(new Result(3, 0), average(""));
		assertEquals(List.of("c1.nii.gz", "c2.nii.gz", "c3.nii.gz", "fusion.json"), names());
		final ImageFile first = ImageFiles.read(folder.resolve("out/c1.nii.gz"));
		assertArrayEquals(new float[] { 0, 0.5f, 1, 0.5f, 0, 0 }, values(first));
		assertArrayEquals(new long[] { 2, 1, 3 }, first.image().dimensionsAsLongArray());
		assertArrayEquals(new double[] { 0.5, 0.25 }, first.pixelSize());
		assertEquals("mm", first.unit());
		assertEquals(TURNED, first.orientation());
		assertArrayEquals(new float[] { 0, 0.5f, 0, 0, 1, 0.5f }, values(ImageFiles.read(folder.resolve("out/c3.nii.gz"))));
	}

	/** Another run does what is missing, and nothing is left out silently. */
	@Test
	void fusesOtherCasesBesideADamagedOne() throws IOException {
		final Path damaged = folder.resolve("data/c2/task1_seg1.nii.gz");
		final byte[] whole = Files.readAllBytes(damaged);
		Files.write(damaged, new byte[100]);
		final List<String> log = new ArrayList<>();
		final Progress progress = new KeptLog(log);
		final String message = assertThrows(IOException.class, () -> fuse(new DatasetFusion(new Average(), Format.NIFTI, false), "",
			progress)).getMessage();
		assertEquals(DataMessages.casesFailed(1, 3, "fused", "\"" + folder.resolve("out") + "\"", "c2",
			NiftiMessages.shorterThanHeader(damaged)), message);
		assertTrue(log.contains(DataMessages.caseFailed("c2", "fused", NiftiMessages.shorterThanHeader(damaged))),
			log.toString());
		assertEquals(List.of("c1.nii.gz", "c3.nii.gz", "fusion.json"), names());
		Files.write(damaged, whole);
		assertEquals(new Result(1, 2), average(""));
	}

	/** With overwrite, older maps stay until there is something to replace them. */
	@Test
	void keepsMapsIfNoCaseCanBeRead() throws IOException {
		average("1");
		Files.write(folder.resolve("data/c1/image.nii.gz"), new byte[100]);
		assertThrows(IOException.class, () -> fuse(new DatasetFusion(new Majority(), Format.NIFTI, true), "1", Progress.none()));
		assertEquals(List.of("c1.nii.gz", "fusion.json"), names());
	}

	@Test
	void tiffKeepsThePixelSize() throws IOException {
		fuse(new DatasetFusion(new Majority(), Format.TIFF, false), "1", Progress.none());
		final ImageFile file = ImageFiles.read(folder.resolve("out/c1.tif"));
		assertArrayEquals(new float[] { 0, 1, 1, 0 }, values(file));
		assertArrayEquals(new double[] { 0.5, 0.25 }, file.pixelSize());
		assertEquals("mm", file.unit());
	}

	@Test
	void refusesMapsOfAnotherPolarity() throws IOException {
		average("1");
		final Dataset inverted = Dataset.open(folder.resolve("data")).withPolarity(Polarity.INVERTED);
		final DatasetFusion fusion = new DatasetFusion(new Average(), Format.NIFTI, false);
		final String message = assertThrows(IOException.class, () -> fusion.write(inverted, inverted.cases("1"), folder.resolve(
			"out"), Progress.none())).getMessage();
		assertTrue(message.contains("polarity normal and not inverted"), message);
		assertEquals(new Result(1, 0), new DatasetFusion(new Average(), Format.NIFTI, true).write(inverted, inverted.cases("1"),
			folder.resolve("out"), Progress.none()));
		assertArrayEquals(new float[] { 1, 0.5f, 0, 0.5f }, values(ImageFiles.read(folder.resolve("out/c1.nii.gz"))));
	}

	@Test
	void skipsExistingMapsUnlessTheirRatersChanged() throws IOException {
		assertEquals(new Result(2, 0), average("1-2"));
		final Path first = folder.resolve("out/c1.nii.gz");
		final FileTime before = FileTime.fromMillis(1000);
		Files.setLastModifiedTime(first, before);
		assertEquals(new Result(0, 2), average("1-2"));
		assertEquals(before, Files.getLastModifiedTime(first));
		Files.delete(folder.resolve("out/c2.nii.gz"));
		assertEquals(new Result(1, 1), average("1-2"));
		save("c1", "task1_seg3", 0, 0);
		assertEquals(new Result(1, 1), average("1-2"));
		assertEquals(1 / 3f, values(ImageFiles.read(first))[0], 1e-6);
	}

	@Test
	void refusesOrReplacesMapsOfAnotherMethod() throws IOException {
		average("1-2");
		final DatasetFusion majority = new DatasetFusion(new Majority(), Format.NIFTI, false);
		final String message = assertThrows(IOException.class, () -> fuse(majority, "1", Progress.none())).getMessage();
		assertTrue(message.contains("maps with method average and not majority"), message);
		assertSays(DataMessages.otherSettings(Says.ANY, Says.ANY, Says.ANY, Says.ANY), message);
		assertEquals(new Result(1, 0), fuse(new DatasetFusion(new Majority(), Format.TIFF, true), "1", Progress.none()));
		assertEquals(List.of("c1.tif", "fusion.json"), names());
	}

	/** Does something before the first case is fused. */
	private static Progress first(final Runnable other) {
		return new Progress() {
			private boolean done;

			@Override
			public void update(final double fraction, final String message) {
				if (done || !message.startsWith("Fusing")) return;
				done = true;
				other.run();
			}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}

	private void meanwhile(final DatasetFusion fusion, final String cases) {
		try {
			fuse(fusion, cases, Progress.none());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	void concurrentRunsRecordTheMapsOfBoth() throws IOException {
		final DatasetFusion average = new DatasetFusion(new Average(), Format.NIFTI, false);
		assertEquals(new Result(1, 0), fuse(average, "1", first(() -> meanwhile(average, "2"))));
		assertEquals(List.of("c1.nii.gz", "c2.nii.gz", "fusion.json"), names());
		assertEquals(new Result(0, 2), average("1-2"));
	}

	@Test
	void stopsWhenAnotherRunRewritesTheFolder() throws IOException {
		average("2");
		final DatasetFusion average = new DatasetFusion(new Average(), Format.NIFTI, false), majority = new DatasetFusion(
			new Majority(), Format.NIFTI, true);
		final String message = assertThrows(IOException.class, () -> fuse(average, "1", first(() -> meanwhile(majority, "2"))))
			.getMessage();
		assertEquals(DataMessages.rewritten(folder.resolve("out")), message);
		assertEquals(List.of("c2.nii.gz", "fusion.json"), names());
	}

	@Test
	void refusesMoreClassesThanExistingMaps() throws IOException {
		average("1-2");
		final String message = assertThrows(IllegalArgumentException.class, () -> average("")).getMessage();
		assertSays(DataMessages.otherClasses("c3", 3, 2), message);
		assertEquals(List.of("c1.nii.gz", "c2.nii.gz", "fusion.json"), names());
	}

	@Test
	void refusesFoldersWithOtherFiles() throws IOException {
		Files.createDirectories(folder.resolve("out"));
		Files.writeString(folder.resolve("out/diary.txt"), "mine");
		for (final boolean overwrite : new boolean[] { false, true })
			assertTrue(assertThrows(IOException.class, () -> fuse(new DatasetFusion(new Average(), Format.TIFF, overwrite), "",
				Progress.none())).getMessage().contains("not made by fusing a dataset"));
		assertEquals(List.of("diary.txt"), names());
	}

	@Test
	void resumesACancelledRun() throws IOException {
		final Progress twice = new Progress() {
			private int fused;

			@Override
			public void update(final double fraction, final String message) {
				if (message.startsWith("Fusing")) fused++;
			}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return fused == 2;
			}
		};
		assertThrows(CancellationException.class, () -> fuse(new DatasetFusion(new Average(), Format.NIFTI, false), "", twice));
		assertEquals(List.of("c1.nii.gz", "c2.nii.gz", "fusion.json"), names());
		assertEquals(new Result(1, 2), average(""));
	}
}
