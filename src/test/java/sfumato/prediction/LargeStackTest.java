package sfumato.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;

/**
 * Stacks of which nothing but a row of tiles is ever in memory: their pixels are computed when they are asked for, and results
 * are looked at and forgotten. The network is one convolution, whose answer can be computed by hand.
 */
class LargeStackTest {

	private static EngineThread thread;
	private static ExecutorService executor;

	@BeforeAll
	static void start() {
		thread = EngineThread.start(1);
		executor = Executors.newFixedThreadPool(2);
	}

	@AfterAll
	static void stop() {
		executor.shutdown();
		thread.close();
	}

	private static NetworkGraph convolution() {
		final GraphBuilder g = new GraphBuilder(1);
		g.output("main", g.convolution("a", g.image(), 2, 3, 1, 1, 1));
		return g.build(1);
	}

	/** The logits are 0 and the mean of 3 x 3 pixels over 64 less 2. */
	private static Model model() {
		final NetworkGraph graph = convolution();
		final Tensor weights = new Tensor(graph.parameters().get(0).dimensions(), new float[18]);
		java.util.Arrays.fill(weights.values(), 9, 18, 1 / 9f);
		return new Model(new ModelDescription(ModelDescription.FORMAT, "mean", new ModelDescription.Input("xyc", 1, 1, List.of(1.0,
			1.0), "pixel", "window(low: 0, high: 128)"), LabelClass.defaults(2), "unet", Optional.empty(), "test"), Map.of(graph
				.parameters().get(0).name(), weights), Optional.empty());
	}

	/** A pattern that differs from plane to plane and from row to row. */
	private record Pattern(int width, int height, long planes) implements PlaneSource {

		static int value(final long plane, final int x, final int y) {
			return (int) (x + 3L * y + 7 * plane & 0x7F);
		}

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) {
			final float[] row = new float[width];
			for (int y = firstRow; y < firstRow + rows; y++) {
				for (int x = 0; x < width; x++)
					row[x] = value(plane, x, y);
				into.put(row);
			}
		}

		/** What the network says of a pixel that is not at the border of the plane. */
		double expected(final long plane, final int x, final int y) {
			double sum = 0;
			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++)
					sum += value(plane, x + dx, y + dy) / 64.0 - 1;
			return 1 / (1 + Math.exp(-sum / 9));
		}
	}

	/** Counts what comes and compares a sample of it. */
	private static final class Checked implements PlaneSink {

		private final Pattern pattern;
		private long pixels, compared, plane;
		private int row;

		Checked(final Pattern pattern) {
			this.pattern = pattern;
		}

		@Override
		public void write(final long of, final int firstRow, final int rows, final FloatBuffer p) {
			assertEquals(plane, of);
			assertEquals(row, firstRow);
			final int n = rows * pattern.width();
			assertEquals(2 * n, p.remaining());
			for (int i = 0; i < n; i += 4999) {
				final int x = i % pattern.width(), y = firstRow + i / pattern.width();
				assertEquals(1, p.get(i) + p.get(n + i), 1e-5);
				if (x == 0 || y == 0 || x == pattern.width() - 1 || y == pattern.height() - 1) continue;
				assertEquals(pattern.expected(plane, x, y), p.get(n + i), 1e-5, x + ", " + y + " of plane " + plane);
				compared++;
			}
			pixels += n;
			row += rows;
			if (row < pattern.height()) return;
			row = 0;
			plane++;
		}
	}

	private static Prediction predict(final Pattern pattern, final Checked sink, final int tile) throws Exception {
		return thread.call(() -> {
			try (Predictor predictor = new Predictor(List.of(model()), m -> convolution(), TensorDevice.of(thread.engine(), "cpu"),
				new PredictionSettings(tile, 0, false, true, Optional.empty())))
			{
				return predictor.predict(pattern, sink, executor, Progress.none());
			}
		});
	}

	@Test
	void writesEveryPixelOnceAndInOrder() throws Exception {
		final Pattern pattern = new Pattern(1311, 707, 3);
		final Checked sink = new Checked(pattern);
		final Prediction done = predict(pattern, sink, 256);
		assertEquals(1311L * 707 * 3, sink.pixels);
		assertEquals(sink.pixels, done.pixels());
		assertTrue(sink.compared > 400, "compared " + sink.compared);
	}

	/** In a process of its own, which has the memory of some rows of tiles: 16 MB of pixels and 32 MB of probabilities each. */
	@Test
	@Tag("slow")
	void hugeStackNeedsMemoryOfOneRowOfTiles(@TempDir final Path folder) throws Exception {
		final Path said = folder.resolve("said.txt");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m",
			"-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), LargeStackTest.class
				.getName()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		assertEquals(0, process.waitFor(), () -> read(said));
		final String[] numbers = read(said).lines().filter(l -> l.startsWith("pixels ")).findFirst().orElseThrow().split(" ");
		assertEquals(8192L * 8200 * 33, Long.parseLong(numbers[1]));
		assertTrue(Long.parseLong(numbers[1]) > 1L << 31);
		assertTrue(Long.parseLong(numbers[3]) > 400_000, read(said));
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Predicts 2.2 thousand million pixels and prints how many came, how many of them were compared, and the seconds. */
	public static void main(final String[] args) throws Exception {
		start();
		final Pattern pattern = new Pattern(8192, 8200, 33);
		final Checked sink = new Checked(pattern);
		final Prediction done = predict(pattern, sink, 512);
		System.out.println("pixels " + sink.pixels + " compared " + sink.compared + " seconds " + done.seconds() + " in the network " +
			done.networkSeconds());
		stop();
	}
}
