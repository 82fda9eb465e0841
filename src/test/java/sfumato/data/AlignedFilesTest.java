package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.Finding.Kind;
import sfumato.files.FileMessages;
import sfumato.files.Geometry;
import sfumato.files.GridProperties;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.Orientation;
import sfumato.files.TiffStack;
import sfumato.fusion.Majority;
import sfumato.progress.KeptLog;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedFolders;
import sfumato.text.WrongValue;

/** Files of one object in several orders of their axes, wherever files meet. */
class AlignedFilesTest {

	/** X, Y, Z of the object's own grid, whose voxels are 1 x 1 x 3 mm. */
	private static final int[] LENGTHS = { 9, 7, 4 };

	private static final double[] OWN = { 1, 0, 0, -3, 0, 1, 0, 5, 0, 0, 3, 40 };

	/** Sagittal and left to right reversed: the axes of the file are Y, Z and −X. */
	private static final double[] SAGITTAL = { 0, 0, -1, 5, 1, 0, 0, 5, 0, 3, 0, 40 };

	private static final double[] SHIFTED = { 1, 0, 0, -2.5, 0, 1, 0, 5, 0, 0, 3, 40 };

	private static final double[] NEARLY = { 1, 0, 0, -3, 0, 1, 0, 5.05, 0, 0, 3, 40 };

	@TempDir
	private Path folder;

	private final float[] object = new float[LENGTHS[0] * LENGTHS[1] * LENGTHS[2]];

	@BeforeEach
	void draw() {
		for (int z = 1; z < 3; z++)
			for (int y = 2; y < 5; y++)
				for (int x = 1; x < 4 + z; x++)
					object[x + LENGTHS[0] * (y + LENGTHS[1] * z)] = 1;
	}

	private static Orientation sform(final double[] affine) {
		return new Orientation(0, Orientation.UNKNOWN.quaternion(), 1, DoubleStream.of(affine).boxed().toList(), 3);
	}

	private Path write(final String name, final float[] values, final double[] affine) throws IOException {
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		final RandomAccessibleInterval<FloatType> own = ArrayImgs.floats(values, LENGTHS[0], LENGTHS[1], LENGTHS[2], 1);
		final boolean sagittal = affine == SAGITTAL;
		// (X, Y, Z) becomes (Y, Z, −X)
		final RandomAccessibleInterval<FloatType> stored = sagittal ? Views.permute(Views.permute(Views.zeroMin(Views.invertAxis(own, 0)), 0,
			1), 1, 2) : own;
		final double[] size = sagittal ? new double[] { 1, 3, 1 } : new double[] { 1, 1, 3 };
		Nifti.writeBytes(file, stored, size, "mm", affine == null ? Orientation.UNKNOWN : sform(affine));
		return file;
	}

	private static double dice(final ComparedFolders folders, final List<String> log) throws IOException {
		final CaseScoring scoring = CaseScoring.of("dice", "");
		return folders.map(scoring::score, new KeptLog(log)).list().get(0).values().get("Dice");
	}

	private ComparedFolders folders(final String predictions, final String references) throws IOException {
		return ComparedFolders.open(folder.resolve(predictions), folder.resolve(references), "", "");
	}

	@Test
	void reordersPredictionsToTheGridOfTheReference() throws IOException {
		write("p/c1.nii.gz", object, SAGITTAL);
		write("r/c1.nii", object, OWN);
		final List<String> log = new ArrayList<>();
		assertEquals(100, dice(folders("p", "r"), log), 0);
		assertTrue(log.stream().anyMatch(l -> Says.says(FileMessages.reoriented(Says.ANY, Says.ANY, "-Z", "X", "Y"), l)), log::toString);
		assertEquals(100, dice(folders("r", "p"), new ArrayList<>()), 0);
		write("r/c1.nii", object, SAGITTAL);
		assertEquals(100, dice(folders("p", "r"), new ArrayList<>()), 0);
	}

	@Test
	void refusesShiftedFilesWithBothAffines() throws IOException {
		write("p/c1.nii", object, SHIFTED);
		write("r/c1.nii", object, OWN);
		final String message = assertThrows(IllegalArgumentException.class, () -> dice(folders("p", "r"), new ArrayList<>()))
			.getMessage();
		assertTrue(message.startsWith("Case c1: ") && message.contains("[1 0 0 -2.5; 0 1 0 5; 0 0 3 40]") && message.contains(
			"[1 0 0 -3; 0 1 0 5; 0 0 3 40]") && message.contains("0.5 voxels") && message.contains("geometry=shifted"), message);
		final List<String> log = new ArrayList<>();
		assertEquals(100, dice(folders("p", "r").withGeometry(Geometry.SHIFTED), log), 0);
		assertTrue(log.stream().anyMatch(l -> Says.says(FileMessages.takenByVoxel(Says.ANY), l)), log::toString);
	}

	@Test
	void reportsSmallDifferences() throws IOException {
		write("p/c1.nii", object, NEARLY);
		write("r/c1.nii", object, OWN);
		final List<String> log = new ArrayList<>();
		assertEquals(100, dice(folders("p", "r"), log), 0);
		assertTrue(log.stream().anyMatch(l -> l.contains("up to 0.05 voxels off")), log::toString);
	}

	@Test
	void keepsAxisOrderOfFilesWithoutAffine() throws IOException {
		write("p/c1.nii", object, OWN);
		write("r/c1.nii", object, null);
		assertEquals(100, dice(folders("p", "r"), new ArrayList<>()), 0);
		assertEquals(100, dice(folders("r", "p"), new ArrayList<>()), 0);
		write("s/c1.nii", object, SAGITTAL);
		assertThrows(IllegalArgumentException.class, () -> dice(folders("s", "p").withGeometry(Geometry.IGNORE), new ArrayList<>()));
	}

	private Dataset dataset(final double[] image, final double[]... raters) throws IOException {
		write("d/c1/image.nii.gz", object, image);
		for (int r = 0; r < raters.length; r++)
			write("d/c1/task01_seg0" + (r + 1) + ".nii.gz", object, raters[r]);
		return Dataset.open(folder.resolve("d"));
	}

	private float[] labels(final LoadedCase c, final int rater) {
		final float[] values = new float[object.length];
		int i = 0;
		for (final UnsignedByteType v : Views.flatIterable(c.raters().hard().labels(rater)))
			values[i++] = v.get();
		return values;
	}

	@Test
	void reordersRatersToTheGridOfTheirImage() throws IOException {
		final Dataset dataset = dataset(OWN, SAGITTAL, OWN);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertArrayEquals(object, labels(c, 0));
		assertArrayEquals(object, labels(c, 1));
		assertTrue(c.notes().stream().anyMatch(n -> Says.says(FileMessages.reoriented("c1/task01_seg01.nii.gz",
			"c1/image.nii.gz", Says.ANY, Says.ANY, Says.ANY).replace('/', File.separatorChar), n)), c.notes()::toString);
		write("p/c1.nii", object, SAGITTAL);
		assertEquals(100, dice(ComparedFolders.open(folder.resolve("p"), folder.resolve("d"), "", ""), new ArrayList<>()), 0);
		write("p/c1.nii", object, SHIFTED);
		assertThrows(IllegalArgumentException.class, () -> dice(ComparedFolders.open(folder.resolve("p"), folder.resolve("d"), "", ""),
			new ArrayList<>()));
	}

	@Test
	void imagesWithoutAffineTakeThatOfTheFirstRater() throws IOException {
		final Dataset dataset = dataset(null, OWN, SAGITTAL);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertArrayEquals(object, labels(c, 0));
		assertArrayEquals(object, labels(c, 1));
		write("p/c1.nii", object, SAGITTAL);
		assertEquals(100, dice(ComparedFolders.open(folder.resolve("p"), folder.resolve("d"), "", ""), new ArrayList<>()), 0);
	}

	@Test
	void refusesAndReportsShiftedRaters() throws IOException {
		final Dataset dataset = dataset(OWN, SHIFTED, NEARLY, SAGITTAL);
		final String message = assertThrows(IllegalArgumentException.class, () -> dataset.load(dataset.cases().get(0))).getMessage();
		assertTrue(message.startsWith("Case c1: ") && message.contains("task01_seg01.nii.gz, affine "), message);
		assertArrayEquals(object, labels(dataset.withGeometry(Geometry.SHIFTED).load(dataset.cases().get(0)), 0));
		final List<Finding> geometry = DatasetCheck.check(dataset, Progress.none()).stream().filter(f -> f.kind() == Kind.GEOMETRY)
			.toList();
		assertEquals(List.of("1", "2"), geometry.stream().map(Finding::rater).toList());
		assertTrue(geometry.get(0).detail().contains("up to 0.5 voxels off") && geometry.get(1).detail().contains("up to 0.05 voxels off"),
			geometry::toString);
		assertTrue(DatasetCheck.check(dataset, Progress.none()).stream().noneMatch(f -> f.kind() == Kind.SIZE || f
			.kind() == Kind.UNREADABLE));
		Files.writeString(folder.resolve("d/dataset.json"), "{\"geometry\": \"shifted\"}");
		final Dataset shifted = Dataset.open(folder.resolve("d"));
		assertArrayEquals(object, labels(shifted.load(shifted.cases().get(0)), 0));
		Files.writeString(folder.resolve("d/dataset.json"), "{\"geometry\": \"whatever\"}");
		assertSays(WrongValue.message("geometry", "whatever", Says.ANY), assertThrows(IOException.class, () -> Dataset.open(folder
			.resolve("d"))).getMessage());
	}

	/** 1 is stored as 16384 with the slope and the intercept that nibabel 5.4.2 takes for 0 to 4 in 16 unsigned bits. */
	@Test
	void readsScaledLabelsWithANote() throws IOException {
		dataset(OWN, OWN);
		final Path label = folder.resolve("d/c1/task01_seg01.nii.gz");
		final Path plain = folder.resolve("r/c1.nii");
		Files.createDirectories(plain.getParent());
		final byte[] bytes = scaled(label);
		Files.delete(label);
		Files.write(folder.resolve("d/c1/task01_seg01.nii"), bytes);
		Files.write(plain, bytes);
		final Dataset dataset = Dataset.open(folder.resolve("d"));
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertArrayEquals(object, labels(c, 0));
		assertEquals(1, c.notes().stream().filter(n -> n.contains("behind a scl_slope of 6.104e-05")).count(), c.notes()::toString);
		write("p/c1.nii", object, OWN);
		final List<String> log = new ArrayList<>();
		assertEquals(100, dice(folders("p", "r"), log), 0);
		assertTrue(log.stream().anyMatch(l -> l.contains("behind a scl_slope of 6.104e-05")), log::toString);
	}

	/** The bytes of a label map of 8 bits as one of 16 bits behind a slope. */
	private static byte[] scaled(final Path label) throws IOException {
		final byte[] old;
		try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(label))) {
			old = in.readAllBytes();
		}
		final int start = 352;
		final ByteBuffer b = ByteBuffer.allocate(start + 2 * (old.length - start)).order(ByteOrder.LITTLE_ENDIAN);
		b.put(old, 0, start).putShort(70, (short) 512).putShort(72, (short) 16).putFloat(112, 6.103608757257462e-05f);
		for (int i = start; i < old.length; i++)
			b.putShort((short) (16384 * old[i]));
		return b.array();
	}

	@Test
	void writesAffinesToTiffs() throws IOException {
		final Dataset dataset = dataset(SAGITTAL, OWN, SAGITTAL, OWN);
		new DatasetFusion(new Majority(), DatasetFusion.Format.TIFF, false).write(dataset, dataset.cases(), folder.resolve("f"), Progress
			.none());
		write("r/c1.nii", object, OWN);
		assertEquals(100, dice(folders("f", "r"), new ArrayList<>()), 0);
		// as predictions are written: in pieces, by our own writer
		final ImageFile image = ImageFiles.read(folder.resolve("d/c1/image.nii.gz"));
		Files.createDirectories(folder.resolve("t"));
		try (TiffStack tiff = TiffStack.create(folder.resolve("t/c1.tif"), new TiffStack.Layout(7, 4, 1, 9, 1, true, new double[] { 1, 3, 1 },
			"mm", List.of("background", "object"), List.of(0, 0xFF0000), GridProperties.of(image.grid()))))
		{
			for (int z = 0; z < 9; z++) {
				final FloatBuffer plane = FloatBuffer.allocate(28);
				Views.flatIterable(Views.hyperSlice(image.channel(0), 2, z)).forEach(v -> plane.put(v.get()));
				tiff.write(z, 0, 4, plane.flip());
			}
			tiff.finish();
		}
		assertEquals(image.orientation().matrix(), ImageFiles.read(folder.resolve("t/c1.tif")).orientation().matrix());
		assertEquals(100, dice(folders("t", "r"), new ArrayList<>()), 0);
		write("s/c1.nii", object, SHIFTED);
		assertThrows(IllegalArgumentException.class, () -> dice(folders("t", "s"), new ArrayList<>()));
	}

	@Test
	void fusedMapsKeepTheAffineOfTheImage() throws IOException {
		final Dataset dataset = dataset(SAGITTAL, OWN, SAGITTAL, OWN);
		new DatasetFusion(new Majority(), DatasetFusion.Format.NIFTI, false).write(dataset, dataset.cases(), folder.resolve("f"), Progress
			.none());
		final ImageFile fused = ImageFiles.read(folder.resolve("f/c1.nii.gz"));
		final Orientation image = ImageFiles.read(folder.resolve("d/c1/image.nii.gz")).orientation();
		assertEquals(image.matrix(), fused.orientation().matrix());
		assertEquals(image.sformCode(), fused.orientation().sformCode());
		assertArrayEquals(new long[] { 7, 4, 9 }, fused.spatialDimensions());
		write("r/c1.nii", object, OWN);
		assertEquals(100, dice(folders("f", "r"), new ArrayList<>()), 0);
	}
}
