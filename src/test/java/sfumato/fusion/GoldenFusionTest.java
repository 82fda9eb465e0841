package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

/** Random raters against numpy, SciPy and SimpleITK: {@code src/test/python/rater_fusion.py} made the numbers. */
class GoldenFusionTest {

	private static final JsonObject CASES = TestMaps.vectors("fusion/golden.json").getAsJsonObject("cases");

	/** A case of the script; numpy's shape (slices, rows, columns) is (X, Y, Z) backwards. */
	private record Case(JsonObject json) {

		static Case of(final String name) {
			return new Case(CASES.getAsJsonObject(name));
		}

		int classes() {
			return json.get("classes").getAsInt();
		}

		long[] dims() {
			final long[] shape = TestMaps.as(json.get("shape"), long[].class);
			return IntStream.range(0, shape.length).mapToLong(d -> shape[shape.length - 1 - d]).toArray();
		}

		double[] numbers(final String key) {
			return TestMaps.as(json.get(key), double[].class);
		}

		List<String> names(final int n) {
			return IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
		}

		HardRaters raters() {
			final List<Img<UnsignedByteType>> images = new ArrayList<>();
			for (final byte[] labels : TestMaps.as(json.get("raters"), byte[][].class))
				images.add(ArrayImgs.unsignedBytes(labels, dims()));
			return HardRaters.of(names(images.size()), images, OptionalInt.of(classes()), OptionalInt.empty());
		}

		SoftRaters maps() {
			final long[] dims = java.util.Arrays.copyOf(dims(), dims().length + 1);
			dims[dims.length - 1] = classes();
			final List<ProbabilityMap> maps = new ArrayList<>();
			for (final float[] values : TestMaps.as(json.get("maps"), float[][].class))
				maps.add(ProbabilityMap.of(ArrayImgs.floats(values, dims), LabelClass.defaults(classes())));
			return SoftRaters.of(names(maps.size()), maps);
		}
	}

	private static double[] fused(final String method, final HardRaters raters) {
		return doubles(Methods.of(LabelFusion.class).create(method).fuse(raters));
	}

	private static double[] doubles(final ProbabilityMap map) {
		final float[] values = TestMaps.values(map);
		return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
	}

	private static double[] labels(final String method, final HardRaters raters) {
		final List<Double> labels = new ArrayList<>();
		Views.flatIterable(Methods.of(LabelFusion.class).create(method).fuse(raters).argMax()).forEach(l -> labels.add((double) l
			.get()));
		return labels.stream().mapToDouble(Double::doubleValue).toArray();
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume", "classes" })
	void votesMatchNumPy(final String name) {
		final Case c = Case.of(name);
		assertArrayEquals(c.numbers("majority"), labels("majority", c.raters()));
		assertArrayEquals(c.numbers("average"), fused("average", c.raters()), 1e-7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume", "classes" })
	void stapleMatchesAPlainLoopInNumPy(final String name) {
		final Case c = Case.of(name);
		final String method = "staple(region: ALL, tolerance: 1e-12, iterations: 5000)";
		assertArrayEquals(c.numbers("staple"), fused(method, c.raters()), 1e-6);
		final StapleEstimate estimate = ((Staple) Methods.of(LabelFusion.class).create(method)).estimate(c.raters());
		assertTrue(estimate.converged());
		assertTheta(c.numbers("theta"), estimate.performance(), 1e-7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume" })
	void binaryStapleMatchesSimpleItk(final String name) {
		final Case c = Case.of(name);
		final Staple staple = new Staple(new Staple.Options(Staple.Prior.AVERAGE, Staple.Region.ALL, 0, 5000, 1e-10));
		final float[] values = TestMaps.values(staple.fuse(c.raters()));
		final double[] expected = c.numbers("itk");
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], values[expected.length + i], 5e-5);
		final RaterPerformance performance = staple.estimate(c.raters()).performance();
		for (int r = 0; r < performance.numRaters(); r++) {
			assertEquals(c.numbers("itkSensitivity")[r], performance.sensitivity(r, 1), 1e-5);
			assertEquals(c.numbers("itkSpecificity")[r], performance.specificity(r, 1), 1e-5);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume", "classes" })
	void softStapleMatchesAPlainLoopInNumPy(final String name) {
		final Case c = Case.of(name);
		final SoftStaple staple = new SoftStaple(new SoftStaple.Options(Staple.Prior.AVERAGE, Staple.Region.ALL, 0, 5000,
			1e-11));
		assertTheta(c.numbers("softTheta"), staple.estimate(c.maps()).performance(), 1e-5);
		assertArrayEquals(c.numbers("softStaple"), doubles(staple.fuse(c.maps())), 1e-4);
	}

	private static void assertTheta(final double[] expected, final RaterPerformance performance, final double tolerance) {
		final int k = performance.numClasses();
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], performance.confusion(i / (k * k), i / k % k, i % k), tolerance);
		assertEquals(expected.length, performance.numRaters() * k * k);
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume", "classes" })
	void simpleMatchesNumPy(final String name) {
		final Case c = Case.of(name);
		assertArrayEquals(c.numbers("simple"), new Simple(new Simple.Options(1, 0.02)).weights(c.raters()), 1e-8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "binary", "volume", "classes" })
	void shapesAndDistancesMatchSciPy(final String name) {
		final Case c = Case.of(name);
		final boolean volume = c.dims().length == 3;
		assertArrayEquals(c.numbers("shapeAverage"), labels(volume ? "shape-average(z: 2.5)" : "shape-average", c.raters()));
		final List<Double> distances = new ArrayList<>();
		for (final FloatType t : Views.flatIterable(DistanceTransform.of(c.raters().hard().labels(0), v -> v == 1, volume
			? new double[] { 1, 1, 2.5 } : new double[] { 1, 1 })))
			distances.add((double) t.get());
		assertArrayEquals(c.numbers("distance"), distances.stream().mapToDouble(Double::doubleValue).toArray(), 1e-5);
	}
}
