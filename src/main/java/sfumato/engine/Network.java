package sfumato.engine;

import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** A network that can be run. Belongs to the thread that made it. */
public interface Network extends AutoCloseable {

	/** The network as data. */
	NetworkGraph graph();

	/** What its convolutions are computed in, {@link Precision#FP32} or {@link Precision#BF16}. */
	Precision precision();

	/**
	 * Runs the network on a batch.
	 *
	 * @param x images (N, C, H, W), 32-bit; stays the caller's and must stay open until the backward pass is over
	 * @param parameters of this network or of a larger one that contains it
	 * @return the outputs by name, logits (N, classes, H, W), in the manager of {@code x}; the caller closes them
	 * @throws UserException if the network cannot take images of this size or number of channels
	 * @throws java.util.concurrent.CancellationException if the thread has been interrupted
	 */
	Map<String, NDArray> forward(NDArray x, Parameters parameters, Mode mode);

	/** Frees what it holds by itself; never parameters or images. */
	@Override
	void close();

	/**
	 * The fastest form of a network with 32-bit convolutions: {@link TorchScript}, or {@link Interpreter} where that cannot be
	 * loaded.
	 *
	 * @param manager on the device that it is for; frees it at the latest
	 * @param progress is told if and why it is the slower one
	 */
	static Network fastest(final NetworkGraph graph, final NDManager manager, final Progress progress) {
		return FastestNetwork.of(graph, manager, progress);
	}

	/**
	 * The fastest form of a network.
	 *
	 * @param manager on the device that it is for; frees it at the latest
	 * @param precision of the convolutions
	 * @param trial what is timed if the precision is to be chosen
	 * @param progress is told what was chosen and why
	 */
	static Network fastest(final NetworkGraph graph, final NDManager manager, final Precision precision, final Trial trial,
		final Progress progress)
	{
		if (precision == Precision.FP32) return fastest(graph, manager, progress);
		return new FastestNetwork(graph, manager, progress, Bfloat16Support.has(manager.getDevice())).of(precision, trial);
	}
}
