package sfumato.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Chooses the fastest implementation of a network on a device.
 *
 * @param hasBf16 whether the device has instructions for bfloat16
 */
record FastestNetwork(NetworkGraph graph, NDManager manager, Progress progress, boolean hasBf16) {

	Network of(final TensorPrecision precision, final Trial trial) {
		if (precision == TensorPrecision.FP32 || precision == TensorPrecision.AUTO && !hasBf16) return of(graph, manager, progress);
		final Network shorter;
		try {
			shorter = TorchScript.load(graph, manager, TensorPrecision.BF16, hasBf16);
		}
		catch (final EngineException | LinkageError e) {
			return of(graph, manager, progress); // operation by operation there is 32-bit only, and this says so
		}
		if (precision == TensorPrecision.BF16) {
			if (!hasBf16) progress.log(EngineMessages.emulatedBf16());
			return shorter;
		}
		return faster(shorter, of(graph, manager, progress), trial);
	}

	private Network faster(final Network shorter, final Network exact, final Trial trial) {
		final double[] seconds = trial.seconds(manager, shorter, exact);
		final boolean isShorter = seconds[0] < seconds[1];
		progress.log(EngineMessages.precision(isShorter ? "bf16" : "fp32", Trial.STEPS, seconds[isShorter ? 0 : 1],
			seconds[isShorter ? 1 : 0], isShorter ? "fp32" : "bf16"));
		(isShorter ? exact : shorter).close();
		return isShorter ? shorter : exact;
	}

	/** With 32-bit convolutions. */
	static Network of(final NetworkGraph graph, final NDManager manager, final Progress progress) {
		try {
			return TorchScript.load(graph, manager);
		}
		catch (final EngineException | LinkageError e) {
			progress.log(EngineMessages.slowNetwork(String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
			return new Interpreter(graph);
		}
	}
}
