package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.labels.TestMaps;
import sfumato.output.NewFile;

class NiftiWriterTest {

	private static final float[] VALUES = { 0, 0.5f, -1.25f, 1e-30f, Float.NaN, 3, 7, 255, 300, 16777216, 1.5f, 2.5f };

	private static final Orientation TURNED = new Orientation(1, List.of(0.5, 0.25, -0.125, 10d, -20d, 30d, -1d), 2, List.of(
		1d, 2d, 3d, 4d, 5d, 6d, 7d, 8d, 9d, 10d, 11d, 12d), 2.5);

	@TempDir
	Path folder;

	private static float[] values(final ImageFile file) {
		return TestMaps.values(file.image());
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void readsWhatItWrites() throws IOException {
		for (final String name : List.of("a.nii", "a.nii.gz"))
			for (final long[] dims : new long[][] { { 4, 3, 1 }, { 3, 2, 2 }, { 3, 2, 2, 1 }, { 3, 1, 2, 2 } }) {
				final RandomAccessibleInterval<FloatType> image = ArrayImgs.floats(VALUES, dims);
				final double[] size = dims.length == 3 ? new double[] { 0.5, 0.75 } : new double[] { 0.5, 0.75, 4 };
				Nifti.write(folder.resolve(name), image, size, "mm", TURNED);
				final ImageFile read = Nifti.read(folder.resolve(name));
				assertArrayEquals(dims, read.image().dimensionsAsLongArray());
				assertArrayEquals(VALUES, values(read));
				assertArrayEquals(size, read.pixelSize());
				assertEquals("mm", read.unit());
				assertEquals(TURNED.quaternion(), read.orientation().quaternion());
				assertEquals(TURNED.matrix(), read.orientation().matrix());
				assertEquals(dims.length == 3 ? 2.5 : 4, read.orientation().thickness());
			}
		assertEquals(List.of("a.nii", "a.nii.gz"), names());
	}

	@Test
	void writesTheHeaderOfTheStandard() throws IOException {
		final Path file = folder.resolve("a.nii");
		Nifti.write(file, ArrayImgs.floats(VALUES, 3, 2, 2, 1), new double[] { 1, 2, 3 }, "\u00B5m", TURNED);
		final ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(352 + 4 * 12, b.capacity());
		assertEquals(348, b.getInt(0));
		assertArrayEquals(new short[] { 3, 3, 2, 2, 1, 1, 1, 1 }, new short[] { b.getShort(40), b.getShort(42), b.getShort(44), b
			.getShort(46), b.getShort(48), b.getShort(50), b.getShort(52), b.getShort(54) });
		assertEquals(16, b.getShort(70));
		assertEquals(32, b.getShort(72));
		assertEquals(-1, b.getFloat(76));
		assertEquals(3, b.getFloat(88));
		assertEquals(352, b.getFloat(108));
		assertEquals(3, b.get(123));
		assertEquals(1, b.getShort(252));
		assertEquals(2, b.getShort(254));
		assertEquals(-20, b.getFloat(272));
		assertEquals(12, b.getFloat(324));
		assertEquals('n', b.get(344));
		assertEquals(0, b.getInt(348)); // no extension
		assertEquals(0.5f, b.getFloat(352 + 4));
	}

	@Test
	void roundsAndClipsBytes() throws IOException {
		final Path file = folder.resolve("a.nii.gz");
		Nifti.writeBytes(file, ArrayImgs.floats(VALUES, 4, 3, 1), new double[] { 1, 1 }, ImageFile.NO_UNIT,
			Orientation.UNKNOWN);
		final ImageFile read = Nifti.read(file);
		assertArrayEquals(new float[] { 0, 1, 0, 0, 0, 3, 7, 255, 255, 255, 2, 3 }, values(read));
		assertEquals(ImageFile.NO_UNIT, read.unit());
		assertEquals(Orientation.UNKNOWN, read.orientation());
	}

	@Test
	void convertsUnitsThatNiftiLacks() throws IOException {
		final Path file = folder.resolve("a.nii");
		Nifti.write(file, ArrayImgs.floats(VALUES, 4, 3, 1), new double[] { 2, 4 }, "cm", Orientation.UNKNOWN);
		assertArrayEquals(new double[] { 20, 40 }, Nifti.read(file).pixelSize());
		assertEquals("mm", Nifti.read(file).unit());
		final String message = assertThrows(IOException.class, () -> Nifti.write(file, ArrayImgs.floats(VALUES, 4, 3, 1),
			new double[] { 2, 4 }, "parsec", Orientation.UNKNOWN)).getMessage();
		assertTrue(message.contains("\"parsec\""), message);
		assertArrayEquals(new double[] { 20, 40 }, Nifti.read(file).pixelSize());
	}

	@Test
	void refusesUnsupportedImagesAndLeavesNoFiles() throws IOException {
		assertSays(NiftiMessages.ending(Says.ANY), assertThrows(IOException.class, () -> Nifti.write(folder.resolve("a.img"),
			ArrayImgs.floats(VALUES, 4, 3, 1), new double[] { 1, 1 }, "mm", Orientation.UNKNOWN)).getMessage());
		assertTrue(assertThrows(IOException.class, () -> Nifti.write(folder.resolve("a.nii"), ArrayImgs.floats(40000, 1, 1),
			new double[] { 1, 1 }, "mm", Orientation.UNKNOWN)).getMessage().contains("40000 x 1 x 1 x 1"));
		assertTrue(assertThrows(IOException.class, () -> Nifti.write(folder.resolve("no").resolve("a.nii"), ArrayImgs.floats(
			VALUES, 4, 3, 1), new double[] { 1, 1 }, "mm", Orientation.UNKNOWN)).getMessage().contains("there is no folder"));
		assertEquals(List.of(), names());
	}

	@Test
	void failedWriteKeepsTheOldFile() throws IOException {
		final Path file = folder.resolve("a.txt");
		Files.writeString(file, "old");
		assertThrows(IOException.class, () -> NewFile.write(file, f -> {
			Files.writeString(f, "half");
			throw new IOException("disk full");
		}));
		assertEquals("old", Files.readString(file));
		assertEquals(List.of("a.txt"), names());
	}

	@Test
	void readsOrientationOfBothVersions() throws IOException {
		for (final int version : new int[] { 1, 2 }) {
			final byte[] bytes = new NiftiBytes(version, ByteOrder.BIG_ENDIAN, 2, 1, 1).pixdim(0, -1).pixdim(3, 7).with(b -> b
				.putInt(0));
			final ByteBuffer b = ByteBuffer.wrap(bytes);
			if (version == 1) b.putShort(252, (short) 1).putShort(254, (short) 4).putFloat(256, 0.5f).putFloat(276, 9).putFloat(
				280, 3).putFloat(324, 8);
			else b.putInt(344, 1).putInt(348, 4).putDouble(352, 0.5).putDouble(392, 9).putDouble(400, 3).putDouble(488, 8);
			final Orientation o = Nifti.read(Files.write(folder.resolve("o.nii"), bytes)).orientation();
			assertEquals(new Orientation(1, List.of(0.5, 0d, 0d, 0d, 0d, 9d, -1d), 4, List.of(3d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d,
				0d, 0d, 8d), 7), o);
		}
	}
}
