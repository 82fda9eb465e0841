package sfumato.data.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;

/** Against what OpenCV took where; see src/test/python/opencv_nearest.py. */
class LabelResizeTest {

	private record Vectors(String opencv, Case[] cases) {}

	private record Case(int length, int size, int[] nearest) {}

	private static Vectors vectors() throws IOException {
		try (Reader in = new InputStreamReader(LabelResizeTest.class.getResourceAsStream("/sfumato/data/sampling/opencv-nearest.json"),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(in, Vectors.class);
		}
	}

	private static HardRaters raters(final int classes, final long... dims) {
		final Img<UnsignedByteType> a = ArrayImgs.unsignedBytes(dims), b = ArrayImgs.unsignedBytes(dims);
		int i = 0;
		for (final UnsignedByteType v : a)
			v.set(i++ * 7 % classes);
		for (final UnsignedByteType v : b)
			v.set(i++ * 11 % classes);
		return HardRaters.of(List.of("a", "b"), List.of(a, b), OptionalInt.of(classes), OptionalInt.empty());
	}

	@Test
	void choosesTheSamePixelsAsOpenCV() throws IOException {
		for (final Case c : vectors().cases()) {
			final HardRaters wide = raters(251, c.length(), 2), high = raters(251, 2, c.length());
			final HardRaters width = LabelResize.nearest(wide, c.size(), 2), height = LabelResize.nearest(high, 2, c.size());
			for (int d = 0; d < c.size(); d++)
				for (int r = 0; r < 2; r++) {
					final String what = c.length() + " to " + c.size() + " at " + d;
					assertEquals(wide.labels(r).getAt(c.nearest()[d], 1), width.labels(r).getAt(d, 1), what);
					assertEquals(high.labels(r).getAt(1, c.nearest()[d]), height.labels(r).getAt(1, d), what);
				}
		}
	}

	@Test
	void keepsNamesAndClassesThatVanish() {
		final HardRaters small = LabelResize.nearest(raters(5, 9, 9), 1, 1);
		assertEquals(5, small.numClasses());
		assertEquals("b", small.name(1));
	}

	@Test
	void keepsUnlabelledPixels() {
		final Img<UnsignedByteType> seen = ArrayImgs.unsignedBytes(new byte[] { 0, 1, 7, 7 }, 2, 2);
		final HardRaters raters = HardRaters.of(List.of("a"), List.of(seen), OptionalInt.of(3), OptionalInt.empty(),
			new MissingLabels(7, false));
		final HardRaters resized = LabelResize.nearest(raters, 4, 4);
		assertTrue(resized.hasUnlabeled());
		assertEquals(1, resized.labels(0).getAt(2, 1).get());
		assertEquals(HardRaters.UNLABELED, resized.labels(0).getAt(2, 2).get());
	}

	@Test
	void resizesVolumesPlaneByPlane() {
		final HardRaters volume = raters(200, 6, 4, 3), resized = LabelResize.nearest(volume, 3, 8);
		assertEquals(3, resized.dimensions()[2]);
		for (int z = 0; z < 3; z++)
			for (int y = 0; y < 8; y++)
				for (int x = 0; x < 3; x++)
					assertEquals(volume.labels(1).getAt(2 * x, y / 2, z), resized.labels(1).getAt(x, y, z));
	}

	@Test
	void changesNothingAtTheSameSize() {
		final HardRaters raters = raters(3, 5, 4);
		assertSame(raters, LabelResize.nearest(raters, 5, 4));
	}

	@Test
	void refusesSizesOutOfRange() {
		assertEquals(SamplingMessages.sizeOutOfRange("height", 0, 16384), assertThrows(IllegalArgumentException.class,
			() -> LabelResize.nearest(raters(2, 4, 4), 4, 0)).getMessage());
	}
}
