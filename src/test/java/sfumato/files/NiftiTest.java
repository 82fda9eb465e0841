package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.labels.TestMaps;

class NiftiTest {

	@TempDir
	Path folder;

	private record Kind(int code, BiConsumer<ByteBuffer, Integer> put, float[] expected) {}

	/** Six values of every scalar type, among them the largest and the smallest where floats can hold them. */
	private static final List<Kind> KINDS = List.of(//
		new Kind(2, (b, i) -> b.put(new byte[] { 0, 1, 2, 127, (byte) 128, (byte) 255 }[i]), new float[] { 0, 1, 2, 127, 128,
			255 }), //
		new Kind(256, (b, i) -> b.put(new byte[] { 0, 1, -1, 127, -128, 5 }[i]), new float[] { 0, 1, -1, 127, -128, 5 }), //
		new Kind(4, (b, i) -> b.putShort(new short[] { 0, 1, -1, 32767, -32768, 258 }[i]), new float[] { 0, 1, -1, 32767,
			-32768, 258 }), //
		new Kind(512, (b, i) -> b.putShort((short) new int[] { 0, 1, 258, 32768, 65535, 7 }[i]), new float[] { 0, 1, 258,
			32768, 65535, 7 }), //
		new Kind(8, (b, i) -> b.putInt(new int[] { 0, 1, -1, 16777216, -16777215, 66051 }[i]), new float[] { 0, 1, -1,
			16777216, -16777215, 66051 }), //
		new Kind(768, (b, i) -> b.putInt((int) new long[] { 0, 1, 66051, 16777215, 4294967040L, 2147483648L }[i]),
			new float[] { 0, 1, 66051, 16777215, 4294967040f, 2147483648f }), //
		new Kind(1024, (b, i) -> b.putLong(new long[] { 0, 1, -1, 16777216, -16777215, 1L << 40 }[i]), new float[] { 0, 1, -1,
			16777216, -16777215, 1099511627776f }), //
		new Kind(1280, (b, i) -> b.putLong(new long[] { 0, 1, 16777215, 1L << 40, 1L << 63, 3L << 62 }[i]), new float[] { 0,
			1, 16777215, 1099511627776f, 9223372036854775808f, 13835058055282163712f }), //
		new Kind(16, (b, i) -> b.putFloat(new float[] { 0, 1.5f, -1e30f, 1e-30f, 3, Float.NaN }[i]), new float[] { 0, 1.5f,
			-1e30f, 1e-30f, 3, Float.NaN }), //
		new Kind(64, (b, i) -> b.putDouble(new double[] { 0, 1.5, -1e30, 1e-30, 1 / 3.0, -2 }[i]), new float[] { 0, 1.5f,
			-1e30f, 1e-30f, 1 / 3f, -2 }));

	private static float[] values(final ImageFile file) {
		return TestMaps.values(file.image());
	}

	private String message(final String name, final byte[] bytes) throws IOException {
		final Path file = NiftiBytes.save(folder.resolve(name), bytes);
		final String message = assertThrows(IOException.class, () -> Nifti.read(file)).getMessage();
		assertTrue(message.contains(name), message);
		return message;
	}

	@Test
	void readsEveryScalarTypeInBothByteOrdersAndVersionsGzippedOrNot() throws IOException {
		for (final Kind kind : KINDS)
			for (final int version : new int[] { 1, 2 })
				for (final ByteOrder order : new ByteOrder[] { ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN })
					for (final String ending : new String[] { ".nii", ".nii.gz" }) {
						final byte[] bytes = new NiftiBytes(version, order, kind.code(), 3, 2).with(b -> {
							for (int i = 0; i < 6; i++)
								kind.put().accept(b, i);
						});
						final ImageFile file = Nifti.read(NiftiBytes.save(folder.resolve("t" + ending), bytes));
						assertArrayEquals(kind.expected(), values(file), "type " + kind.code() + " version " + version + " " + order);
						assertArrayEquals(new long[] { 3, 2, 1 }, file.image().dimensionsAsLongArray());
					}
	}

	@Test
	void scalesInDoubleBeforeRounding() throws IOException {
		final byte[] bytes = new NiftiBytes(2, ByteOrder.LITTLE_ENDIAN, 4, 2, 1).scale(0.1, -1000).with(b -> b.putShort(
			(short) 3).putShort((short) 10001));
		assertArrayEquals(new float[] { (float) -999.7, (float) 0.1 }, values(Nifti.read(NiftiBytes.save(folder.resolve(
			"s.nii"), bytes))), 1e-12f);
	}

	@Test
	void ignoresSlopesOfZeroAndNaN() throws IOException {
		for (final double slope : new double[] { 0, Double.NaN, Double.POSITIVE_INFINITY }) {
			final byte[] bytes = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 1).scale(slope, 7).with(b -> b.put((byte) 3)
				.put((byte) 9));
			assertArrayEquals(new float[] { 3, 9 }, values(Nifti.read(NiftiBytes.save(folder.resolve("z.nii"), bytes))));
		}
	}

	@Test
	void ordersZBeforeChannelsAndReadsFurtherAxesAsChannels() throws IOException {
		final byte[] bytes = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 1, 3, 2, 2).with(b -> {
			for (int i = 0; i < 24; i++)
				b.put((byte) i);
		});
		final ImageFile file = Nifti.read(NiftiBytes.save(folder.resolve("five.nii"), bytes));
		assertArrayEquals(new long[] { 2, 1, 3, 4 }, file.image().dimensionsAsLongArray());
		assertTrue(file.isVolume());
		assertEquals(3, file.numPlanes());
		assertEquals(4, file.numChannels());
		assertEquals(1 + 2 * 2 + 6 * 3, file.image().getAt(1, 0, 2, 3).get());
		assertEquals(1 + 2 * 2 + 6 * 3, file.plane(2).getAt(1, 0, 3).get());
		assertSays(NiftiMessages.fourthAxis(Says.ANY, 4), file.notes().get(0));
	}

	@Test
	void dropsAZAxisOfLengthOne() throws IOException {
		final byte[] bytes = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 2, 1).pixdim(1, 0.5).pixdim(2, 0.25).pixdim(3, 9)
			.unit(2).with(b -> b.putInt(0));
		final ImageFile file = Nifti.read(NiftiBytes.save(folder.resolve("flat.nii"), bytes));
		assertFalse(file.isVolume());
		assertArrayEquals(new double[] { 0.5, 0.25 }, file.pixelSize());
		assertEquals("mm", file.unit());
	}

	@Test
	void readsPixelSizeAndUnit() throws IOException {
		final int[] codes = { 1, 2, 3, 3 + 8, 0 };
		final String[] units = { "m", "mm", "µm", "µm", "mm" };
		for (int i = 0; i < codes.length; i++) {
			final byte[] bytes = new NiftiBytes(2, ByteOrder.BIG_ENDIAN, 2, 2, 1, 2).pixdim(1, -0.3).pixdim(2, 0.2).pixdim(3, 0)
				.unit(codes[i]).with(b -> b.putInt(0));
			final ImageFile file = Nifti.read(NiftiBytes.save(folder.resolve("u.nii"), bytes));
			assertArrayEquals(new double[] { 0.3, 0.2, 1 }, file.pixelSize());
			assertEquals(units[i], file.unit());
			assertEquals(codes[i] == 0, !file.notes().isEmpty());
		}
		final byte[] plain = new NiftiBytes(1, ByteOrder.BIG_ENDIAN, 2, 2, 2).with(b -> b.putInt(0));
		assertEquals("pixel", Nifti.read(NiftiBytes.save(folder.resolve("p.nii"), plain)).unit());
	}

	@Test
	void readsColoursAsChannelsAndGreyRgbAsOneChannel() throws IOException {
		final byte[] colour = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 128, 2, 1).with(b -> b.put(new byte[] { 1, 2, 3, 4, 5,
			6 }));
		assertArrayEquals(new float[] { 1, 4, 2, 5, 3, 6 }, values(Nifti.read(NiftiBytes.save(folder.resolve("c.nii"),
			colour))));
		final byte[] opacity = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2304, 2, 1).with(b -> b.put(new byte[] { 1, 2, 3, 99,
			4, 5, 6, 98 }));
		assertArrayEquals(new float[] { 1, 4, 2, 5, 3, 6 }, values(Nifti.read(NiftiBytes.save(folder.resolve("o.nii"),
			opacity))));
		final byte[] grey = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 128, 2, 1, 2).with(b -> b.put(new byte[] { 1, 1, 1, 4, 4,
			4, 5, 5, 5, 6, 6, 6 }));
		final ImageFile file = Nifti.read(NiftiBytes.save(folder.resolve("g.nii"), grey));
		assertArrayEquals(new long[] { 2, 1, 2, 1 }, file.image().dimensionsAsLongArray());
		assertArrayEquals(new float[] { 1, 4, 5, 6 }, values(file));
	}

	@Test
	void skipsHeaderExtensions() throws IOException {
		final byte[] bytes = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 1).offset(368).with(b -> b.put(new byte[16]).put(
			(byte) 8).put((byte) 9));
		assertArrayEquals(new float[] { 8, 9 }, values(Nifti.read(NiftiBytes.save(folder.resolve("e.nii"), bytes))));
	}

	@Test
	void detectsCompressionByContentAndNotByName() throws IOException {
		final byte[] bytes = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 1).with(b -> b.putShort((short) 0x0201));
		final Path zipped = NiftiBytes.save(folder.resolve("a.nii.gz"), bytes);
		Files.move(zipped, folder.resolve("zipped.nii"));
		assertArrayEquals(new float[] { 1, 2 }, values(Nifti.read(folder.resolve("zipped.nii"))));
		Files.write(folder.resolve("plain.nii.gz"), bytes);
		assertArrayEquals(new float[] { 1, 2 }, values(Nifti.read(folder.resolve("plain.nii.gz"))));
	}

	@Test
	void refusesFilesThatAreNotNifti() throws IOException {
		assertSays(NiftiMessages.empty("empty.nii"), message("empty.nii", new byte[0]));
		assertSays(NiftiMessages.shorterThanHeader("short.nii"), message("short.nii", new byte[40]));
		assertTrue(message("text.nii", "lorem ipsum ".repeat(80).getBytes()).endsWith(NiftiMessages.noNifti("text.nii")));
		assertTrue(message("analyze.nii", new NiftiBytes(1, ByteOrder.BIG_ENDIAN, 2, 1, 1).magic("\0\0\0").with(b -> b.putInt(
			0))).contains("Analyze"));
		assertSays(NiftiMessages.headerName(Says.ANY), message("pair.nii", new NiftiBytes(1, ByteOrder.BIG_ENDIAN, 2, 1,
			1).magic("ni1").with(b -> b.putInt(0))));
		assertSays(NiftiMessages.headerName(Says.ANY), message("pair2.nii", new NiftiBytes(2, ByteOrder.BIG_ENDIAN, 2, 1,
			1).magic("ni2").with(b -> b.putInt(0))));
		final String missing = assertThrows(IOException.class, () -> Nifti.read(folder.resolve("missing.nii"))).getMessage();
		assertTrue(missing.startsWith("There is no file ") && missing.contains("missing.nii"), missing);
	}

	@Test
	void refusesComplexPixels() throws IOException {
		final int[] codes = { 1, 32, 1536, 1792, 2048, 0, 77 };

		for (int i = 0; i < codes.length; i++) {
			final String message = message("k.nii", new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, codes[i], 2, 2).with(b -> b.put(
				new byte[256])));
			assertSays(NiftiMessages.valueType("k.nii", codes[i]), message);
		}
	}

	@Test
	void refusesDamagedFiles() throws IOException {
		final NiftiBytes tenByTen = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 4, 10, 10);
		assertSays(NiftiMessages.tooFewBytes("cut.nii", Says.ANY, Says.SOME), message("cut.nii", tenByTen.with(b ->
			b.putLong(0))));
		final Path zipped = NiftiBytes.save(folder.resolve("whole.nii.gz"), tenByTen.with(b -> b.put(new byte[200])));
		final byte[] half = Files.readAllBytes(zipped);
		Files.write(folder.resolve("half.nii.gz"), Arrays.copyOf(half, half.length - 12));
		assertTrue(assertThrows(IOException.class, () -> Nifti.read(folder.resolve("half.nii.gz"))).getMessage().contains(
			"half.nii.gz ends before"));
		half[30] ^= 0x55;
		half[31] ^= 0x55;
		Files.write(folder.resolve("flipped.nii.gz"), half);
		assertTrue(assertThrows(IOException.class, () -> Nifti.read(folder.resolve("flipped.nii.gz"))).getMessage().contains(
			"flipped.nii.gz"));
		assertTrue(message("axes.nii", new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2, 2, 2).dim(0, -3).with(b -> b.putInt(0)))
			.contains("-3 axes"));
		assertSays(NiftiMessages.axisLength(Says.ANY, 2, -2), message("negative.nii", new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 2,
			2, 2).dim(2, -2).with(b -> b.putInt( 0))));
	}

	@Test
	void refusesHeadersThatDeclareMoreThanTheFileHolds() throws IOException {
		assertSays(NiftiMessages.tooFewBytes(Says.ANY, Says.ANY, 356), message("huge.nii", new NiftiBytes(1,
			ByteOrder.LITTLE_ENDIAN, 64, 32767, 32767, 32767).with(b -> b.putInt( 0))));
		assertSays(NiftiMessages.axisTooLong(Says.ANY, Says.SOME), message("huge2.nii", new NiftiBytes(2, ByteOrder.LITTLE_ENDIAN,
			64, 2, 2).dim(1, 1L << 60).with(b -> b .putInt(0))));
		assertSays(NiftiMessages.tooFewBytes(Says.ANY, Says.ANY, Says.SOME), message("huge3.nii.gz", new NiftiBytes(2,
			ByteOrder.LITTLE_ENDIAN, 2, 100000, 100000).with(b -> b.putInt( 0))));
	}
}
