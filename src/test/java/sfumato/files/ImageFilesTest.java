package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.labels.TestMaps;
import sfumato.text.TextMessages;

class ImageFilesTest {

	@TempDir
	Path folder;

	private static float[] values(final ImageFile file) {
		return TestMaps.values(file.image());
	}

	private static Img<FloatType> ramp(final long... dims) {
		final Img<FloatType> img = ArrayImgs.floats(dims);
		float i = -3.25f;
		for (final FloatType v : img)
			v.set(i += 1.5f);
		return img;
	}

	private Path png(final String name, final BufferedImage image) throws IOException {
		final Path file = folder.resolve(name);
		assertTrue(ImageIO.write(image, "png", file.toFile()));
		return file;
	}

	private String message(final String name) {
		final String message = assertThrows(IOException.class, () -> ImageFiles.read(folder.resolve(name))).getMessage();
		assertTrue(message.contains(name), message);
		return message;
	}

	/** A grey TIFF after the TIFF 6.0 specification, little-endian, one strip. */
	private Path tiff(final String name, final int width, final int height, final int bits, final int format,
		final byte[] pixels) throws IOException
	{
		final int[][] tags = { { 256, width }, { 257, height }, { 258, bits }, { 259, 1 }, { 262, 1 }, { 273, 8 }, { 277, 1 },
			{ 278, height }, { 279, pixels.length }, { 339, format } };
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final DataOutputStream out = new DataOutputStream(bytes);
		out.writeBytes("II*\0");
		out.writeInt(Integer.reverseBytes(8 + pixels.length));
		out.write(pixels);
		out.writeShort(Short.reverseBytes((short) tags.length));
		for (final int[] tag : tags) {
			out.writeShort(Short.reverseBytes((short) tag[0]));
			out.writeShort(Short.reverseBytes((short) 4));
			out.writeInt(Integer.reverseBytes(1));
			out.writeInt(Integer.reverseBytes(tag[1]));
		}
		out.writeInt(0);
		return Files.write(folder.resolve(name), bytes.toByteArray());
	}

	@Test
	void readsTheTiffsItWrites() throws IOException {
		final long[][] shapes = { { 5, 4, 1 }, { 5, 4, 3 }, { 5, 4, 2, 1 }, { 5, 4, 2, 3 } };
		for (final long[] shape : shapes) {
			final Path file = folder.resolve("i" + Arrays.toString(shape).replaceAll("\\W", "") + ".tif");
			final Img<FloatType> image = ramp(shape);
			final double[] pixelSize = shape.length == 3 ? new double[] { 0.25, 0.5 } : new double[] { 0.25, 0.5, 2 };
			ImageFiles.writeTiff(file, image, pixelSize, "µm");
			final ImageFile read = ImageFiles.read(file);
			assertArrayEquals(shape, read.image().dimensionsAsLongArray());
			assertArrayEquals(values(new ImageFile(file, image, pixelSize, "µm", java.util.List.of())), values(read));
			assertArrayEquals(pixelSize, read.pixelSize(), 1e-9);
			assertEquals("µm", read.unit());
		}
	}

	@Test
	void roundsAndClipsBytes() throws IOException {
		final Path file = folder.resolve("bytes.tif");
		ImageFiles.writeByteTiff(file, ArrayImgs.floats(new float[] { -3, 0.4f, 0.6f, 254.7f, 300 }, 5, 1, 1), new double[] {
			1, 1 }, "pixel");
		assertArrayEquals(new float[] { 0, 0, 1, 255, 255 }, values(ImageFiles.read(file)));
		assertEquals("pixel", ImageFiles.read(file).unit());
	}

	@Test
	void writesMasksAs0And255() throws IOException {
		final Path file = folder.resolve("mask.png");
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(new byte[] { 0, 1, 2, (byte) 200, 0, 0 }, 3, 2);
		ImageFiles.writeMask(file, labels);
		assertArrayEquals(new float[] { 0, 255, 255, 255, 0, 0 }, values(ImageFiles.read(file)));
		ImageFiles.writeMask(file, Views.interval(labels, new long[] { 1, 0 }, new long[] { 2, 1 }));
		assertArrayEquals(new float[] { 255, 255, 0, 0 }, values(ImageFiles.read(file)));
	}

	@Test
	void reads16BitAnd32BitTiffs() throws IOException {
		assertArrayEquals(new float[] { 1, 65535 }, values(ImageFiles.read(tiff("u16.tif", 2, 1, 16, 1, new byte[] { 1, 0, -1,
			-1 }))));
		assertArrayEquals(new float[] { 1, -1 }, values(ImageFiles.read(tiff("i16.tif", 2, 1, 16, 2, new byte[] { 1, 0, -1,
			-1 }))));
		assertArrayEquals(new float[] { 1.5f }, values(ImageFiles.read(tiff("f32.tiff", 1, 1, 32, 3, new byte[] { 0, 0,
			(byte) 0xC0, 0x3F }))));
	}

	@Test
	void readsGreyPngsOf1And8And16Bits() throws IOException {
		final BufferedImage bits = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
		bits.getRaster().setSample(1, 0, 0, 1);
		final float[] binary = values(ImageFiles.read(png("bits.png", bits)));
		assertEquals(0, binary[0]);
		assertTrue(binary[1] == 1 || binary[1] == 255, "a mask either way, but " + binary[1]);
		final BufferedImage shorts = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
		shorts.getRaster().setSample(1, 0, 0, 40000);
		assertArrayEquals(new float[] { 0, 40000 }, values(ImageFiles.read(png("shorts.png", shorts))));
		final BufferedImage bytes = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
		bytes.getRaster().setSample(1, 0, 0, 200);
		assertArrayEquals(new float[] { 0, 200 }, values(ImageFiles.read(png("bytes.png", bytes))));
	}

	@Test
	void readsTheIndicesOfIndexedColours() throws IOException {
		final IndexColorModel colours = new IndexColorModel(8, 3, new byte[] { 0, (byte) 230, 86 }, new byte[] { 0, (byte) 159,
			(byte) 180 }, new byte[] { 0, 0, (byte) 233 });
		final BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
		for (int i = 0; i < 3; i++)
			image.getRaster().setSample(i, 0, 0, i);
		final ImageFile file = ImageFiles.read(png("indexed.png", image));
		assertArrayEquals(new float[] { 0, 1, 2 }, values(file));
		assertTrue(file.notes().get(0).contains("indexed colours"), file.notes().toString());
	}

	@Test
	void readsColoursAsChannelsAndGreyRgbAsOneChannel() throws IOException {
		final BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, 0x010203);
		image.setRGB(1, 0, 0xFFFEFD);
		final ImageFile colour = ImageFiles.read(png("rgb.png", image));
		assertArrayEquals(new long[] { 2, 1, 3 }, colour.image().dimensionsAsLongArray());
		assertArrayEquals(new float[] { 1, 255, 2, 254, 3, 253 }, values(colour));
		assertTrue(assertThrows(IllegalArgumentException.class, colour::labels).getMessage().contains("3 channels"));
		image.setRGB(0, 0, 0);
		image.setRGB(1, 0, 0xFFFFFF);
		final ImageFile grey = ImageFiles.read(png("grey.png", image));
		assertArrayEquals(new float[] { 0, 255 }, values(grey));
		assertArrayEquals(new long[] { 2, 1 }, grey.labels().dimensionsAsLongArray());
		assertFalse(grey.notes().isEmpty());
	}

	/** What is hidden behind full transparency is background, in each way in which masks are exported. */
	@Test
	void readsTransparentPixelsAsBackground() throws IOException {
		final BufferedImage white = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB), red = new BufferedImage(3, 1,
			BufferedImage.TYPE_INT_ARGB), black = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
		white.setRGB(0, 0, 3, 1, new int[] { 0x00FFFFFF, 0xFFFFFFFF, 0x00FFFFFF }, 0, 3);
		red.setRGB(0, 0, 3, 1, new int[] { 0x00FFFFFF, 0xFFFF0000, 0x00FFFFFF }, 0, 3);
		black.setRGB(0, 0, 3, 1, new int[] { 0, 0xFF000000, 0 }, 0, 3);
		assertArrayEquals(new float[] { 0, 255, 0 }, values(ImageFiles.read(png("white.png", white))));
		assertArrayEquals(new float[] { 0, 255, 0, 0, 0, 0, 0, 0, 0 }, values(ImageFiles.read(png("red.png", red))));
		assertArrayEquals(new float[] { 0, 255, 0 }, values(ImageFiles.read(png("black.png", black))));
		final java.awt.image.ComponentColorModel greyAlpha = new java.awt.image.ComponentColorModel(java.awt.color.ColorSpace.getInstance(
			java.awt.color.ColorSpace.CS_GRAY), true, false, java.awt.Transparency.TRANSLUCENT, java.awt.image.DataBuffer.TYPE_BYTE);
		final BufferedImage grey = new BufferedImage(greyAlpha, greyAlpha.createCompatibleWritableRaster(3, 1), false, null);
		grey.getRaster().setPixels(0, 0, 3, 1, new int[] { 200, 0, 100, 255, 50, 1 });
		assertArrayEquals(new float[] { 0, 100, 50 }, values(ImageFiles.read(png("grey.png", grey))));
		final IndexColorModel second = new IndexColorModel(8, 3, new int[] { 0xFF00FF00, 0x00123456, 0xFF0000FF }, 0, true, -1,
			java.awt.image.DataBuffer.TYPE_BYTE);
		final BufferedImage indexed = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, second);
		for (int i = 0; i < 3; i++)
			indexed.getRaster().setSample(i, 0, 0, i);
		// Java writes the hidden colour as the first
		assertArrayEquals(new float[] { 1, 0, 2 }, values(ImageFiles.read(png("indexed.png", indexed))));
	}

	@Test
	void refusesUnsupportedFiles() throws IOException {
		assertSays(TextMessages.noFile(Says.ANY), message("missing.png"));
		Files.writeString(folder.resolve("photo.jpg"), "x");
		assertTrue(message("photo.jpg").contains(".nii.gz, .nii, .hdr.gz, .hdr, .ome.tiff, .ome.tif, .tiff, .tif, .png"));
		Files.writeString(folder.resolve("text.png"), "this is no picture");
		assertSays(FileMessages.noPng(Says.ANY), message("text.png"));
		Files.writeString(folder.resolve("text.tif"), "this is no picture");
		assertSays(TiffMessages.noTiff(Says.ANY), message("text.tif"));
		Files.write(folder.resolve("big.tif"), new byte[] { 'I', 'I', 43, 0, 8, 0, 0, 0 });
		assertSays(TiffMessages.noBigTiff(Says.ANY), message("big.tif"));
		final byte[] png = Files.readAllBytes(png("whole.png", new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY)));
		Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
		assertTrue(message("cut.png").contains("damaged"));
		final byte[] tiff = Files.readAllBytes(tiff("whole.tif", 4, 4, 8, 1, new byte[16]));
		Files.write(folder.resolve("cut.tif"), Arrays.copyOf(tiff, tiff.length - 60));
		assertTrue(message("cut.tif").contains("damaged"));
		Files.write(folder.resolve("head.tif"), Arrays.copyOf(tiff, 4));
		assertTrue(message("head.tif").contains("damaged"));
	}

	@Test
	void reportsWhyItCannotWrite() {
		final Img<FloatType> image = ramp(2, 2, 1);
		final Path nowhere = folder.resolve("none").resolve("i.tif");
		final String message = assertThrows(IOException.class, () -> ImageFiles.writeTiff(nowhere, image, new double[] { 1,
			1 }, "mm")).getMessage();
		assertTrue(message.contains(FileMessages.unwritable("i.tif", "; there is no folder")) && message.contains("none"), message);
		final String directory = assertThrows(IOException.class, () -> ImageFiles.writeMask(folder, ArrayImgs.unsignedBytes(2,
			2))).getMessage();
		assertTrue(directory.contains("cannot be written"), directory);
	}

	@Test
	void refusesTruncatedTiffs() throws IOException {
		for (final long[] shape : new long[][] { { 30, 40, 1 }, { 30, 40, 3, 2 } }) {
			final Path whole = folder.resolve("complete.tif");
			ImageFiles.writeTiff(whole, ramp(shape), new double[shape.length - 1], "mm");
			final byte[] bytes = Files.readAllBytes(whole);
			Files.write(folder.resolve("lacking.tif"), Arrays.copyOf(bytes, bytes.length / 2));
			final String lacking = message("lacking.tif");
			assertTrue(Says.says(FileMessages.endsBeforePixels(Says.ANY,
				Says.SOME, Says.SOME), lacking) || Says.says(TiffMessages.endsInTags(Says.ANY), lacking) ||
				Says.says(TiffMessages.endsEarly(Says.ANY), lacking), lacking);
		}
		tiff("long.tif", 1, 1, 64, 1, new byte[8]);
		assertTrue(message("long.tif").contains("BitsPerSample (tag 258) is 64"), message("long.tif"));
	}
}
