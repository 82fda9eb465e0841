package sfumato.engine;

import java.util.Map;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/** A network that can be run. Belongs to the thread that made it. */
public interface Network extends AutoCloseable {

	/** The network as data. */
	NetworkGraph graph();

	/**
	 * Runs the network on a batch.
	 *
	 * @param x images (N, C, H, W), 32-bit; stays the caller's and must stay open until the backward pass is over
	 * @param parameters of this network or of a larger one that contains it
	 * @return the outputs by name, logits (N, classes, H, W), in the manager of {@code x}; the caller closes them
	 * @throws IllegalArgumentException if the network cannot take images of this size or number of channels
	 * @throws java.util.concurrent.CancellationException if the thread has been interrupted
	 */
	Map<String, NDArray> forward(NDArray x, Parameters parameters, Mode mode);

	/** Frees what it holds by itself; never parameters or images. */
	@Override
	void close();

	/**
	 * The faster form of a network: {@link TorchScript}, or {@link Interpreter} where that cannot be loaded.
	 *
	 * @param manager on the device that it is for; frees it at the latest
	 * @param progress is told if and why it is the slower one
	 */
	static Network fastest(final NetworkGraph graph, final NDManager manager, final Progress progress) {
		try {
			return TorchScript.load(graph, manager);
		}
		catch (final EngineException | LinkageError e) {
			progress.log("The network runs operation by operation, which is slower, because it could not be loaded as a whole: " +
				String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
			return new Interpreter(graph);
		}
	}
}
