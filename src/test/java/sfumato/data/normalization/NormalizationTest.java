package sfumato.data.normalization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

class NormalizationTest {

	private static List<String> names() {
		return Methods.of(Normalization.class).names();
	}

	private static Normalization make(final String text) {
		return Methods.of(Normalization.class).create(text);
	}

	private static float[] apply(final String text, final float[] values, final long... dims) {
		return TestMaps.values(make(text).apply(ArrayImgs.floats(values.clone(), dims)));
	}

	@Test
	void haveNamesAndDocumentedDefaults() {
		assertEquals(List.of("maximum", "none", "percentile", "window", "z-score"), names());
		assertEquals("percentile(low: 1, high: 99.8)", Methods.of(Normalization.class).complete("percentile").toString());
		assertEquals("window(low: -60, high: 140)", Methods.of(Normalization.class).complete("window").toString());
	}

	@ParameterizedTest
	@MethodSource("names")
	void surviveTheRoundTripThroughText(final String name) {
		final Normalization n = make(name);
		assertEquals(Methods.textOf(n), Methods.textOf(make(Methods.textOf(n))));
		assertFalse(Methods.of(Normalization.class).description(name).isBlank());
	}

	@ParameterizedTest
	@MethodSource("names")
	void keepDimensionsAndAcceptAnyOrigin(final String name) {
		final float[] values = new float[3 * 4 * 2 * 2];
		final Random random = new Random(3);
		for (int i = 0; i < values.length; i++)
			values[i] = 300 * random.nextFloat() - 100;
		final RandomAccessibleInterval<FloatType> image = ArrayImgs.floats(values.clone(), 3, 4, 2, 2);
		final RandomAccessibleInterval<FloatType> result = make(name).apply(image);
		assertArrayEquals(values, TestMaps.values(image), "the input has changed");
		assertArrayEquals(new long[] { 3, 4, 2, 2 }, result.dimensionsAsLongArray());
		assertArrayEquals(TestMaps.values(result), TestMaps.values(make(name).apply(Views.translate(image, 5, -3, 1, 2))));
	}

	@ParameterizedTest
	@MethodSource("names")
	void mapConstantImagesToConstantsWithoutNaN(final String name) {
		for (final float constant : new float[] { 0, 7, -3, 1e30f }) {
			final float[] values = new float[12];
			Arrays.fill(values, constant);
			final float[] result = apply(name, values, 3, 2, 2);
			for (final float v : result) {
				assertTrue(Float.isFinite(v));
				assertEquals(result[0], v);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void refusePixelsThatAreNotFiniteWithTheirPosition(final String name) {
		for (final float wrong : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
			final float[] values = new float[12];
			values[6 + 4] = wrong;
			final String message = assertThrows(IllegalArgumentException.class, () -> apply(name, values, 3, 2, 2))
				.getMessage();
			assertTrue(message.contains("value " + wrong + " at (1, 1) of channel 2"), message);
		}
	}

	@Test
	void percentileMapsPercentilesTo0And1PerChannelWithoutClipping() {
		final float[] values = new float[2 * 1001];
		for (int i = 0; i < 1001; i++) {
			values[i] = 1000 - i; // percentile q is 10 q
			values[1001 + i] = 5 * i - 400;
		}
		final float[] r = apply("percentile", values, 1001, 1, 2);
		for (int i = 0; i < 1001; i++) {
			assertEquals((1000 - i - 10) / 988.0, r[i], 1e-6);
			assertEquals((i - 10) / 988.0, r[1001 + i], 1e-6);
		}
		assertArrayEquals(new float[] { 0, 0.5f, 1 }, apply("percentile(low: 0, high: 100)", new float[] { 2, 4, 6 }, 3, 1,
			1));
	}

	@Test
	void percentileUsesTheRangeIfFewPixelsDiffer() {
		final float[] values = new float[10000];
		values[77] = 8;
		final float[] r = apply("percentile", values, 100, 100, 1);
		assertEquals(0, r[0]);
		assertEquals(1, r[77]);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.3, 1, 25, 50, 77.7, 99.8, 100 })
	void percentilesMatchSortedValues(final double percent) throws IOException {
		final Random random = new Random(9);
		final float[] values = new float[997];
		for (int i = 0; i < values.length; i++)
			values[i] = i % 5 == 0 ? Math.round(3 * random.nextGaussian()) : (float) (1e3 * random.nextGaussian());
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		final double position = percent / 100 * 996;
		final int below = (int) position;
		final double expected = sorted[below] + (position - below) * (sorted[Math.min(996, below + 1)] - (double) sorted[below]);
		final GreyValues twice = GreyValues.of(ArrayImgs.floats(concatenated(values, values), values.length, 1, 2));
		for (final double[] channel : Percentiles.of(twice, 0, percent))
			assertEquals(expected, channel[1], 1e-9 * Math.abs(expected));
		// whole numbers are counted in another way
		final float[] rounded = values.clone();
		for (int i = 0; i < rounded.length; i++)
			rounded[i] = Math.round(rounded[i]);
		Arrays.sort(rounded);
		assertEquals(rounded[below] + (position - below) * (rounded[Math.min(996, below + 1)] - (double) rounded[below]),
			Percentiles.of(GreyValues.of(ArrayImgs.floats(rounded, rounded.length, 1, 1)), percent).get(0)[0], 1e-9);
	}

	private static float[] concatenated(final float[] a, final float[] b) {
		final float[] both = Arrays.copyOf(a, a.length + b.length);
		System.arraycopy(b, 0, both, a.length, b.length);
		return both;
	}

	@Test
	void maximumDividesByTheMaximumOfAllChannelsAndClipsNegatives() {
		assertArrayEquals(new float[] { -1, 0, -0.5f, 1, -1, -1 }, apply("maximum", new float[] { 0, 20, 10, 40, -5, 0 }, 3, 1,
			2), 1e-6f);
		assertArrayEquals(new float[] { -1, -1 }, apply("maximum", new float[] { -4, -9 }, 2, 1, 1));
		assertEquals(-1, make("maximum").padValue());
	}

	@Test
	void windowClipsAtItsEnds() {
		assertArrayEquals(new float[] { -1, -1, 0, 1, 1 }, apply("window", new float[] { -1000, -60, 40, 140, 3000 }, 5, 1, 1),
			1e-6f);
		assertArrayEquals(new float[] { -0.5f }, apply("window(low: 0, high: 4)", new float[] { 1 }, 1, 1, 1), 1e-6f);
		assertEquals(-1, make("window").padValue());
		assertEquals(0, make("percentile").padValue());
	}

	@Test
	void zScoreHasMean0AndDeviation1EvenFarFromZero() {
		final float[] r = apply("z-score", new float[] { 1e6f + 1, 1e6f + 3, 1, 5 }, 2, 1, 2);
		assertArrayEquals(new float[] { -1, 1, -1, 1 }, r, 1e-6f);
	}

	@ParameterizedTest
	@ValueSource(strings = { "percentile(low: 50, high: 50)", "percentile(low: -1)", "percentile(high: 101)",
		"window(low: 140)", "window(low: 3, high: 2)" })
	void refuseOptionsOutOfRange(final String text) {
		final String message = assertThrows(IllegalArgumentException.class, () -> make(text)).getMessage();
		assertTrue(message.contains("low is "), message);
	}
}
