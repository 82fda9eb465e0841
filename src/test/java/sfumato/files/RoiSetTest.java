package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiEncoder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.text.TextMessages;

class RoiSetTest {

	@TempDir
	Path folder;

	private Path zip(final String name, final Roi... rois) throws IOException {
		final Path file = folder.resolve(name);
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (int i = 0; i < rois.length; i++) {
				zip.putNextEntry(new ZipEntry((rois[i].getName() == null ? "roi" + i : rois[i].getName()) + ".roi"));
				zip.write(RoiEncoder.saveAsByteArray(rois[i]));
				zip.closeEntry();
			}
		}
		return file;
	}

	private static Roi rectangle(final String name, final int x, final int y, final int w, final int h) {
		final Roi roi = new Roi(x, y, w, h);
		roi.setName(name);
		return roi;
	}

	private static int[] values(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final int[] values = new int[(int) image.size()];
		int i = 0;
		for (final RealType<?> v : Views.flatIterable(image))
			values[i++] = (int) v.getRealDouble();
		return values;
	}

	private static int[] labels(final Path file, final long... dims) throws IOException {
		return values(RoiSet.read(file).labels(dims, 1));
	}

	private static long count(final int[] values, final int label) {
		return Arrays.stream(values).filter(v -> v == label).count();
	}

	private String refusal(final Path file) {
		return assertThrows(IOException.class, () -> RoiSet.read(file)).getMessage();
	}

	@Test
	void fillsRectanglesAndClipsThemAtTheImage() throws IOException {
		assertArrayEquals(new int[] { 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0 }, labels(zip("a.zip", rectangle("a", 1, 1, 2, 2)), 4,
			3));
		assertArrayEquals(new int[] { 1, 0, 0, 0 }, labels(zip("b.zip", rectangle("b", -3, -3, 4, 4)), 2, 2));
	}

	@Test
	void fillsOvalsPolygonsAndHolesLikeImageJ() throws IOException {
		final int[] oval = labels(zip("a.zip", new OvalRoi(2, 3, 20, 10)), 30, 20);
		assertEquals(Math.PI * 10 * 5, count(oval, 1), 6);
		final int[] triangle = labels(zip("b.zip", new PolygonRoi(new int[] { 0, 10, 0 }, new int[] { 0, 0, 10 }, 3,
			Roi.POLYGON)), 12, 12);
		assertEquals(50, count(triangle, 1), 6);
		final ShapeRoi ring = new ShapeRoi(new Roi(1, 1, 6, 6)).not(new ShapeRoi(new Roi(3, 3, 2, 2)));
		final int[] values = labels(zip("c.zip", ring), 8, 8);
		assertEquals(32, count(values, 1));
		assertEquals(0, values[3 * 8 + 3]);
	}

	@Test
	void readsTheClassFromNameOrGroup() throws IOException {
		final Roi group = rectangle("left", 1, 0, 1, 1), both = rectangle("class3 of it", 2, 0, 1, 1);
		group.setGroup(2);
		both.setGroup(7);
		assertArrayEquals(new int[] { 1, 2, 3, 4, 0 }, labels(zip("a.zip", rectangle("x", 0, 0, 1, 1), group, both, rectangle(
			"Class 4", 3, 0, 1, 1)), 5, 1));
		final String message = assertThrows(IllegalArgumentException.class, () -> labels(zip("b.zip", rectangle("class0", 0, 0, 1,
			1)), 5, 1)).getMessage();
		assertTrue(message.contains("\"class0\"") && message.contains("1 to 254"), message);
	}

	@Test
	void laterRoisCoverEarlierOnes() throws IOException {
		assertArrayEquals(new int[] { 1, 2, 2 }, labels(zip("a.zip", rectangle("class1", 0, 0, 2, 1), rectangle("class2", 1, 0,
			2, 1)), 3, 1));
	}

	@Test
	void readsThePositionAsSlice() throws IOException {
		final Roi stack = rectangle("a", 0, 0, 1, 1), hyperstack = rectangle("b", 1, 0, 1, 1);
		stack.setPosition(2);
		hyperstack.setPosition(2, 3, 1);
		final RoiSet set = RoiSet.read(zip("a.zip", stack, hyperstack, rectangle("0001-0000-0002", 2, 0, 1, 1), rectangle("d", 3,
			0, 1, 1)));
		assertTrue(set.hasSlices());
		assertEquals(4, set.size());
		assertArrayEquals(new int[] { 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1 }, values(set.labels(new long[] { 4, 1, 3 }, 1)));
		assertFalse(RoiSet.read(zip("b.zip", rectangle("d", 3, 0, 1, 1))).hasSlices());
		stack.setPosition(4);
		assertArrayEquals(new int[] { 0, 1 }, values(RoiSet.read(zip("c.zip", stack)).labels(new long[] { 1, 1, 2 }, 2)));
		final String message = assertThrows(IllegalArgumentException.class, () -> RoiSet.read(zip("d.zip", stack)).labels(
			new long[] { 1, 1, 3 }, 1)).getMessage();
		assertTrue(message.contains("slice 4") && message.contains("has 3"), message);
	}

	@Test
	void readsASingleRoi() throws IOException {
		final Path file = folder.resolve("task01_seg01.roi");
		Files.write(file, RoiEncoder.saveAsByteArray(new Roi(1, 0, 1, 1)));
		assertArrayEquals(new int[] { 0, 1, 0 }, labels(file, 3, 1));
		assertEquals("task01_seg01", RoiSet.stem(file));
	}

	@Test
	void refusesLinesPointsAndTexts() throws IOException {
		final Roi line = new Line(0, 0, 5, 5), points = new PointRoi(1, 1), text = new TextRoi(0, 0, "here");
		line.setName("edge");
		final String message = refusal(zip("a.zip", line));
		assertTrue(message.contains("\"edge\"") && message.contains("straight line and no area"), message);
		assertTrue(refusal(zip("b.zip", points)).contains("point and no area"));
		assertTrue(refusal(zip("c.zip", text)).contains("text and no area"));
	}

	@Test
	void refusesFilesThatAreNotRoiSets() throws IOException {
		assertSays(TextMessages.noFile(Says.ANY), refusal(folder.resolve("none.zip")));
		assertSays(RoiMessages.ending(Says.ANY), refusal(folder.resolve("none.png")));
		Files.writeString(folder.resolve("a.zip"), "PK but nothing else");
		assertSays(RoiMessages.damagedZip(Says.ANY), refusal(folder.resolve("a.zip")));
		Files.write(folder.resolve("a.roi"), new byte[] { 1, 2, 3 });
		assertTrue(refusal(folder.resolve("a.roi")).contains("The ROI \"a\""));
		final byte[] bytes = RoiEncoder.saveAsByteArray(new OvalRoi(1, 2, 3, 4));
		for (int n = 0; n < 64; n += 7) {
			Files.write(folder.resolve("short.roi"), Arrays.copyOf(bytes, n));
			assertTrue(refusal(folder.resolve("short.roi")).contains("is damaged"), n + " bytes");
		}
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.zip")))) {
			zip.putNextEntry(new ZipEntry("readme.txt"));
		}
		assertSays(RoiMessages.noRois(Says.ANY), refusal(folder.resolve("b.zip")));
		final Path outside = zip("c.zip", rectangle("far", 100, 100, 5, 5));
		final String message = assertThrows(IllegalArgumentException.class, () -> labels(outside, 50, 60)).getMessage();
		assertTrue(message.contains("\"far\"") && message.contains("50 x 60"), message);
	}

	@Test
	void refusesBrokenRois() throws IOException {
		final Random random = new Random(3);
		final ShapeRoi ring = new ShapeRoi(new OvalRoi(1, 1, 6, 6)).not(new ShapeRoi(new Roi(3, 3, 2, 2)));
		final Path file = folder.resolve("broken.roi");
		for (final Roi roi : new Roi[] { ring, new OvalRoi(1, 2, 3, 4), new PolygonRoi(new float[] { 0, 10.5f, 0 }, new float[] { 0,
			0, 10 }, 3, Roi.FREEROI) }) {
			final byte[] bytes = RoiEncoder.saveAsByteArray(roi);
			for (int trial = 0; trial < 1500; trial++) {
				final byte[] broken = bytes.clone();
				for (int i = 0; i <= trial % 3; i++)
					broken[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
				Files.write(file, broken);
				try {
					RoiSet.read(file).labels(new long[] { 12, 12, 3 }, 1);
				}
				catch (final IOException | IllegalArgumentException e) {
					assertTrue(e.getMessage().matches("(?s)(The ROI|/).*[.?]"), e.getMessage());
				}
			}
		}
	}

	@Test
	void readsWhatItWrites() throws IOException {
		final Random random = new Random(4);
		for (final long[] dims : new long[][] { { 23, 17 }, { 9, 8, 5 }, { 1, 1 } }) {
			final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(dims);
			for (final UnsignedByteType v : labels)
				v.set(Math.max(0, random.nextInt(6) - 2));
			final Path file = folder.resolve("set.zip");
			RoiSet.write(file, labels);
			assertArrayEquals(values(labels), labels(file, dims));
		}
	}

	@Test
	void writesEmptyLabelMapsAsEmptySets() throws IOException {
		final Path file = folder.resolve("empty.zip");
		RoiSet.write(file, ArrayImgs.unsignedBytes(4, 4));
		assertEquals(0, RoiSet.read(file).size());
		assertEquals(0, count(labels(file, 4, 4), 1));
	}
}
