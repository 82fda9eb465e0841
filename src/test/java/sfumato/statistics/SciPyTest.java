package sfumato.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.methods.Methods;

/** Numbers of SciPy and scikit-posthocs, made by {@code src/test/python/significance.py}. */
class SciPyTest {

	private static final JsonObject GOLDEN = golden();

	private static JsonObject golden() {
		try (Reader reader = new InputStreamReader(SciPyTest.class.getResourceAsStream("significance.json"),
			StandardCharsets.UTF_8))
		{
			return new Gson().fromJson(reader, JsonObject.class);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static double[] doubles(final JsonElement array) {
		return new Gson().fromJson(array, double[].class);
	}

	private static Stream<JsonObject> objects(final String key) {
		return StreamSupport.stream(GOLDEN.getAsJsonArray(key).spliterator(), false).map(JsonElement::getAsJsonObject);
	}

	static Stream<JsonObject> ranks() {
		return objects("ranks");
	}

	private static void assertP(final JsonObject pair, final String name, final String test, final Alternative alternative) {
		final JsonElement expected = pair.getAsJsonObject(alternative.name()).get(name);
		if (expected.isJsonNull()) return;
		final String text = test + (test.endsWith(")") ? "" : "(alternative: " + alternative + ")");
		final PairedTest paired = (PairedTest) Methods.of(SignificanceTest.class).create(text);
		final double p = paired.pValue(doubles(pair.get("gains")), 0);
		assertEquals(expected.getAsDouble(), p, 1e-9 * expected.getAsDouble() + 1e-14, pair.get("name") + " " + text);
	}

	@ParameterizedTest
	@EnumSource
	void pValuesMatchSciPy(final Alternative alternative) {
		objects("pairs").forEach(pair -> {
			for (final String name : List.of("paired-t", "sign", "permutation"))
				assertP(pair, name, name, alternative);
			assertP(pair, "wilcoxon_drop", "wilcoxon(zeros: DROP, alternative: " + alternative + ")", alternative);
			assertP(pair, "wilcoxon_pratt", "wilcoxon(zeros: PRATT, alternative: " + alternative + ")", alternative);
		});
	}

	@Test
	void bootstrapMatchesNumPyWithinSamplingError() {
		objects("pairs").forEach(pair -> {
			final double[] gains = doubles(pair.get("gains"));
			final double p = pair.get("bootstrap").getAsDouble();
			// four standard errors of 100000 draws and of NumPy's 200000
			assertEquals(p, new PairedBootstrap(new PairedBootstrap.Options(100_000, Alternative.GREATER)).pValue(gains, 3), 4 *
				Math.sqrt((p * (1 - p) + 1e-6) * 1.5e-5), pair.get("name").toString());
			final Bootstrap.Interval percentile = Bootstrap.ofMean(gains, 0.95, 100_000, 4);
			final Bootstrap.Interval bca = Bootstrap.ofMeanAccelerated(gains, 0.95, 100_000, 4);
			final double[] bounds = doubles(pair.get("percentile")), accelerated = doubles(pair.get("bca"));
			final double tolerance = 0.02 * (bounds[1] - bounds[0]);
			assertArrayEquals(bounds, new double[] { percentile.low(), percentile.high() }, tolerance, pair.get("name").toString());
			assertArrayEquals(accelerated, new double[] { bca.low(), bca.high() }, 1.5 * tolerance, pair.get("name").toString());
		});
	}

	@Test
	void effectSizesMatchTheFormulas() {
		objects("pairs").forEach(pair -> {
			final double[] gains = doubles(pair.get("gains"));
			assertEquals(pair.get("d_z").getAsDouble(), EffectSize.cohenDz(gains), 1e-12);
			assertEquals(pair.get("rank_biserial").getAsDouble(), EffectSize.rankBiserial(gains), 1e-12);
		});
		final JsonObject cliff = GOLDEN.getAsJsonObject("cliff");
		assertEquals(cliff.get("delta").getAsDouble(), EffectSize.cliffsDelta(doubles(cliff.get("x")), doubles(cliff.get("y"))),
			1e-12);
	}

	@ParameterizedTest
	@MethodSource("ranks")
	void ranksMatchFriedmanAndNemenyi(final JsonObject golden) {
		final double[][] values = new Gson().fromJson(golden.get("values"), double[][].class);
		final int k = values.length;
		final FriedmanRanks ranks = FriedmanRanks.of(new PairedScores("x", false, names("m", k), names("c", values[0].length),
			values));
		assertArrayEquals(doubles(golden.get("mean_ranks")), ranks.meanRanks(), 1e-12);
		if (k > 2) {
			assertEquals(golden.get("chi_squared").getAsDouble(), ranks.chiSquared(), 1e-9);
			assertEquals(golden.get("p").getAsDouble(), ranks.p(), 1e-12);
		}
		assertEquals(golden.get("critical_difference").getAsDouble(), ranks.criticalDifference(0.05), 1e-6);
		final JsonArray nemenyi = golden.getAsJsonArray("nemenyi"), posthocs = golden.getAsJsonArray("posthocs");
		for (int a = 0; a < k; a++)
			for (int b = 0; b < k; b++) {
				assertEquals(nemenyi.get(a).getAsJsonArray().get(b).getAsDouble(), ranks.nemenyi(a, b), 1e-8);
				assertEquals(posthocs.get(a).getAsJsonArray().get(b).getAsDouble(), ranks.nemenyi(a, b), 2e-3);
			}
	}

	private static List<String> names(final String prefix, final int n) {
		return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
	}

	@Test
	void studentizedRangeIsExactInTheTail() {
		for (final JsonElement e : GOLDEN.getAsJsonArray("studentized_range")) {
			final double[] row = doubles(e);
			assertEquals(row[2], StudentizedRange.tail(row[0], (int) row[1]), 1e-9, e.toString());
		}
		// two values: their difference has the standard deviation √2
		assertEquals(1.959963984540054 * Math.sqrt(2), StudentizedRange.critical(0.05, 2), 1e-9);
	}

	@Test
	void correctionsMatchSciPy() {
		final JsonObject golden = GOLDEN.getAsJsonObject("corrections");
		final double[] p = doubles(golden.get("p"));
		for (final Correction c : List.of(Correction.HOLM, Correction.BENJAMINI_HOCHBERG))
			assertArrayEquals(doubles(golden.get(c.toString())), c.apply(p), 1e-15);
	}
}
