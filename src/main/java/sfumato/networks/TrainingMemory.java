package sfumato.networks;

import java.util.List;

import sfumato.networks.NetworkGraph.Size;

/**
 * Estimates the memory of a training from the graph alone, before anything is allocated.
 * <p>
 * Each weight is there three times (itself, its gradient, its velocity), once more where weights are averaged. Of every image in a batch
 * what a gradient needs stays until it is computed: what goes into convolutions, normalizations and maxima, and what comes out of
 * activations. Going back takes the largest image twice more. Trainings that were measured on a processor took 0.8 to 1.3 times of that,
 * beside some 0.7 GB of Java and the tensor library.
 */
public final class TrainingMemory {

	private static final int COPIES = 3, BACKWARD = 2;

	private TrainingMemory() {}

	/**
	 * @param batch images at a time
	 * @param patch their side in pixels, a multiple of the network's
	 * @param averaged whether weights are averaged along the training
	 * @return bytes, of 32-bit numbers
	 */
	public static long bytes(final NetworkGraph graph, final int batch, final int patch, final boolean averaged) {
		final List<Size> sizes = graph.sizes(patch, patch);
		final boolean[] needed = new boolean[sizes.size()];
		for (int i = 0; i < needed.length; i++) {
			final NetworkGraph.Node node = graph.nodes().get(i);
			if (keepsInput(node.operation())) node.inputs().forEach(n -> needed[n] = true);
			if (keepsOutput(node.operation())) needed[i] = true;
		}
		long kept = 0, largest = 0;
		for (int i = 0; i < needed.length; i++) {
			final Size s = sizes.get(i);
			final long values = (long) s.channels() * s.height() * s.width();
			if (needed[i]) kept += values;
			largest = Math.max(largest, values);
		}
		return Float.BYTES * (graph.parameterCount() * (averaged ? COPIES + 1 : COPIES) + batch * (kept + BACKWARD * largest));
	}

	private static boolean keepsInput(final Operation o) {
		return o instanceof Operation.Convolution || o instanceof Operation.BatchNormalization || o instanceof Operation.MaxPool ||
			o instanceof Operation.Silu || o instanceof Operation.Multiply || o instanceof Operation.Relu6;
	}

	private static boolean keepsOutput(final Operation o) {
		return o instanceof Operation.Relu || o instanceof Operation.Sigmoid || o instanceof Operation.Dropout;
	}
}
