package sfumato.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.parallel.Parallelization;

import sfumato.calibration.ReliabilityDiagram;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.SegmentationMetric;

/**
 * Times metrics against NumPy, torchmetrics, SciPy and SimpleITK on the same arrays, taking turns; see docs/benchmarks.md.
 *
 * <pre>
 * PeerMetrics PYTHON [rounds=3] [threads=1] [side=8192] [cube=256] [cpu=0]
 * </pre>
 */
public final class PeerMetrics {

	private final int threads, side, cube;
	private final boolean cpu;
	private final float[] probabilities;
	private final byte[] labels;
	private final byte[][] balls;

	private PeerMetrics(final Map<String, Integer> options) {
		threads = options.get("threads");
		cpu = options.get("cpu") == 1;
		side = options.get("side");
		cube = options.get("cube");
		probabilities = new float[side * side];
		labels = new byte[side * side];
		final SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < labels.length; i++) {
			// as of a network: most pixels are certain
			final double x = i % side / (double) side - 0.5, y = i / side / (double) side - 0.5;
			probabilities[i] = (float) (1 / (1 + Math.exp(40 * (Math.hypot(x, y) - 0.3) + random.nextDouble())));
			labels[i] = (byte) (random.nextDouble() < probabilities[i] ? 1 : 0);
		}
		balls = new byte[][] { ball(0.31, 0), ball(0.3, 3) };
	}

	private byte[] ball(final double radius, final int shift) {
		final byte[] ball = new byte[cube * cube * cube];
		int i = 0;
		for (int z = 0; z < cube; z++)
			for (int y = 0; y < cube; y++)
				for (int x = 0; x < cube; x++, i++)
					ball[i] = (byte) (Math.hypot(Math.hypot(x - cube / 2 - shift, y - cube / 2), z - cube / 2) + 3 * Math.sin(0.2 * (x +
						y)) < radius * cube ? 1 : 0);
		return ball;
	}

	public static void main(final String[] args) throws IOException {
		final Map<String, Integer> options = new LinkedHashMap<>(Map.of("rounds", 3, "threads", 1, "side", 8192, "cube", 256, "cpu", 0));
		for (final String arg : Arrays.asList(args).subList(1, args.length)) {
			final String[] parts = arg.split("=");
			if (options.replace(parts[0], Integer.valueOf(parts[1])) == null) throw new IllegalArgumentException(arg);
		}
		final PeerMetrics ours = new PeerMetrics(options);
		final Path folder = Files.createTempDirectory("peers");
		ours.write(folder);
		final Process python = new ProcessBuilder(args[0], "src/test/python/bench_metrics.py", folder.toString(), options.get(
			"threads").toString(), options.get("cpu").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try {
			final BufferedReader answers = python.inputReader();
			answers.readLine();
			System.out.println("| | seconds, ours | peer | ratio | results, ours | peer |\n|---|---|---|---|---|---|");
			ours.compare(options.get("rounds"), python.outputWriter(), answers);
		}
		finally {
			python.destroy();
			for (final String name : List.of("probabilities.f32", "labels.u8", "a.u8", "b.u8"))
				Files.deleteIfExists(folder.resolve(name));
			Files.delete(folder);
		}
	}

	private void write(final Path folder) throws IOException {
		try (FileChannel file = FileChannel.open(folder.resolve("probabilities.f32"), StandardOpenOption.CREATE,
			StandardOpenOption.READ, StandardOpenOption.WRITE))
		{
			file.map(FileChannel.MapMode.READ_WRITE, 0, 4L * probabilities.length).order(ByteOrder.nativeOrder()).asFloatBuffer()
				.put(probabilities);
		}
		Files.write(folder.resolve("labels.u8"), labels);
		Files.write(folder.resolve("a.u8"), balls[0]);
		Files.write(folder.resolve("b.u8"), balls[1]);
	}

	private void compare(final int rounds, final Writer questions, final BufferedReader answers) {
		final ProbabilityMap prediction = binary(probabilities, side, side), reference = binary(labels, side, side);
		final ProbabilityMap a = binary(balls[0], cube, cube, cube), b = binary(balls[1], cube, cube, cube);
		final List<SegmentationMetric> distances = Methods.of(SegmentationMetric.class).createList("hausdorff, surface-distance");
		final Supplier<double[]> counts = () -> counts(prediction, reference), surfaces = () -> {
			final Comparison images = Comparison.of(a, b);
			return distances.stream().mapToDouble(m -> m.evaluate(images)).toArray();
		};
		for (final String peer : List.of("numpy_counts", "torchmetrics_counts"))
			row(peer, counts, rounds, questions, answers);
		for (final String peer : List.of("scipy_surfaces", "simpleitk_surfaces"))
			row(peer, surfaces, rounds, questions, answers);
	}

	/** Dice and ECE in one pass. */
	private static double[] counts(final ProbabilityMap prediction, final ProbabilityMap reference) {
		record Both(ConfusionMatrix counts, ReliabilityDiagram diagram) {}
		final Both both = Comparison.of(prediction, reference).map((p, r, n) -> new Both(ConfusionMatrix.of(p, r, n, 2),
			ReliabilityDiagram.of(p, r, n, 10))).stream().reduce((x, y) -> new Both(x.counts.plus(y.counts), x.diagram.plus(
				y.diagram))).orElseThrow();
		return new double[] { both.counts.dice(1), both.diagram.expectedError() };
	}

	private void row(final String peer, final Supplier<double[]> ours, final int rounds, final Writer questions,
		final BufferedReader answers)
	{
		final List<Double> own = new ArrayList<>(), other = new ArrayList<>();
		double[] result = {};
		String[] answer = {};
		for (int round = 0; round <= rounds; round++)
			try {
				final long begin = clock();
				result = Parallelization.runWithNumThreads(threads, ours::get);
				final double seconds = (clock() - begin) * 1e-9;
				questions.write(peer + "\n");
				questions.flush();
				answer = answers.readLine().split(" ");
				if (round == 0) continue; // the first one compiles and reads
				own.add(seconds);
				other.add(Double.valueOf(answer[0]));
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		final double mine = median(own), theirs = median(other);
		System.out.println(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.6f, %.6f | %s, %s |", peer, mine, theirs, mine /
			theirs, result[0], result[1], answer[1], answer[2]));
	}

	/** Processor time is what a machine with other work can be judged by. */
	private long clock() {
		return cpu ? ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
			: System.nanoTime();
	}

	private static double median(final List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static ProbabilityMap binary(final byte[] labels, final long... size) {
		final float[] p = new float[labels.length];
		for (int i = 0; i < p.length; i++)
			p[i] = labels[i];
		return binary(p, size);
	}

	private static ProbabilityMap binary(final float[] foreground, final long... size) {
		final int n = foreground.length;
		final float[] both = new float[2 * n];
		for (int i = 0; i < n; i++) {
			both[i] = 1 - foreground[i];
			both[n + i] = foreground[i];
		}
		final long[] dims = Arrays.copyOf(size, size.length + 1);
		dims[size.length] = 2;
		return ProbabilityMap.of(ArrayImgs.floats(both, dims), LabelClass.defaults(2));
	}
}
