package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;

import sfumato.labels.TestMaps;

/**
 * Every kind of TIFF that is read, against the values that tifffile reads in the same files, which {@code
 * src/test/python/tiff_files.py} has written.
 */
class TiffKindsTest {

	private static final JsonObject EXPECTED = expected();

	@TempDir
	private Path folder;

	private static JsonObject expected() {
		try (Reader reader = new InputStreamReader(TiffKindsTest.class.getResourceAsStream("tiff/expected.json"),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(reader, JsonObject.class);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static List<String> names() {
		return EXPECTED.keySet().stream().filter(n -> !n.equals("program")).toList();
	}

	private Path file(final String name) throws IOException {
		final Path file = folder.resolve(name + ".tif");
		try (InputStream in = getClass().getResourceAsStream("tiff/" + name + ".tif")) {
			Files.copy(in, file);
		}
		return file;
	}

	private static float[] values(final ImageFile file) {
		return TestMaps.values(file.image());
	}

	private static float[] values(final String name) {
		return new Gson().fromJson(EXPECTED.getAsJsonObject(name).get("values"), float[].class);
	}

	@ParameterizedTest
	@MethodSource("names")
	void valuesMatchTifffile(final String name) throws IOException {
		final ImageFile read = ImageFiles.read(file(name));
		final long[] shape = new Gson().fromJson(EXPECTED.getAsJsonObject(name).get("shape"), long[].class);
		// (Y, X), (Z or C, Y, X) and (C, Z, Y, X) of Python are (X, Y, 1), (X, Y, Z or C[, 1]) and (X, Y, Z, C)
		final long[] dims = IntStream.range(0, shape.length).mapToLong(d -> shape[shape.length - 1 - d]).toArray();
		final long[] own = Arrays.stream(read.image().dimensionsAsLongArray()).toArray();
		assertEquals(Arrays.stream(dims).reduce(1, (a, b) -> a * b), Arrays.stream(own).reduce(1, (a, b) -> a * b), () -> Arrays.toString(
			own));
		assertArrayEquals(Arrays.copyOf(dims, 2), Arrays.copyOf(own, 2));
		// decoders of JPEG may differ by a rounding
		assertArrayEquals(values(name), values(read), name.startsWith("jpeg") ? 1.5f : 0);
	}

	@ParameterizedTest
	@MethodSource("names")
	void readsEqualValuesPlaneByPlane(final String name) throws IOException {
		final Path file = file(name);
		final ImagePlus image = TiffImages.open(file);
		if (image.getType() == ImagePlus.COLOR_RGB) return; // three channels, which StackPlanes makes of it
		final float[] expected = values(name);
		final int n = image.getWidth() * image.getHeight(), slices = image.getNSlices();
		for (int c = 0; c < image.getNChannels(); c++)
			for (int z = 0; z < slices; z++) {
				final float[] plane = (float[]) image.getStack().getProcessor(1 + c + image.getNChannels() * z).convertToFloatProcessor()
					.getPixels();
				final int from = (c * slices + z) * n;
				assertArrayEquals(Arrays.copyOfRange(expected, from, from + n), plane, name.startsWith("jpeg") ? 1.5f : 0);
			}
	}

	@Test
	void readsChannelsSlicesAndVoxelSizeFromOmeXml() throws IOException {
		for (final String name : List.of("ome-zc.ome", "ome-cz.ome")) {
			final ImageFile read = ImageFiles.read(file(name));
			assertArrayEquals(new long[] { 21, 19, 2, 3 }, read.image().dimensionsAsLongArray());
			// 500 nm, 0.25 µm and 2 µm
			assertArrayEquals(new double[] { 500, 250, 2000 }, read.pixelSize(), 1e-9);
			assertEquals("nm", read.unit());
			assertEquals(name.replace(".ome", ""), ImageFiles.stem(read.path()));
		}
	}

	/** ImageJ shows such a mask inverted, but its foreground is 255; other programs mean what the tag says. */
	@Test
	void keepsValuesOfImageJMasksWithInvertedLut() throws IOException {
		final ImagePlus mask = new ImagePlus("mask", new ByteProcessor(2, 1, new byte[] { 0, -1 }));
		final Path plain = folder.resolve("plain.tif"), inverted = folder.resolve("inverted.tif");
		assertTrue(new FileSaver(mask).saveAsTiff(plain.toString()));
		mask.getProcessor().invertLut();
		assertTrue(new FileSaver(mask).saveAsTiff(inverted.toString()));
		assertArrayEquals(new float[] { 0, 255 }, values(ImageFiles.read(inverted)));
		final Path white = Files.write(folder.resolve("white.tif"), changed(Files.readAllBytes(plain), 262, 0));
		assertEquals(0, TiffDirectory.all(white).get(0).photometric());
		assertArrayEquals(new float[] { 0, 255 }, values(ImageFiles.read(white)));
	}

	private String message(final Path file) {
		return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(IOException.class, () -> ImageFiles.read(
			file)).getMessage());
	}

	@Test
	void refusesUnsupportedTags() throws IOException {
		final byte[] bytes = Files.readAllBytes(file("float32-deflate-tiles"));
		for (final String[] change : new String[][] { { "259", "34925", "Compression (tag 259) is 34925 (LZMA)" }, { "259", "34712",
			"Compression (tag 259) is 34712 (JPEG 2000)" }, { "262", "5", "PhotometricInterpretation (tag 262) is 5 (CMYK)" }, { "339", "5",
				"SampleFormat (tag 339) is 5 (complex numbers)" }, { "258", "12", "BitsPerSample (tag 258) is 12" } })
		{
			final Path file = Files.write(folder.resolve("changed.tif"), changed(bytes.clone(), Integer.parseInt(change[0]), Integer
				.parseInt(change[1])));
			final String message = message(file);
			assertTrue(message.contains(change[2]), message);
		}
	}

	/** ImageJ would read the first page only. */
	@Test
	void refusesPagesOfDifferentTypes() throws IOException {
		for (final String[] two : new String[][] { { "two-sizes", "9 x 10 of 8 bits" }, { "two-kinds", "21 x 19 of 16 bits" } })
		{
			final String message = message(file(two[0]));
			assertSays(TiffMessages.differentPages(two[0] + ".tif", "21 x 19 of 8 bits", 2, two[1]), message);
		}
	}

	/** Another value of a tag in a TIFF of one image. */
	private static byte[] changed(final byte[] bytes, final int tag, final int value) {
		final java.nio.ByteBuffer b = java.nio.ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN
			: java.nio.ByteOrder.BIG_ENDIAN);
		final int at = b.getInt(4), n = b.getShort(at);
		for (int i = 0; i < n; i++) {
			final int entry = at + 2 + 12 * i;
			if ((b.getShort(entry) & 0xFFFF) == tag) {
				b.putShort(entry + 2, (short) 3).putInt(entry + 4, 1).putShort(entry + 8, (short) value);
				return bytes;
			}
		}
		throw new AssertionError("no tag " + tag);
	}

	@Test
	void refusesSizesBeyondTheData() throws IOException {
		final byte[] bytes = Files.readAllBytes(file("uint8-deflate-tiles"));
		for (final int tag : new int[] { 256, 257 }) {
			final Path file = Files.write(folder.resolve("huge.tif"), changed(bytes.clone(), tag, 60_000));
			assertTrue(message(file).startsWith(file + " is damaged"), message(file));
		}
	}

	/** Whatever is wrong, there is an answer in time, and a refusal is a sentence that names the file. */
	@Test
	void refusesDamagedFilesQuickly() throws IOException {
		final Random random = new Random(1);
		for (final String name : List.of("uint16-predictor-tiles-big", "float32-zstd", "jpeg-rgb", "bits-packbits", "ome-cz.ome",
			"float64-bigtiff", "uint32-lzw-strips", "pages-deflate"))
		{
			final byte[] whole = Files.readAllBytes(file(name));
			for (int i = 0; i < 60; i++) {
				byte[] bytes = whole.clone();
				for (int k = 0; k < 1 + i % 4; k++)
					bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
				if (i % 5 == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
				final Path file = Files.write(folder.resolve("damaged.tif"), bytes);
				Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
					try {
						ImageFiles.read(file);
					}
					catch (final IOException e) {
						assertTrue(e.getMessage().contains("damaged.tif") && e.getMessage().matches("(?s).*[.?]") && e.getMessage().length() < 500, e
							.getMessage());
					}
				}, name + " " + i);
			}
		}
	}
}
