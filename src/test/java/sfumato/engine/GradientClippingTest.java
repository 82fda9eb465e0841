package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.GraphBuilder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;

class GradientClippingTest extends EngineTests {

	private static final NetworkGraph LINE = line();

	private static NetworkGraph line() {
		final GraphBuilder g = new GraphBuilder(2);
		g.scope(Part.HEAD, "");
		g.output("main", g.classifier("line", g.image(), 1));
		return g.build(1);
	}

	private static Parameters zeros(final NDManager m) {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("line.weight", new Tensor(new long[] { 1, 2, 1, 1 }, new float[2]));
		tensors.put("line.bias", new Tensor(new long[] { 1 }, new float[1]));
		return Parameters.of(m, LINE, tensors);
	}

	/** A backward pass of a x1 + b x2 + c at (x1, x2): it adds (x1, x2, 1) to the gradients. */
	private static void backward(final NDManager m, final Parameters p, final float... x) {
		try (NDManager batch = m.newSubManager()) {
			final NDArray image = Parameters.copy(batch, new long[] { 1, 2, 1, 1 }, x);
			Autograd.record(() -> {
				Autograd.backward(new Interpreter(LINE).forward(image, p, Mode.evaluation()).get("main").sum());
				return null;
			});
		}
	}

	/** The gradient is (2, -2, 1) of length 3; PyTorch's clip_grad_norm_ gives the same to the last digit. */
	@ParameterizedTest
	@CsvSource({ "1.5, 0.99999964, 0.49999982", "3, 1.9999993, 0.99999964", "4, 2, 1" })
	void clipsTheGlobalNormLikePyTorch(final double largest, final float weight, final float bias)
		throws Exception
	{
		withManager(m -> {
			final Parameters p = zeros(m);
			try (GradientClipping clipping = new GradientClipping(p, largest)) {
				backward(m, p, 2, -2);
				clipping.clip();
				assertEquals(3, clipping.norm());
				assertArrayEquals(new float[] { weight, -weight }, p.gradient("line.weight").toFloatArray(), 1e-7f);
				assertArrayEquals(new float[] { bias }, p.gradient("line.bias").toFloatArray(), 1e-7f);
			}
		});
	}

	@Test
	void stepUsesClippedGradientsAndResetsThem() throws Exception {
		withManager(m -> {
			final Parameters p = zeros(m);
			try (GradientClipping clipping = new GradientClipping(p, 0.3); Sgd sgd = new Sgd(p, new Sgd.Options(0, 0, 1))) {
				for (int k = 1; k <= 3; k++) {
					backward(m, p, 2, -2);
					clipping.clip();
					sgd.step(1);
					assertEquals(3, clipping.norm());
					assertArrayEquals(new float[] { -0.2f * k, 0.2f * k }, p.get("line.weight").toFloatArray(), 1e-6f);
				}
			}
		});
	}

	@Test
	void accumulatesGradientsOfSeveralBatches() throws Exception {
		withManager(m -> {
			final Parameters p = zeros(m);
			try (GradientClipping clipping = new GradientClipping(p, 100); Sgd sgd = new Sgd(p, new Sgd.Options(0, 0, 1))) {
				for (int k = 1; k <= 2; k++) {
					backward(m, p, 2, 4);
					backward(m, p, 4, 0);
					clipping.clip();
					assertEquals(Math.sqrt(6 * 6 + 4 * 4 + 2 * 2), clipping.norm(), 1e-6);
					sgd.step(0.5);
					assertArrayEquals(new float[] { -3 * k, -2 * k }, p.get("line.weight").toFloatArray());
					assertArrayEquals(new float[] { -k }, p.get("line.bias").toFloatArray());
				}
			}
		});
	}

	@Test
	void doesNothingWithoutGradients() throws Exception {
		withManager(m -> {
			try (GradientClipping clipping = new GradientClipping(zeros(m), 1)) {
				clipping.clip();
				assertEquals(0, clipping.norm());
			}
		});
	}

	@Test
	void memoryDoesNotGrowWithSteps() throws Exception {
		withManager(m -> {
			final Parameters p = zeros(m);
			try (GradientClipping clipping = new GradientClipping(p, 1)) {
				backward(m, p, 1, 1);
				clipping.clip();
				final int arrays = p.manager().getManagedArrays().size();
				for (int i = 0; i < 5; i++) {
					clipping.clip();
					clipping.norm();
				}
				assertEquals(arrays, p.manager().getManagedArrays().size());
			}
		});
	}

	@Test
	void refusesNormsThatAreNotPositive() throws Exception {
		withManager(m -> {
			for (final double bad : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
				assertTrue(assertThrows(IllegalArgumentException.class, () -> new GradientClipping(zeros(m), bad)).getMessage()
					.contains(String.valueOf(bad)));
		});
	}
}
