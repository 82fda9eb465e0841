package sfumato;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import sfumato.calibration.CalibrationError;
import sfumato.calibration.Recalibration;
import sfumato.calibration.Recalibrator;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.metrics.SegmentationMetric;

/**
 * Pixels that nobody has labelled count nowhere: whatever takes a target gives the same for an image of which half is labelled as
 * for that half alone.
 */
class UnlabelledPixelsTest {

	private static final double TOLERANCE = 1e-12;

	/** The right half of an image is labelled, what is left of it is not. */
	record Halves(Comparison masked, Comparison alone) {

		static Halves of(final long seed, final int classes, final boolean soft, final long... dims) {
			final ProbabilityMap prediction = TestMaps.randomMap(seed, classes, dims);
			final ProbabilityMap reference = soft ? TestMaps.randomMap(seed + 1, classes, dims) : blobs(seed + 1, classes, dims);
			final Img<UnsignedByteType> counts = ArrayImgs.unsignedBytes(dims);
			final long[] min = new long[dims.length], max = Arrays.stream(dims).map(d -> d - 1).toArray();
			min[0] = dims[0] / 2;
			Views.interval(counts, min, max).forEach(UnsignedByteType::setOne);
			final double[] size = { 0.5, 0.75, 2 };
			return new Halves(Comparison.of(prediction, reference).within(counts).withPixelSize(size, "mm"), Comparison.of(crop(
				prediction, min, max), crop(reference, min, max)).withPixelSize(size, "mm"));
		}

		private static ProbabilityMap crop(final ProbabilityMap map, final long[] min, final long[] max) {
			return ProbabilityMap.of(Views.zeroMin(Views.interval(map.image(), Intervals.addDimension(new net.imglib2.FinalInterval(min,
				max), 0, map.numClasses() - 1))), map.classes());
		}

		/** Some boxes of each class. */
		private static ProbabilityMap blobs(final long seed, final int classes, final long... dims) {
			final SplittableRandom random = new SplittableRandom(seed);
			final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(dims);
			for (int i = 0; i < 8; i++) {
				final long[] min = new long[dims.length], max = new long[dims.length];
				for (int d = 0; d < dims.length; d++) {
					min[d] = random.nextLong(dims[d]);
					max[d] = Math.min(dims[d] - 1, min[d] + random.nextLong(dims[d] / 2));
				}
				final int label = i % classes;
				Views.interval(labels, min, max).forEach(l -> l.set(label));
			}
			return ProbabilityMap.oneHot(labels, LabelClass.defaults(classes));
		}
	}

	private static List<Halves> hard() {
		return List.of(Halves.of(1, 2, false, 40, 30), Halves.of(2, 3, false, 40, 30), Halves.of(3, 2, false, 20, 14, 6), Halves.of(
			4, 4, false, 20, 14, 6));
	}

	private static List<Halves> all() {
		final List<Halves> all = new ArrayList<>(hard());
		all.add(Halves.of(5, 2, true, 40, 30));
		all.add(Halves.of(6, 3, true, 20, 14, 6));
		return all;
	}

	static Stream<String> metrics() {
		return Methods.of(SegmentationMetric.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("metrics")
	void noMetricCountsThem(final String name) {
		final SegmentationMetric metric = Methods.of(SegmentationMetric.class).create(name);
		for (final Halves h : hard()) {
			assertArrayEquals(metric.perClass(h.alone()), metric.perClass(h.masked()), TOLERANCE, name);
			assertEquals(metric.evaluate(h.alone()), metric.evaluate(h.masked()), TOLERANCE, name);
		}
	}

	static Stream<String> errors() {
		return Methods.of(CalibrationError.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("errors")
	void noCalibrationErrorCountsThem(final String name) {
		final CalibrationError error = Methods.of(CalibrationError.class).create(name);
		for (final Halves h : all()) {
			assertEquals(error.evaluate(h.alone()), error.evaluate(h.masked()), TOLERANCE, name);
			assertArrayEquals(error.perClass(List.of(h.alone())), error.perClass(List.of(h.masked())), TOLERANCE, name);
		}
	}

	static Stream<String> recalibrators() {
		return Methods.of(Recalibrator.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("recalibrators")
	void noRecalibratorLearnsThem(final String name) {
		final Recalibrator recalibrator = Methods.of(Recalibrator.class).create(name);
		for (final Halves h : all()) {
			final Recalibration alone = recalibrator.fit(List.of(h.alone())), masked = recalibrator.fit(List.of(h.masked()));
			assertEquals(alone.tensors().keySet(), masked.tensors().keySet());
			alone.tensors().forEach((tensor, values) -> assertArrayEquals(values.values(), masked.tensors().get(tensor).values(), 0,
				name + " " + tensor));
		}
	}

}
