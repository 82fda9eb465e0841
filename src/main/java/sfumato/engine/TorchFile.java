package sfumato.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleMethods;

import sfumato.engine.TorchSource.Form;
import sfumato.engine.TorchSource.Resizing;
import sfumato.engine.TorchSource.Style;
import sfumato.engine.checkpoint.Tensor;

/**
 * A network with its weights as one TorchScript file, for PyTorch in Python or C++, DJL and programs built on them. {@code forward}
 * takes images (N, C, H, W) and gives logits (N, classes, H, W); {@code probabilities} gives their softmax. The file's parameters have
 * the names of the weights with underscores for dots.
 */
public final class TorchFile {

	private TorchFile() {}

	/**
	 * Writes a network of one image and one output.
	 *
	 * @param network made ready to be evaluated
	 */
	public static void write(final Path file, final Folded network) throws IOException {
		write(file, network, "forward", "probabilities");
	}

	/** {@link #write} for programs that know {@code forward} only: it gives probabilities, and {@code logits} gives logits. */
	public static void writeProbabilities(final Path file, final Folded network) throws IOException {
		write(file, network, "logits", "forward");
	}

	private static void write(final Path file, final Folded network, final String logits, final String probabilities)
		throws IOException
	{
		final Map<String, Tensor> parameters = new LinkedHashMap<>();
		final List<String> names = List.copyOf(network.weights().keySet());
		names.forEach(name -> parameters.put(name.replace('.', '_'), network.weights().get(name)));
		if (parameters.size() < names.size()) throw new IllegalStateException("Two weights have one name: " + names);
		final String methods = TorchSource.method("evaluate", network.graph(), names, new Style(Form.EVALUATION, false,
			Resizing.KERNEL)) + "  def " + logits + "(self, x: Tensor) -> Tensor:\n    p = " + parameters.keySet().stream().map(
				n -> "self." + n).collect(Collectors.joining(", ", "[", "]")) +
			"\n    y = (self).evaluate([x], p, annotate(List[Tensor], []))\n    return y[0]\n" +
			"  def " + probabilities + "(self, x: Tensor) -> Tensor:\n    return torch.softmax((self)." + logits + "(x), 1)\n";
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			TorchArchive.write(out, methods, parameters, false);
		}
	}

	/**
	 * Runs a TorchScript file's {@code forward}.
	 *
	 * @param x images (N, C, H, W)
	 * @return what it gives, in the manager of {@code x}
	 * @throws ai.djl.engine.EngineException if libtorch cannot read or run it
	 */
	public static NDArray run(final Path file, final NDArray x) throws IOException {
		try (NDManager manager = x.getManager().newSubManager(); InputStream in = Files.newInputStream(file)) {
			final PtSymbolBlock module = JniUtils.loadModule((PtNDManager) manager, in, true, false);
			try (IValue y = ModuleMethods.run(module, "forward", IValue.from((PtNDArray) x))) {
				return y.toTensor((PtNDManager) x.getManager());
			}
			finally {
				module.close();
			}
		}
	}

	/** {@link #run(Path, NDArray)} off the engine. */
	public static Tensor run(final Path file, final TensorDevice device, final Tensor x) throws IOException {
		try (NDManager manager = device.newManager()) {
			final NDArray y = run(file, ImageTensors.toTensor(manager, FloatBuffer.wrap(x.values()), x.shape()));
			return new Tensor(y.getShape().getShape(), y.toFloatArray());
		}
	}
}
