package sfumato.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.engine.Autograd;
import sfumato.engine.EngineThread;
import sfumato.engine.Folded;
import sfumato.engine.ImageTensors;
import sfumato.engine.Interpreter;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.Sgd;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.models.NetworkTable;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Times training steps and forward passes against PyTorch in Python, taking turns in one run; see docs/benchmarks.md.
 *
 * <pre>
 * NetworkBenchmark PYTHON "unet(encoder: resnet18d);unet(encoder: resnet50d)" [side=128] [batch=8] [rounds=5] [threads=1]
 *   [channelsLast=0] [interpreter=0] [cpu=0]
 * </pre>
 */
public final class NetworkBenchmark {

	private static final int CHANNELS = 3;
	private static final int CLASSES = 2;
	/** Of each kind in a row; the first of them is not counted, because the other one has emptied the caches. */
	private static final int REPEATS = 3;

	private final Map<String, Integer> options;
	private final BufferedWriter toPython;
	private final BufferedReader fromPython;

	private NetworkBenchmark(final Map<String, Integer> options, final Process python) {
		this.options = options;
		toPython = python.outputWriter();
		fromPython = python.inputReader();
	}

	public static void main(final String[] args) throws Exception {
		final Map<String, Integer> options = new java.util.TreeMap<>(Map.of("side", 128, "batch", 8, "rounds", 5, "threads", 1,
			"channelsLast", 0, "interpreter", 0, "cpu", 0));
		for (final String arg : Arrays.asList(args).subList(2, args.length)) {
			final String[] parts = arg.split("=");
			if (options.replace(parts[0], Integer.valueOf(parts[1])) == null) throw new IllegalArgumentException(arg);
		}
		final ProcessBuilder builder = new ProcessBuilder(args[0], "src/test/python/bench_networks.py", options.get("threads")
			.toString(), options.get("cpu").toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("OMP_NUM_THREADS", options.get("threads").toString());
		final Process python = builder.start();
		try (EngineThread thread = EngineThread.start(options.get("threads"))) {
			final NetworkBenchmark benchmark = new NetworkBenchmark(options, python);
			System.out.println(benchmark.fromPython.readLine() + " against " + thread.engine().describe(Device.cpu()) + "; " +
				options);
			System.out.println("| network | step ms | PyTorch | ratio | forward ms | PyTorch | ratio |\n|---|---|---|---|---|---|---|");
			for (final String text : args[1].split(";"))
				thread.call(() -> {
					try (NDManager manager = thread.engine().newManager(Device.cpu())) {
						benchmark.compare(text.strip(), manager);
					}
					return null;
				});
		}
		finally {
			python.destroy();
		}
	}

	private void compare(final String text, final NDManager manager) throws IOException {
		final NetworkGraph graph = Methods.of(Decoder.class).create(text).network(CHANNELS, CLASSES);
		final Path table = Files.createTempFile("network", ".json");
		Files.writeString(table, NetworkTable.json(graph));
		final int n = options.get("batch"), side = options.get("side");
		ask("load " + table + " " + n + " " + CHANNELS + " " + CLASSES + " " + side + " " + options.get("channelsLast"));
		final List<Double> steps = new ArrayList<>(), forwards = new ArrayList<>();
		final List<Double> theirSteps = new ArrayList<>(), theirForwards = new ArrayList<>();
		final boolean interpreter = options.get("interpreter") == 1;
		try (Parameters p = Parameters.initialize(manager, graph, 1);
				Sgd sgd = new Sgd(p, new Sgd.Options(0.9, 5e-4, 1));
				Network network = interpreter ? new Interpreter(graph) : Network.fastest(graph, manager, Progress.none())) {
			final Folded folded = Folded.of(graph, "main", p.tensors());
			try (Parameters q = Parameters.of(manager, folded.graph(), folded.weights());
					Network eval = interpreter ? new Interpreter(folded.graph()) : Network.fastest(folded.graph(), manager, Progress
						.none())) {
				final float[] x = uniform(n * CHANNELS * side * side), y = halves(n, side);
				for (int round = 0; round < options.get("rounds"); round++) {
					addTimes(steps, () -> step(manager, network, p, sgd, x, y, side));
					addTheirs(theirSteps, "step");
					addTimes(forwards, () -> forward(manager, eval, q, x, side));
					addTheirs(theirForwards, "forward");
				}
			}
		}
		Files.delete(table);
		System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.0f | **%.2f** | %.0f | %.0f | **%.2f** |", text, median(
			steps), median(theirSteps), median(steps) / median(theirSteps), median(forwards), median(theirForwards), median(
				forwards) / median(theirForwards)));
	}

	/** As {@code training.Trainer} does it, from Java's memory to the weights. */
	private void step(final NDManager manager, final Network network, final Parameters p, final Sgd sgd, final float[] x,
		final float[] y, final int side)
	{
		final int n = options.get("batch");
		final WeightedLoss loss = WeightedLoss.parse("0.25*cross-entropy + 0.75*dice-semimetric", false);
		try (NDManager batch = manager.newSubManager()) {
			final NDArray image = ImageTensors.toTensor(batch, FloatBuffer.wrap(x), n, CHANNELS, side, side);
			final NDArray target = ImageTensors.toTensor(batch, FloatBuffer.wrap(y), n, CLASSES, side, side);
			final NDArray mask = ImageTensors.toTensor(batch, FloatBuffer.wrap(ones(n * side * side)), n, 1, side, side);
			final NDArray total = Autograd.record(() -> {
				final NDArray logits = network.forward(image, p, Mode.training(new SplittableRandom(1))).get("main");
				final NDList terms = loss.terms(logits, null, target, mask);
				final NDArray sum = loss.total(terms);
				Autograd.backward(sum);
				return sum;
			});
			total.toType(DataType.FLOAT64, false).getDouble();
		}
		sgd.step(0.001);
	}

	/** As {@code prediction.Predictor} does it, from Java's memory and back. */
	private void forward(final NDManager manager, final Network network, final Parameters p, final float[] x,
		final int side)
	{
		try (NDManager batch = manager.newSubManager()) {
			final NDArray image = ImageTensors.toTensor(batch, FloatBuffer.wrap(x), options.get("batch"), CHANNELS, side, side);
			network.forward(image, p, Mode.evaluation()).get("main").softmax(1).toFloatArray();
		}
	}

	private void addTimes(final List<Double> times, final Runnable work) {
		for (int i = 0; i < REPEATS; i++) {
			final long start = clock();
			work.run();
			if (i > 0) times.add((clock() - start) / 1e6);
		}
	}

	/** Processor time is what a machine with other work can be judged by. */
	private long clock() {
		return options.get("cpu") == 0 ? System.nanoTime() : ((com.sun.management.OperatingSystemMXBean) ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private void addTheirs(final List<Double> times, final String command) throws IOException {
		final String[] all = ask(command + " " + REPEATS).split(" ");
		for (int i = 1; i < all.length; i++)
			times.add(Double.valueOf(all[i]));
	}

	private String ask(final String line) throws IOException {
		toPython.write(line + "\n");
		toPython.flush();
		final String answer = fromPython.readLine();
		if (answer == null) throw new IOException("Python has ended at: " + line);
		return answer;
	}

	private static double median(final List<Double> values) {
		final double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	private static float[] uniform(final int n) {
		final SplittableRandom random = new SplittableRandom(0);
		final float[] values = new float[n];
		for (int i = 0; i < n; i++)
			values[i] = (float) random.nextDouble();
		return values;
	}

	private static float[] ones(final int n) {
		final float[] values = new float[n];
		Arrays.fill(values, 1);
		return values;
	}

	/** Both classes everywhere with probabilities that sum to 1. */
	private static float[] halves(final int n, final int side) {
		final float[] first = uniform(n * side * side), values = new float[n * CLASSES * side * side];
		for (int i = 0; i < first.length; i++) {
			final int at = i / (side * side) * CLASSES * side * side + i % (side * side);
			values[at] = first[i];
			values[at + side * side] = 1 - first[i];
		}
		return values;
	}
}
