package sfumato.engine;

import java.nio.FloatBuffer;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.networks.NetworkGraph;

/** The shortest training there is: two noisy discs, cross-entropy. */
final class Training {

	private static final int SIDE = 32;

	private Training() {}

	/** The losses of so many steps. */
	static float[] run(final NDManager manager, final NetworkGraph graph, final int steps) {
		try (Parameters p = Parameters.initialize(manager, graph, 1); Sgd sgd = new Sgd(p, new Sgd.Options())) {
			return run(manager, new Interpreter(graph), p, sgd, steps, new Random(5));
		}
	}

	static float[] run(final NDManager manager, final Network network, final Parameters p, final Sgd sgd,
		final int steps, final Random random)
	{
		final float[] losses = new float[steps];
		for (int step = 0; step < steps; step++) {
			final float[] images = new float[2 * SIDE * SIDE];
			final float[] targets = new float[4 * SIDE * SIDE];
			disc(images, targets, random);
			try (NDManager batch = manager.newSubManager()) {
				final NDArray x = ImageTensors.toTensor(batch, FloatBuffer.wrap(images), 2, 1, SIDE, SIDE);
				final NDArray y = ImageTensors.toTensor(batch, FloatBuffer.wrap(targets), 2, 2, SIDE, SIDE);
				losses[step] = Autograd.record(() -> {
					final NDArray logits = network.forward(x, p, Mode.training(random)).get("main");
					final NDArray loss = logits.logSoftmax(1).mul(y).sum().mul(-1f / (2 * SIDE * SIDE));
					Autograd.backward(loss);
					return loss.getFloat();
				});
			}
			sgd.step(0.003);
		}
		return losses;
	}

	private static void disc(final float[] images, final float[] targets, final Random random) {
		for (int n = 0; n < 2; n++)
			for (int i = 0; i < SIDE * SIDE; i++) {
				final boolean inside = Math.hypot(i % SIDE - 10 - 8 * n, i / SIDE - 16) < 8;
				images[n * SIDE * SIDE + i] = (float) ((inside ? 1 : -1) + 0.3 * random.nextGaussian());
				targets[(2 * n + (inside ? 1 : 0)) * SIDE * SIDE + i] = 1;
			}
	}
}
