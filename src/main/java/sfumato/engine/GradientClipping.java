package sfumato.engine;

import java.util.List;
import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.ModuleMethods;

import sfumato.networks.NetworkGraph.Parameter;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Gradient clipping: scales all gradients together, as one vector, down to a maximum norm, as PyTorch's {@code clip_grad_norm_} does.
 *
 * <pre>
 * norm = sqrt(sum of all gradients' squares)
 * gradient &lt;- gradient min(1, largest / (norm + 0.000001))
 * </pre>
 *
 * In place, between the last backward pass and {@link Sgd#step}. Nothing is read back from the device unless
 * {@link #norm()} is asked for.
 */
public final class GradientClipping implements AutoCloseable {

	private static final String SOURCE = """
		  def clip(self, g: List[Tensor], norm: Tensor, largest: float) -> NoneType:
		    n = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2, dtype=None), 0), 2, None, False, dtype=None)
		    factor = torch.clamp_max(torch.mul(torch.reciprocal(torch.add(n, 9.9999999999999995e-07, alpha=1)), largest), 1.)
		    torch._foreach_mul_(g, factor)
		    torch.copy_(norm, n, False)
		    return None
		""";

	private final Parameters parameters;
	private final double largest;
	private final List<String> trainable;
	private final NDManager manager;
	private final PtSymbolBlock module;
	private final PtNDArray norm;
	private PtNDArray[] gradients = new PtNDArray[0];

	/**
	 * @param parameters whose gradients are shortened; stay the caller's
	 * @param largest length that is let through, above 0
	 */
	public GradientClipping(final Parameters parameters, final double largest) {
		if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) throw new UserException(
			WrongValue.message("The largest gradient norm", largest, "above 0"));
		this.parameters = parameters;
		this.largest = largest;
		trainable = parameters.declared().stream().filter(p -> p.role().isTrainable()).map(Parameter::name).toList();
		manager = parameters.manager().newSubManager();
		manager.setName("gradient clipping");
		module = TorchScript.compile(manager, SOURCE);
		norm = (PtNDArray) manager.zeros(new Shape(), DataType.FLOAT32);
	}

	/** Shortens the gradients that have gathered, if they are too long. Gradients must not be recorded. */
	public void clip() {
		if (gradients.length < trainable.size()) gradients = trainable.stream().map(parameters::gradient).filter(
			Objects::nonNull).map(PtNDArray.class::cast).toArray(PtNDArray[]::new);
		if (gradients.length > 0) ModuleMethods.run(module, "clip", IValue.listFrom(gradients), IValue.from(norm), IValue.from(
			largest)).close();
	}

	/** The length that the gradients had before the last {@link #clip()}; 0 before the first. Waits for the device. */
	public double norm() {
		try (NDArray copy = norm.toType(DataType.FLOAT64, true)) {
			return copy.getDouble();
		}
	}

	/** Frees what it holds by itself. */
	@Override
	public void close() {
		manager.close();
	}
}
