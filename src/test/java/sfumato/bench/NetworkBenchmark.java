package sfumato.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

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
import sfumato.engine.TensorPrecision;
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

	/** Steps after which a process has held the most that it will. */
	private static final int MEMORY_STEPS = 3;
	private static final String MEMORY = "memory";

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
		try (EngineThread thread = EngineThread.start(options.get("threads"))) {
			if (args[0].startsWith(MEMORY)) {
				thread.call(() -> train(thread, options, args[1], TensorPrecision.of(args[0].substring(MEMORY.length()))));
				return;
			}
			System.out.println("Python against " + thread.engine().describe(Device.cpu()) + "; " + options);
			System.out.println("| network | step fp32 ms | bf16 | PyTorch | ratio fp32 | bf16 | forward fp32 ms | bf16 | PyTorch | " +
				"ratio fp32 | bf16 | peak MB fp32 | bf16 | PyTorch |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
			for (final String text : args[1].split(";"))
				compare(thread, options, args[0], text.strip());
		}
	}

	/** In a process of Python's for each network, whose memory is freed with it. */
	private static void compare(final EngineThread thread, final Map<String, Integer> options, final String program,
		final String text) throws Exception
	{
		final ProcessBuilder builder = new ProcessBuilder(program, "src/test/python/bench_networks.py", options.get("threads")
			.toString(), options.get("cpu").toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("OMP_NUM_THREADS", options.get("threads").toString());
		final Process python = builder.start();
		try {
			final NetworkBenchmark benchmark = new NetworkBenchmark(options, python);
			benchmark.fromPython.readLine(); // its version
			final String times = thread.call(() -> {
				try (NDManager manager = thread.engine().newManager(Device.cpu())) {
					return benchmark.times(text, manager);
				}
			});
			System.out.println(times + String.format(Locale.ROOT, " %d | %d | %d |", peak(options, text, TensorPrecision.FP32), peak(
				options, text, TensorPrecision.BF16), Long.parseLong(benchmark.ask(MEMORY)) / 1024));
		}
		finally {
			python.destroy();
		}
	}

	/** The most memory in MB that a process of its own holds for a few steps; 0 where the system does not tell. */
	private static long peak(final Map<String, Integer> options, final String text, final TensorPrecision precision)
		throws IOException
	{
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Xmx512m", "-cp", classPath(), NetworkBenchmark.class.getName(), MEMORY + precision, text));
		options.forEach((name, value) -> command.add(name + "=" + value));
		final Process java = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		return java.inputReader().lines().filter(l -> l.startsWith("VmHWM:")).mapToLong(l -> Long.parseLong(l.replaceAll("\\D",
			"")) / 1024).findFirst().orElse(0);
	}

	/** Maven runs this in its own process, with a class loader for ours. */
	private static String classPath() {
		return NetworkBenchmark.class.getClassLoader() instanceof URLClassLoader loader ? Arrays.stream(loader.getURLs()).map(
			url -> Path.of(URI.create(url.toString())).toString()).collect(Collectors.joining(File.pathSeparator)) : System
				.getProperty("java.class.path");
	}

	private static Void train(final EngineThread thread, final Map<String, Integer> options, final String text,
		final TensorPrecision precision) throws IOException
	{
		final NetworkGraph graph = Methods.of(Decoder.class).create(text).network(CHANNELS, CLASSES);
		final int n = options.get("batch"), side = options.get("side");
		final float[] x = uniform(n * CHANNELS * side * side), y = halves(n, side);
		try (NDManager manager = thread.engine().newManager(Device.cpu());
				Parameters p = Parameters.initialize(manager, graph, 1);
				Sgd sgd = new Sgd(p, new Sgd.Options(0.9, 5e-4, 1));
				Network network = network(options, graph, manager, precision)) {
			for (int i = 0; i < MEMORY_STEPS; i++)
				step(n, manager, network, p, sgd, x, y, side);
		}
		final Path status = Path.of("/proc/self/status");
		if (Files.isReadable(status)) Files.readAllLines(status).forEach(System.out::println);
		return null;
	}

	private static Network network(final Map<String, Integer> options, final NetworkGraph graph, final NDManager manager,
		final TensorPrecision precision)
	{
		return options.get("interpreter") == 1 ? new Interpreter(graph) : Network.fastest(graph, manager, precision, null,
			Progress.none());
	}

	private String times(final String text, final NDManager manager) throws IOException {
		final NetworkGraph graph = Methods.of(Decoder.class).create(text).network(CHANNELS, CLASSES);
		final Path table = Files.createTempFile("network", ".json");
		Files.writeString(table, NetworkTable.json(graph));
		final int n = options.get("batch"), side = options.get("side");
		ask("load " + table + " " + n + " " + CHANNELS + " " + CLASSES + " " + side + " " + options.get("channelsLast"));
		Files.delete(table);
		final List<Double> steps = new ArrayList<>(), shortSteps = new ArrayList<>(), theirSteps = new ArrayList<>();
		final List<Double> forwards = new ArrayList<>(), shortForwards = new ArrayList<>(), theirForwards = new ArrayList<>();
		final Folded folded;
		try (Parameters p = Parameters.initialize(manager, graph, 1);
				Sgd sgd = new Sgd(p, new Sgd.Options(0.9, 5e-4, 1));
				Network exact = network(options, graph, manager, TensorPrecision.FP32);
				Network shorter = network(options, graph, manager, TensorPrecision.BF16)) {
			folded = Folded.of(graph, "main", p.tensors());
			try (Parameters q = Parameters.frozen(manager, folded.graph(), folded.weights());
					Network exactEval = network(options, folded.graph(), manager, TensorPrecision.FP32);
					Network shorterEval = network(options, folded.graph(), manager, TensorPrecision.BF16)) {
				final float[] x = uniform(n * CHANNELS * side * side), y = halves(n, side);
				for (int round = 0; round < options.get("rounds"); round++) {
					addTimes(steps, () -> step(n, manager, exact, p, sgd, x, y, side));
					addTimes(shortSteps, () -> step(n, manager, shorter, p, sgd, x, y, side));
					addTheirs(theirSteps, "step");
					addTimes(forwards, () -> forward(manager, exactEval, q, x, side));
					addTimes(shortForwards, () -> forward(manager, shorterEval, q, x, side));
					addTheirs(theirForwards, "forward");
				}
			}
		}
		return "| `" + text + "` |" + columns(steps, shortSteps, theirSteps) + columns(forwards, shortForwards, theirForwards);
	}

	private static String columns(final List<Double> exact, final List<Double> shorter, final List<Double> theirs) {
		return String.format(Locale.ROOT, " %.0f | %.0f | %.0f | **%.2f** | **%.2f** |", median(exact), median(shorter), median(
			theirs), median(exact) / median(theirs), median(shorter) / median(theirs));
	}

	/** As {@code training.Trainer} does it, from Java's memory to the weights. */
	private static void step(final int n, final NDManager manager, final Network network, final Parameters p, final Sgd sgd, final float[] x,
		final float[] y, final int side)
	{
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
