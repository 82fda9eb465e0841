package sfumato.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;

import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.recalibration.KernelRecalibration;

/**
 * Recalibration by kernels of 8192 x 8192 pixels and two classes on two threads, with the curve made anew each time:
 * {@code mvn -q -Pbench clean test-compile exec:exec -Dbench=KernelBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 4)
@Fork(value = 1, jvmArgs = { "-Xmx6g" })
public class KernelBenchmark {

	private static final int SIDE = 8192;

	@Param({ "1000", "100000" })
	public int numKeys;

	private ProbabilityMap map;
	private float[] keys, targets, weights;

	@Setup
	public void makeMap() {
		final SplittableRandom random = new SplittableRandom(1);
		final float[] p = new float[2 * SIDE * SIDE];
		for (int i = 0; i < SIDE * SIDE; i++) {
			p[i] = (float) (1 / (1 + Math.exp(60 * (random.nextDouble() - 0.5))));
			p[SIDE * SIDE + i] = 1 - p[i];
		}
		map = ProbabilityMap.of(ArrayImgs.floats(p, SIDE, SIDE, 2), LabelClass.defaults(2));
		keys = new float[2 * numKeys];
		targets = new float[2 * numKeys];
		weights = new float[numKeys];
		for (int k = 0; k < numKeys; k++) {
			keys[2 * k] = p[k];
			keys[2 * k + 1] = p[SIDE * SIDE + k];
			targets[2 * k + (random.nextDouble() < 0.1 + 0.8 * keys[2 * k + 1] ? 1 : 0)] = 1;
		}
	}

	@Benchmark
	public ProbabilityMap recalibrate() {
		return Parallelization.runWithNumThreads(2, () -> new KernelRecalibration(0.01, 2, keys, targets, weights).apply(map));
	}
}
