package sfumato.data.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;

/** Against what OpenCV gave, through the sampler: a patch as large as the resized image, no flips. */
public class ResizeTest {

	private record Vectors(String opencv, float[][] image, float[][] label, Case[] cases) {}

	private record Case(double fx, float[][] linear, float[][] nearest) {}

	private static Vectors vectors() throws IOException {
		try (Reader in = new InputStreamReader(ResizeTest.class.getResourceAsStream("/sfumato/data/sampling/opencv-resize.json"),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(in, Vectors.class);
		}
	}

	public static float[] flat(final float[][] rows) {
		final float[] values = new float[rows.length * rows[0].length];
		for (int y = 0; y < rows.length; y++)
			System.arraycopy(rows[y], 0, values, y * rows[0].length, rows[0].length);
		return values;
	}

	/** The image of the vectors at twice its size. */
	public static float[] doubled() throws IOException {
		for (final Case c : vectors().cases())
			if (c.fx() == 2) return flat(c.linear());
		throw new AssertionError("no vector flips");
	}

	private static float[] twoClasses(final float[] foreground) {
		final float[] target = new float[2 * foreground.length];
		for (int i = 0; i < foreground.length; i++) {
			target[foreground.length + i] = foreground[i];
			target[i] = 1 - foreground[i];
		}
		return target;
	}

	@Test
	void matchesOpenCV() throws IOException {
		final Vectors v = vectors();
		assertTrue(v.cases().length >= 4);
		for (final Case c : v.cases()) {
			final int w = c.linear()[0].length, h = c.linear().length;
			assertEquals(w, Resize.byFactor(4, c.fx()).size());
			assertEquals(h, Resize.byFactor(3, c.fx()).size());
			final Sample sample = new Sample(flat(v.image()), twoClasses(flat(v.label())), true, 1, 2, 4, 3);
			final Patch patch = new Sampler("scale(low: " + c.fx() + ", high: " + c.fx() + ")", w, h, 0).draw(sample,
				new java.util.Random(1));
			assertArrayEquals(flat(c.linear()), patch.image(), 2e-4f, "factor " + c.fx());
			assertArrayEquals(twoClasses(flat(c.nearest())), patch.target(), 0, "factor " + c.fx());
			for (final float m : patch.mask())
				assertEquals(1, m);
		}
	}

	@Test
	void changesNothingAtFactor1() {
		final Resize r = Resize.byFactor(7, 1);
		assertEquals(7, r.size());
		for (int d = 0; d < 7; d++) {
			assertEquals(d, r.lower(d));
			assertEquals(0, r.weight(d));
			assertEquals(d, r.nearest(d));
		}
	}

	@Test
	void roundsHalvesToEvenAndKeepsAtLeastOnePixel() {
		assertEquals(2, Resize.byFactor(5, 0.5).size());
		assertEquals(4, Resize.byFactor(7, 0.5).size());
		assertEquals(1, Resize.byFactor(1, 0.25).size());
		assertEquals(0, Resize.byFactor(1, 0.25).nearest(0));
		assertEquals(0, Resize.byFactor(1, 0.25).upper(0));
	}
}
