package sfumato.models;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDManager;

import sfumato.engine.Folded;
import sfumato.engine.ImageTensors;
import sfumato.engine.TensorDevice;
import sfumato.engine.TorchFile;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Exports the network with its weights in one TorchScript file: {@code torch.jit.load("model.pt")} in Python.
 *
 * <pre>
 * model.pt               {@link TorchFile}: images (N, channels, H, W), normalized as export.json says, to logits
 * check.safetensors      "input" (1, channels, side, side) and the network's "output" (1, classes, side, side), logits
 * </pre>
 *
 * Batch normalizations are part of the convolutions, so it is for prediction only.
 */
@Plugin(type = ModelExport.class, name = "torchscript",
	description = "One TorchScript file with network and weights, for PyTorch, DJL and programs built on them.")
public final class TorchScriptExport implements ModelExport {

	/** Largest difference to the model's own answer, in relation to that answer's largest number. */
	private static final double TOLERANCE = 1e-4;

	@Override
	public void export(final Model model, final TensorDevice device, final Path folder, final Progress progress)
		throws IOException
	{
		final NetworkGraph graph = model.graph().only("main");
		progress.update(0.1, ModelMessages.computingExample());
		final Map<String, Tensor> check = SafeTensorsExport.check(graph, SafeTensorsExport.weights(model, graph), device);
		progress.checkCanceled();
		progress.update(0.4, ModelMessages.writingNetwork());
		final Path file = folder.resolve("model.pt");
		TorchFile.write(file, Folded.of(model.graph(), "main", model.weights()));
		SafeTensors.write(folder.resolve("check.safetensors"), check);
		progress.update(0.7, ModelMessages.runningExport());
		requireSame(check.get("output").values(), answer(file, check.get("input"), device));
		if (model.recalibration().isPresent()) progress.log(
			ModelMessages.exportWithoutRecalibration());
	}

	private static float[] answer(final Path file, final Tensor image, final TensorDevice device) throws IOException {
		try (NDManager manager = device.newManager()) {
			return TorchFile.run(file, ImageTensors.toTensor(manager, FloatBuffer.wrap(image.values()), image.shape()))
				.toFloatArray();
		}
	}

	private static void requireSame(final float[] expected, final float[] found) throws IOException {
		double largest = 0, difference = 0;
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs(expected[i]));
			difference = Math.max(difference, Math.abs(expected[i] - found[i]));
		}
		if (!(difference <= TOLERANCE * largest)) throw new IOException(ModelMessages.otherAnswer(difference, largest));
	}
}
