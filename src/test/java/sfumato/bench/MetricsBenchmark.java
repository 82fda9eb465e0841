package sfumato.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.calibration.ReliabilityDiagram;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.SegmentationMetric;

/**
 * Counts and calibration of 8192 x 8192 pixels on one thread, and surfaces of 256 x 256 x 256 voxels on two:
 * {@code mvn -q -Pbench clean test-compile exec:exec -Dbench=MetricsBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgs = { "-Xmx6g" })
public class MetricsBenchmark {

	private static final int SIDE = 8192, CUBE = 256;

	private record Both(ConfusionMatrix counts, ReliabilityDiagram diagram) {

		Both plus(final Both other) {
			return new Both(counts.plus(other.counts), diagram.plus(other.diagram));
		}
	}

	private ProbabilityMap prediction, reference, ball, otherBall;

	@Setup
	public void makeMaps() {
		final SplittableRandom random = new SplittableRandom(1);
		final float[] p = new float[2 * SIDE * SIDE], r = new float[2 * SIDE * SIDE];
		for (int i = 0; i < SIDE * SIDE; i++) {
			p[i] = (float) random.nextDouble();
			p[SIDE * SIDE + i] = 1 - p[i];
			final int c = random.nextDouble() < p[i] ? 0 : 1;
			r[c * SIDE * SIDE + i] = 1;
		}
		prediction = ProbabilityMap.of(ArrayImgs.floats(p, SIDE, SIDE, 2), LabelClass.defaults(2));
		reference = ProbabilityMap.of(ArrayImgs.floats(r, SIDE, SIDE, 2), LabelClass.defaults(2));
		ball = ball(80, 0);
		otherBall = ball(78, 3);
	}

	private static ProbabilityMap ball(final double radius, final int shift) {
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(CUBE, CUBE, CUBE);
		final var c = labels.localizingCursor();
		while (c.hasNext()) {
			c.fwd();
			final double x = c.getIntPosition(0) - 128 - shift, y = c.getIntPosition(1) - 128, z = c.getIntPosition(2) - 128;
			c.get().set(Math.sqrt(x * x + y * y + z * z) + 3 * Math.sin(0.2 * (x + y)) < radius ? 1 : 0);
		}
		return ProbabilityMap.oneHot(labels, LabelClass.defaults(2));
	}

	/** All that overlap metrics and ECE are made of. */
	@Benchmark
	public Object countsAndCalibration() {
		return Parallelization.runSingleThreaded(() -> Comparison.of(prediction, reference).map((p, r, n) -> new Both(
			ConfusionMatrix.of(p, r, n, 2), ReliabilityDiagram.of(p, r, n, 10))).stream().reduce(Both::plus).orElseThrow());
	}

	@Benchmark
	public Object counts() {
		return Parallelization.runSingleThreaded(() -> ConfusionMatrix.of(prediction, reference));
	}

	@Benchmark
	public Object calibration() {
		return Parallelization.runSingleThreaded(() -> ReliabilityDiagram.of(prediction, reference, 10));
	}

	/** HD95, mean surface distance and surface Dice of one comparison. */
	@Benchmark
	public Object surfaceDistances() {
		final List<SegmentationMetric> metrics = Methods.of(SegmentationMetric.class).createList(
			"hausdorff, surface-distance, surface-dice");
		return Parallelization.runWithNumThreads(2, () -> {
			final Comparison images = Comparison.of(ball, otherBall);
			return metrics.stream().map(m -> m.evaluate(images)).toList();
		});
	}
}
