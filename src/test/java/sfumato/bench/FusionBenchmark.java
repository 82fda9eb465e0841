package sfumato.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.fusion.LabelFusion;
import sfumato.fusion.Staple;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;

/**
 * Fusing five raters of 256 x 256 x 256 voxels, beside a plain loop over the same arrays that writes the same two channels:
 * {@code mvn -q -Pbench clean test-compile exec:exec -Dbench=FusionBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(value = 1, jvmArgs = { "-Xmx4g" })
public class FusionBenchmark {

	private static final int SIZE = 256, RATERS = 5;

	/** Threads of the fusions; the plain loops always have one. */
	@Param({ "1", "2" })
	public int threads;

	private byte[][] arrays;
	private HardRaters raters;

	@Setup
	public void makeRaters() {
		arrays = new byte[RATERS][SIZE * SIZE * SIZE];
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		final List<String> names = new ArrayList<>();
		for (int r = 0; r < RATERS; r++) {
			int i = 0;
			for (int z = 0; z < SIZE; z++)
				for (int y = 0; y < SIZE; y++)
					for (int x = 0; x < SIZE; x++, i++)
						// balls whose radius and centre depend on the rater, a surface that ripples
						arrays[r][i] = (byte) (Math.hypot(Math.hypot(x - 120 - 2 * r, y - 128), z - 130 + r) < 60 + r + 3 * Math.sin(
							0.2 * (x + y + r)) ? 1 : 0);
			images.add(ArrayImgs.unsignedBytes(arrays[r], SIZE, SIZE, SIZE));
			names.add("" + r);
		}
		raters = HardRaters.of(names, images, OptionalInt.of(2), OptionalInt.empty());
	}

	@Benchmark
	public float[] plainMean() {
		final int n = arrays[0].length;
		final byte[] a = arrays[0], b = arrays[1], c = arrays[2], d = arrays[3], e = arrays[4];
		final float[] out = new float[2 * n];
		for (int i = 0; i < n; i++) {
			final float p = (a[i] + b[i] + c[i] + d[i] + e[i]) / 5f;
			out[i] = 1 - p;
			out[n + i] = p;
		}
		return out;
	}

	@Benchmark
	public float[] plainMajority() {
		final int n = arrays[0].length;
		final byte[] a = arrays[0], b = arrays[1], c = arrays[2], d = arrays[3], e = arrays[4];
		final float[] out = new float[2 * n];
		for (int i = 0; i < n; i++) {
			final float p = a[i] + b[i] + c[i] + d[i] + e[i] > 2 ? 1 : 0;
			out[i] = 1 - p;
			out[n + i] = p;
		}
		return out;
	}

	@Benchmark
	public ProbabilityMap average() {
		return fuse("average");
	}

	@Benchmark
	public ProbabilityMap majority() {
		return fuse("majority");
	}

	/** Thirty iterations, whether or not fewer would do. */
	@Benchmark
	public ProbabilityMap staple30() {
		return fuse("staple(iterations: 30, tolerance: 1e-300)");
	}

	/** The estimate alone, without the map. */
	@Benchmark
	public Object staple30Estimate() {
		return run(() -> ((Staple) Methods.of(LabelFusion.class).create("staple(iterations: 30, tolerance: 1e-300)")).estimate(
			raters));
	}

	private ProbabilityMap fuse(final String method) {
		return run(() -> Methods.of(LabelFusion.class).create(method).fuse(raters));
	}

	private <T> T run(final Supplier<T> task) {
		return Parallelization.runWithNumThreads(threads, task::get);
	}
}
