package sfumato.engine;

import java.nio.FloatBuffer;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/** Tests a device's results and speed: a value and its gradient that are known, and some training steps on discs in noise. */
public final class SelfTest {

	/** Images of a batch, and their side in pixels. */
	public static final int BATCH = 2, SIDE = 128;

	/** Of a target's class, so that the sum of its products with log probabilities is the mean cross entropy. */
	private static final float WEIGHT = -1f / (BATCH * SIDE * SIDE);
	private static final int FEWEST = 3, MOST = 20;
	private static final double ENOUGH_SECONDS = 2;

	private SelfTest() {}

	/**
	 * The outcome of the test.
	 *
	 * @param network that was run
	 * @param exact whether the known value and gradient came out
	 * @param firstLoss of the training
	 * @param lastLoss of the training, which must be smaller
	 * @param forwardMillis of one image in a prediction
	 * @param backwardMillis of one image in a training: forward pass, loss, backward pass and step
	 */
	public record Result(String network, boolean exact, double firstLoss, double lastLoss, double forwardMillis,
		double backwardMillis)
	{
		/** Whether everything is as it should be. */
		public boolean passed() {
			return exact && lastLoss < firstLoss;
		}
	}

	/**
	 * Runs the test, in some seconds.
	 *
	 * @param decoder with its encoder, e.g. {@code unet(encoder: resnet18d)}
	 * @param name the decoder's text
	 */
	public static Result run(final TensorDevice device, final Decoder decoder, final String name, final Progress progress) {
		final NetworkGraph graph = decoder.network(1, 2);
		try (NDManager manager = device.newManager()) {
			progress.update(0, EngineMessages.testing(device));
			final boolean exact = exact(manager);
			try (Parameters p = Parameters.initialize(manager, graph, 1); Sgd sgd = new Sgd(p, new Sgd.Options());
					Network network = Network.fastest(graph, manager, progress))
			{
				final Random random = new Random(1);
				final double[] losses = new double[MOST + 1];
				final double training = seconds(progress.part(0.1, 0.6), step -> losses[step] = step(manager, network, p, sgd,
					random));
				int last = MOST;
				while (losses[last] == 0)
					last--;
				final double prediction = seconds(progress.part(0.6, 1), step -> forward(manager, network, p, random));
				return new Result(name, exact, losses[0], losses[last], 1000 * prediction / BATCH, 1000 * training / BATCH);
			}
		}
	}

	/** (1·3 + 2·4)² is 121, and its derivatives by 3 and 4 are 2·11·1 and 2·11·2. */
	private static boolean exact(final NDManager manager) {
		try (NDManager own = manager.newSubManager()) {
			final NDArray x = own.create(new float[] { 1, 2 }), w = own.create(new float[] { 3, 4 });
			w.setRequiresGradient(true);
			final float value = Autograd.record(() -> {
				final NDArray y = x.mul(w).sum();
				final NDArray square = y.mul(y);
				Autograd.backward(square);
				return square.getFloat();
			});
			final float[] gradient = w.getGradient().toFloatArray();
			return value == 121 && gradient[0] == 22 && gradient[1] == 44;
		}
	}

	private interface Step {
		void run(int number);
	}

	/** Mean time of a step, after one that is not counted. */
	private static double seconds(final Progress progress, final Step step) {
		step.run(0);
		final long start = System.nanoTime();
		int steps = 0;
		double seconds = 0;
		while (steps < MOST && (steps < FEWEST || seconds < ENOUGH_SECONDS)) {
			progress.checkCanceled();
			progress.update((double) steps / MOST, EngineMessages.testing());
			step.run(++steps);
			seconds = (System.nanoTime() - start) * 1e-9;
		}
		return seconds / steps;
	}

	private static double step(final NDManager manager, final Network network, final Parameters p, final Sgd sgd,
		final Random random)
	{
		final float[] images = new float[BATCH * SIDE * SIDE], targets = new float[2 * BATCH * SIDE * SIDE];
		discs(images, targets, random);
		final double loss;
		try (NDManager batch = manager.newSubManager()) {
			final NDArray x = ImageTensors.toTensor(batch, FloatBuffer.wrap(images), BATCH, 1, SIDE, SIDE);
			final NDArray y = ImageTensors.toTensor(batch, FloatBuffer.wrap(targets), BATCH, 2, SIDE, SIDE);
			loss = Autograd.record(() -> {
				final NDArray logits = network.forward(x, p, Mode.training(random)).get("main");
				final NDArray entropy = logits.logSoftmax(1).mul(y).sum();
				Autograd.backward(entropy);
				return (double) entropy.getFloat();
			});
		}
		sgd.step(0.003);
		return loss;
	}

	/** The transfer to the processor ends with the computation, which on a GPU is not awaited otherwise. */
	private static void forward(final NDManager manager, final Network network, final Parameters p, final Random random) {
		final float[] images = new float[BATCH * SIDE * SIDE];
		discs(images, new float[2 * BATCH * SIDE * SIDE], random);
		try (NDManager batch = manager.newSubManager()) {
			final NDArray x = ImageTensors.toTensor(batch, FloatBuffer.wrap(images), BATCH, 1, SIDE, SIDE);
			network.forward(x, p, Mode.evaluation()).get("main").softmax(1).toFloatArray();
		}
	}

	private static void discs(final float[] images, final float[] targets, final Random random) {
		for (int n = 0; n < BATCH; n++) {
			final double x = SIDE * (0.3 + 0.4 * random.nextDouble()), y = SIDE * (0.3 + 0.4 * random.nextDouble());
			for (int i = 0; i < SIDE * SIDE; i++) {
				final boolean inside = Math.hypot(i % SIDE - x, i / SIDE - y) < SIDE / 4;
				images[n * SIDE * SIDE + i] = (float) ((inside ? 1 : -1) + 0.3 * random.nextGaussian());
				targets[(2 * n + (inside ? 1 : 0)) * SIDE * SIDE + i] = WEIGHT;
			}
		}
	}
}
