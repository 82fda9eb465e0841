package sfumato.bench;

import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.engine.EngineThread;
import sfumato.engine.Folded;
import sfumato.engine.ImageTensors;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.files.ImageFiles;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.networks.PeakMemory;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.prediction.Prediction;
import sfumato.prediction.PredictionSettings;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;

/**
 * What tiling costs, and what it changes; see docs/benchmarks.md.
 *
 * <pre>
 * PredictionBenchmark overhead "unet(encoder: resnet18d)" SIDE TILE ROUNDS   processor time of a prediction, and of its network alone
 * PredictionBenchmark memory "unet(encoder: resnet18d)" TILE                  what a tile takes, beside its estimate; in a process of its own
 * PredictionBenchmark seam MODEL IMAGE TILE:OVERLAP ...                       how far tiles are from the whole image
 * </pre>
 */
public final class PredictionBenchmark {

	private PredictionBenchmark() {}

	public static void main(final String[] args) throws Exception {
		try (EngineThread thread = EngineThread.start(1)) {
			final String[] rest = Arrays.copyOfRange(args, 1, args.length);
			thread.call(() -> {
				if (args[0].equals("overhead")) overhead(thread, rest[0], Integer.parseInt(rest[1]), Integer.parseInt(rest[2]), Integer
					.parseInt(rest[3]));
				else if (args[0].equals("memory")) memory(thread, rest[0], Integer.parseInt(rest[1]));
				else seam(thread, Path.of(rest[0]), Path.of(rest[1]), Arrays.asList(rest).subList(2, rest.length));
				return null;
			});
		}
	}

	private static void overhead(final EngineThread thread, final String text, final int side, final int tile,
		final int rounds) throws Exception
	{
		final TensorDevice device = TensorDevice.of(thread.engine(), "cpu");
		final Model model = random(text, device);
		final Img<FloatType> image = ArrayImgs.floats(side, side, 1), map = ArrayImgs.floats(side, side, 2);
		final SplittableRandom random = new SplittableRandom(0);
		image.forEach(v -> v.set(random.nextInt(256)));
		final double[] whole = new double[rounds], alone = new double[rounds];
		final ExecutorService executor = Executors.newFixedThreadPool(2);
		try (Predictor predictor = new Predictor(List.of(model), device, settings(tile, 0)); NDManager manager = device
			.newManager())
		{
			final Folded folded = Folded.of(model.graph(), "main", model.weights());
			final Parameters parameters = Parameters.frozen(manager, folded.graph(), folded.weights());
			final Network network = Network.fastest(folded.graph(), manager, Progress.none());
			final NDArray x = ImageTensors.toTensor(manager, FloatBuffer.allocate(tile * tile), 1, 1, tile, tile);
			for (int r = -1; r < rounds; r++) {
				double start = cpuSeconds();
				final Prediction done = predictor.predict(new ImageSource(image), new ImageSink<>(map), executor, Progress.none());
				final double together = cpuSeconds() - start;
				start = cpuSeconds();
				for (int t = 0; t < done.tiles(); t++)
					forward(network, x, parameters);
				if (r < 0) continue; // the first round prepares both
				whole[r] = together;
				alone[r] = cpuSeconds() - start;
				say("%d tiles of %d: %.2f s, the network alone %.2f s", done.tiles(), tile, whole[r], alone[r]);
			}
		}
		finally {
			executor.shutdown();
		}
		say("%s, %d x %d pixels, tiles of %d: median %.2f s, alone %.2f s, overhead %.1f %% (smallest: %.1f %%)", text, side, side,
			tile, median(whole), median(alone), 100 * (median(whole) / median(alone) - 1), 100 * (least(whole) / least(alone) - 1));
	}

	private static void memory(final EngineThread thread, final String text, final int tile) throws Exception {
		final TensorDevice device = TensorDevice.of(thread.engine(), "cpu");
		final Model model = random(text, device);
		try (NDManager manager = device.newManager()) {
			final Folded folded = Folded.of(model.graph(), "main", model.weights());
			final Parameters parameters = Parameters.frozen(manager, folded.graph(), folded.weights());
			final Network network = Network.fastest(folded.graph(), manager, Progress.none());
			forward(network, ImageTensors.toTensor(manager, FloatBuffer.allocate(32 * 32), 1, 1, 32, 32), parameters);
			final long before = resident("VmRSS"); // libraries and weights are there
			forward(network, ImageTensors.toTensor(manager, FloatBuffer.allocate(tile * tile), 1, 1, tile, tile), parameters);
			final double measured = resident("VmHWM") - before, values = PeakMemory.values(folded.graph(), tile, tile);
			say("%s, tile of %d: %.0f MB, %.1f bytes per value that is held at once", text, tile, measured / (1 << 20), measured /
				values);
		}
	}

	private static long resident(final String what) throws Exception {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith(what)).mapToLong(l -> 1024 * Long
			.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow();
	}

	/** What a network does with a tile that is there: to logits, and no further. */
	private static void forward(final Network network, final NDArray x, final Parameters parameters) {
		try (NDManager step = x.getManager().newSubManager()) {
			final NDArray own = x.duplicate();
			own.attach(step);
			network.forward(own, parameters, Mode.evaluation());
		}
	}

	private static Model random(final String text, final TensorDevice device) {
		final ModelDescription d = new ModelDescription(ModelDescription.FORMAT, "random", new ModelDescription.Input("xyc", 1, 32,
			List.of(1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(2), text, Optional.empty(), "benchmark");
		final Model empty = new Model(d, Map.of(), Optional.empty());
		try (NDManager manager = device.newManager()) {
			return new Model(d, Parameters.initialize(manager, empty.graph(), 0).tensors(), Optional.empty());
		}
	}

	private static void seam(final EngineThread thread, final Path folder, final Path file, final List<String> tiles)
		throws Exception
	{
		final TensorDevice device = TensorDevice.of(thread.engine(), "cpu");
		final Model model = ModelFolder.read(folder);
		final RandomAccessibleInterval<FloatType> image = ImageFiles.read(file).image();
		final int side = (int) (Math.max(image.dimension(0), image.dimension(1)) + 31) / 32 * 32;
		final float[] whole = predict(model, device, image, side, 0);
		for (final String how : tiles) {
			final int tile = Integer.parseInt(how.split(":")[0]), overlap = Integer.parseInt(how.split(":")[1]);
			final float[] tiled = predict(model, device, image, tile, overlap);
			double most = 0, sum = 0;
			int other = 0;
			final int n = whole.length / 2;
			for (int i = n; i < whole.length; i++) { // foreground
				most = Math.max(most, Math.abs(whole[i] - tiled[i]));
				sum += Math.abs(whole[i] - tiled[i]);
				if (whole[i] > 0.5 != tiled[i] > 0.5) other++;
			}
			say("%s tile %d overlap %d: mean %.2e, largest %.2e, %.3f %% of the pixels change class", model.description().network(),
				tile, overlap, sum / n, most, 100.0 * other / n);
		}
	}

	private static float[] predict(final Model model, final TensorDevice device,
		final RandomAccessibleInterval<FloatType> image, final int tile, final int overlap) throws Exception
	{
		final float[] map = new float[(int) (image.dimension(0) * image.dimension(1) * 2)];
		try (Predictor predictor = new Predictor(List.of(model), device, settings(tile, overlap))) {
			predictor.predict(new ImageSource(image), new ImageSink<>(ArrayImgs.floats(map, image.dimension(0), image.dimension(1), 2)),
				Runnable::run, Progress.none());
		}
		return map;
	}

	private static PredictionSettings settings(final int tile, final int overlap) {
		return new PredictionSettings(tile, overlap, false, false, Optional.empty());
	}

	/** Of all threads: on a machine that others use, time says nothing. */
	private static double cpuSeconds() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() *
			1e-9;
	}

	private static double median(final double[] values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static double least(final double[] values) {
		return Arrays.stream(values).min().orElseThrow();
	}

	private static void say(final String format, final Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}
}
