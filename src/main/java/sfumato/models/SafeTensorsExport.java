package sfumato.models;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.engine.ImageTensors;
import sfumato.engine.Interpreter;
import sfumato.engine.Mode;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Exports the network as a table with safetensors weights, for {@code docs/load_model.py}, which makes a PyTorch module.
 *
 * <pre>
 * network.json           {@link NetworkTable}
 * weights.safetensors    the numbers, named as in a model folder, without an auxiliary head
 * check.safetensors      "input" (1, channels, side, side) and the network's "output" (1, classes, side, side), logits
 * </pre>
 */
@Plugin(type = ModelExport.class, name = "safetensors",
	description = "safetensors weights and a table of the network, for PyTorch with docs/load_model.py.")
public final class SafeTensorsExport implements ModelExport {

	/** The check's image has at least so many pixels a side. */
	private static final int SIDE = 64;

	@Override
	public void export(final Model model, final TensorDevice device, final Path folder, final Progress progress)
		throws IOException
	{
		final NetworkGraph graph = model.graph().only("main");
		final Map<String, Tensor> weights = weights(model, graph);
		progress.update(0.1, ModelMessages.computingExample());
		final Map<String, Tensor> check = check(graph, weights, device);
		progress.checkCanceled();
		progress.update(0.7, ModelMessages.writingWeights());
		Files.writeString(folder.resolve("network.json"), NetworkTable.json(graph), StandardCharsets.UTF_8);
		SafeTensors.write(folder.resolve("weights.safetensors"), weights);
		SafeTensors.write(folder.resolve("check.safetensors"), check);
		if (model.recalibration().isPresent()) progress.log(
			ModelMessages.exportWithoutRecalibration());
	}

	/** The weights that a part of the network needs. */
	static Map<String, Tensor> weights(final Model model, final NetworkGraph graph) {
		final Map<String, Tensor> weights = new LinkedHashMap<>();
		for (final NetworkGraph.Parameter p : graph.parameters())
			if (model.weights().containsKey(p.name())) weights.put(p.name(), model.weights().get(p.name()));
		return weights;
	}

	/** An image of noise and what the network says of it. */
	static Map<String, Tensor> check(final NetworkGraph graph, final Map<String, Tensor> weights,
		final TensorDevice device)
	{
		final int side = (SIDE + graph.sizeMultiple() - 1) / graph.sizeMultiple() * graph.sizeMultiple();
		final float[] noise = new float[Math.multiplyExact(graph.inputChannels(), side * side)];
		final SplittableRandom random = new SplittableRandom(0);
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) random.nextDouble();
		try (NDManager manager = device.newManager()) {
			final Parameters parameters = Parameters.of(manager, graph, weights);
			final NDArray x = ImageTensors.toTensor(manager, FloatBuffer.wrap(noise), 1, graph.inputChannels(), side, side);
			final NDArray y = new Interpreter(graph).forward(x, parameters, Mode.evaluation()).get("main");
			final Map<String, Tensor> tensors = new LinkedHashMap<>();
			tensors.put("input", new Tensor(x.getShape().getShape(), noise));
			tensors.put("output", new Tensor(y.getShape().getShape(), y.toFloatArray()));
			return tensors;
		}
	}
}
