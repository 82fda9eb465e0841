package sfumato.engine;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Noise images of the real input's shape, on which two implementations of a network are timed. Weights and running statistics are
 * copies, and the noise has its own generator, so that timing does not affect later results.
 *
 * @param parameters to copy
 * @param training whether a forward and a backward pass are timed, or a prediction
 * @param batch images at a time
 * @param height of an image in pixels
 * @param width of an image in pixels
 */
public record Trial(Parameters parameters, boolean training, int batch, int height, int width) {

	static final int STEPS = 3;

	/**
	 * Seconds that both take for {@value #STEPS} steps, in turn, after one that is not counted.
	 *
	 * @param manager on the device; has nothing more in it afterwards
	 */
	double[] seconds(final NDManager manager, final Network... networks) {
		final double[] seconds = new double[networks.length];
		final int channels = networks[0].graph().inputChannels();
		final float[] noise = new float[batch * channels * height * width];
		final SplittableRandom random = new SplittableRandom(0);
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) (2 * random.nextDouble() - 1);
		try (NDManager own = manager.newSubManager();
				Parameters copy = copy(own, networks[0])) {
			final NDArray x = ImageTensors.toTensor(own, FloatBuffer.wrap(noise), batch, channels, height, width);
			for (int step = 0; step <= STEPS; step++)
				for (int i = 0; i < networks.length; i++) {
					final Network network = networks[i];
					final long start = System.nanoTime();
					if (training) Autograd.record(() -> step(network, x, copy, random));
					else step(network, x, copy, random);
					if (step > 0) seconds[i] += (System.nanoTime() - start) * 1e-9;
				}
		}
		return seconds;
	}

	private Parameters copy(final NDManager own, final Network network) {
		return parameters.isFrozen() ? Parameters.frozen(own, network.graph(), parameters.tensors()) : Parameters.of(own, network
			.graph(), parameters.tensors());
	}

	private Void step(final Network network, final NDArray x, final Parameters copy, final SplittableRandom random) {
		try (NDManager step = x.getManager().newSubManager()) {
			final NDArray own = x.duplicate();
			own.attach(step); // results belong to the manager of the image
			final Map<String, NDArray> outputs = network.forward(own, copy, training ? Mode.training(random) : Mode.evaluation());
			NDArray sum = null;
			for (final NDArray y : outputs.values())
				sum = sum == null ? y.square().mean() : sum.add(y.square().mean());
			if (training) Autograd.backward(sum);
			sum.getFloat(); // waits for a GPU
		}
		return null;
	}
}
