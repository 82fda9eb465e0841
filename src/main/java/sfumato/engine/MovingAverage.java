package sfumato.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.ModuleMethods;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Exponential moving average (EMA) of the weights during training. It wavers less than the weights themselves, and often generalizes
 * better.
 *
 * <pre>
 * average &lt;- decay average + (1 - decay) weights
 * </pre>
 *
 * over all parameters, running statistics too. It begins with the weights as they are when it is made; with a decay of 0.99
 * half of the average is of the last 69 steps. {@link #state()} is a set of weights like any other.
 */
public final class MovingAverage implements AutoCloseable {

	private static final String SOURCE = """
		  def update(self, a: List[Tensor], w: List[Tensor], share: float) -> NoneType:
		    torch._foreach_lerp_(a, w, share)
		    return None
		""";

	private final List<Parameter> declared;
	private final double decay;
	private final NDManager manager;
	private final PtSymbolBlock module;
	private final PtNDArray[] averages;
	private final PtNDArray[] weights;

	/**
	 * @param parameters to average; stay the caller's
	 * @param decay share of the average that an update keeps, in [0, 1)
	 */
	public MovingAverage(final Parameters parameters, final double decay) {
		if (!(decay >= 0 && decay < 1)) throw new UserException(WrongValue.message("The decay of an average of weights", decay,
			"at least 0 and below 1"));
		this.decay = decay;
		declared = parameters.declared();
		manager = parameters.manager().newSubManager();
		manager.setName("average of weights");
		module = TorchScript.compile(manager, SOURCE);
		weights = declared.stream().map(p -> (PtNDArray) parameters.get(p.name())).toArray(PtNDArray[]::new);
		averages = new PtNDArray[weights.length];
		for (int i = 0; i < averages.length; i++) {
			averages[i] = (PtNDArray) manager.zeros(weights[i].getShape(), DataType.FLOAT32);
			averages[i].addi(weights[i]);
		}
	}

	/** Moves the average towards the weights, after a step. Gradients must not be recorded. */
	public void update() {
		ModuleMethods.run(module, "update", IValue.listFrom(averages), IValue.listFrom(weights), IValue.from(1 - decay)).close();
	}

	/** A copy of the average, by the names of the parameters. */
	public Map<String, Tensor> state() {
		final Map<String, Tensor> state = new LinkedHashMap<>();
		for (int i = 0; i < averages.length; i++)
			state.put(declared.get(i).name(), new Tensor(averages[i].getShape().getShape(), averages[i].toFloatArray()));
		return state;
	}

	/**
	 * Takes over an average that {@link #state()} has given.
	 *
	 * @throws UserException naming the tensor that is missing, misshapen or unknown
	 */
	public void restore(final Map<String, Tensor> state) {
		Parameters.check(declared, state);
		for (int i = 0; i < averages.length; i++) {
			averages[i].close();
			final Tensor t = state.get(declared.get(i).name());
			averages[i] = (PtNDArray) Parameters.copy(manager, t.shape(), t.values());
		}
	}

	/** Frees the average. */
	@Override
	public void close() {
		manager.close();
	}
}
