package sfumato.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Parameter;
import sfumato.networks.NetworkGraph.Role;

/** Small models with weights that have not learned anything but answer differently everywhere. */
public final class ExportedModels {

	private ExportedModels() {}

	public static Model model(final String name, final String network, final String normalization, final int channels,
		final double edge, final String unit, final String... classes)
	{
		final ModelDescription description = new ModelDescription(ModelDescription.FORMAT, name, new ModelDescription.Input("xyc",
			channels, 16, List.of(edge, edge), unit, normalization), IntStream.range(0, classes.length).mapToObj(
				c -> new LabelClass(classes[c], 0x3060C0 * c & 0xFFFFFF)).toList(), network, Optional.empty(), "test");
		final Model empty = new Model(description, Map.of(), Optional.empty());
		return new Model(description, weights(empty.graph()), Optional.empty());
	}

	/** Of every kind that there is: one for each normalization that has a form. */
	static List<Model> all() {
		return List.of(model("nuclei", "unet(encoder: plain, width: 4)", "percentile(low: 1, high: 99.8)", 1, 0.31, "µm",
			"background", "nucleus"), model("tumour: three kinds", "unet(encoder: plain, width: 4, aux: true)", "z-score", 3, 0.9375,
				"mm", "background", "tumour core", "tumour core", "肿瘤"), model("ct", "deeplabv3plus(encoder: plain, width: 2)",
					"window(low: -60, high: 140)", 1, 1, "pixel", "no", "1st"), model("raw (2 channels)",
						"unet(encoder: mobilenetv2_100)", "none", 2, 12.5, "nm", "background", "y"));
	}

	/** Weights as after a training: no factor is 0, and no running statistic is where it starts. */
	static Map<String, Tensor> weights(final NetworkGraph graph) {
		final Map<String, Tensor> weights = new java.util.LinkedHashMap<>();
		final Random random = new Random(7);
		for (final Parameter p : graph.parameters()) {
			final float[] values = new float[(int) p.size()];
			final double fanIn = p.size() / (double) p.shape().get(0);
			final boolean aboutOne = p.role() == Role.SCALE || p.role() == Role.RUNNING_VARIANCE;
			for (int i = 0; i < values.length; i++)
				values[i] = (float) (p.role() == Role.WEIGHT ? random.nextGaussian() * Math.sqrt(2 / fanIn) : (aboutOne ? 1 : 0) +
					0.4 * (random.nextDouble() - 0.5));
			weights.put(p.name(), new Tensor(p.dimensions(), values));
		}
		return weights;
	}
}
