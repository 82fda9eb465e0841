package sfumato.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import ai.djl.engine.EngineException;
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
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Size;
import sfumato.networks.Operation;

/**
 * Runs a network in one call: it is written as TorchScript functions (training, evaluation, prediction) of images and parameters,
 * which libtorch compiles. Gradients reach the parameters as they do through {@link Interpreter}, whose numbers these are to rounding.
 * This way there are operations that DJL does not offer: writing over a value that nobody needs any more, images that lie in memory
 * pixel by pixel, and libtorch's own bilinear resizing.
 */
public final class TorchScript implements Network {

	private static final String SHORTEN = "shorten";

	/** Parameters with short kernels, for predictions. */
	private record Shortened(Parameters of, NDManager manager, PtNDArray[] arrays) {}

	private final NetworkGraph graph;
	private final PtSymbolBlock module;
	private final List<Integer> dropouts = new ArrayList<>();
	private final List<Size> sizes;
	private final TensorPrecision precision;
	private Parameters known;
	private PtNDArray[] arrays;
	private Shortened shortened;

	private TorchScript(final NetworkGraph graph, final PtSymbolBlock module, final TensorPrecision precision) {
		this.graph = graph;
		this.module = module;
		this.precision = precision;
		sizes = graph.sizes(graph.sizeMultiple(), graph.sizeMultiple());
		for (int i = 0; i < sizes.size(); i++)
			if (graph.nodes().get(i).operation() instanceof Operation.Dropout d && d.rate() > 0) dropouts.add(i);
	}

	/**
	 * Compiles a network with 32-bit convolutions.
	 *
	 * @param manager on the device that it is for; frees it at the latest
	 * @throws EngineException if libtorch cannot compile it
	 */
	public static TorchScript load(final NetworkGraph graph, final NDManager manager) {
		return load(graph, manager, TensorPrecision.FP32, true);
	}

	/**
	 * Compiles a network.
	 *
	 * @param precision 32-bit or bfloat16
	 * @param oneDnn whether convolutions may be left to oneDNN alone, which refuses bfloat16 on processors too old for it
	 */
	static TorchScript load(final NetworkGraph graph, final NDManager manager, final TensorPrecision precision,
		final boolean oneDnn)
	{
		final boolean shortened = precision == TensorPrecision.BF16, gpu = manager.getDevice().isGpu();
		final Style style = new Style(Form.TRAINING, true, gpu ? Resizing.PRODUCTS : Resizing.KERNEL, false, shortened);
		if (gpu || !oneDnn) return load(graph, manager, style);
		try {
			return load(graph, manager, style.withFused());
		}
		catch (final EngineException e) {
			return load(graph, manager, style); // a libtorch without oneDNN
		}
	}

	/** @param style of which the form is left out: there is a function for each */
	static TorchScript load(final NetworkGraph graph, final NDManager manager, final Style style) {
		final List<String> names = graph.parameters().stream().map(Parameter::name).toList();
		final StringBuilder methods = new StringBuilder(TorchSource.TILES);
		for (final Form form : Form.values())
			methods.append(TorchSource.method(form.name(), graph, names, style.with(form)));
		if (style.shortened()) methods.append(TorchSource.shortening(SHORTEN, graph, names));
		return new TorchScript(graph, compile(manager, methods.toString()), style.shortened() ? TensorPrecision.BF16 : TensorPrecision.FP32);
	}

	/** A module of methods without parameters of its own. It is freed with the manager at the latest. */
	public static PtSymbolBlock compile(final NDManager manager, final String methods) {
		try {
			return JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(TorchArchive.of(methods)), false, false);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // memory does not fail
		}
	}

	@Override
	public NetworkGraph graph() {
		return graph;
	}

	@Override
	public TensorPrecision precision() {
		return precision;
	}

	@Override
	public Map<String, NDArray> forward(final NDArray x, final Parameters parameters, final Mode mode) {
		Interpreter.check(graph, x, mode);
		if (Thread.currentThread().isInterrupted()) throw new CancellationException("Cancelled");
		final PtNDManager manager = (PtNDManager) x.getManager();
		final List<PtNDArray> masks = new ArrayList<>();
		if (mode.training()) for (final int i : dropouts) {
			final Node node = graph.nodes().get(i);
			masks.add((PtNDArray) Operations.mask(((Operation.Dropout) node.operation()).rate(), x.getShape().get(0), sizes.get(i)
				.channels(), manager, mode));
		}
		final Form form = form(mode);
		final PtNDArray[] weights = precision == TensorPrecision.BF16 && form == Form.PREDICTION ? shortened(parameters) : arrays(
			parameters);
		try (IValue result = ModuleMethods.run(module, form.name(), IValue.listFrom((PtNDArray) x), IValue.listFrom(
			weights), IValue.listFrom(masks.toArray(PtNDArray[]::new))))
		{
			final PtNDArray[] values = result.toTensorArray(manager);
			final Map<String, NDArray> outputs = new LinkedHashMap<>();
			for (final String name : graph.outputNames())
				outputs.put(name, values[outputs.size()]);
			return outputs;
		}
	}

	private static Form form(final Mode mode) {
		return mode.training() ? Form.TRAINING : JniUtils.isGradMode() ? Form.EVALUATION : Form.PREDICTION;
	}

	private PtNDArray[] arrays(final Parameters parameters) {
		if (parameters == known) return arrays;
		arrays = graph.parameters().stream().map(p -> (PtNDArray) parameters.get(p.name())).toArray(PtNDArray[]::new);
		known = parameters;
		return arrays;
	}

	/** Converted arrays of frozen parameters are cached; others are converted for every image, because they may have changed. */
	private PtNDArray[] shortened(final Parameters parameters) {
		if (shortened != null && shortened.of() == parameters && parameters.isFrozen()) return shortened.arrays();
		forget();
		final NDManager manager = parameters.manager().newSubManager();
		try (IValue list = ModuleMethods.run(module, SHORTEN, IValue.listFrom(arrays(parameters)))) {
			shortened = new Shortened(parameters, manager, list.toTensorArray((PtNDManager) manager));
		}
		return shortened.arrays();
	}

	private void forget() {
		if (shortened != null) shortened.manager().close();
		shortened = null;
	}

	@Override
	public void close() {
		forget();
		module.close();
	}
}
