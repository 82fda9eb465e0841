package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * EfficientNet-B0: 3.6 million parameters. Padding is symmetric; whole branches are never dropped.
 * <p>
 * Tan, M. and Le, Q., EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new EfficientNetB0().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [16, 24, 40, 112, 320]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "efficientnet_b0",
	description = "EfficientNet-B0 (squeeze-and-excitation), 4 million parameters: small network.")
public final class EfficientNetB0 extends InvertedResiduals {

	private static final Row[] ROWS = { //
		new Row(1, 3, 1, 16, 1, true), //
		new Row(6, 3, 2, 24, 2, true), //
		new Row(6, 5, 2, 40, 2, true), //
		new Row(6, 3, 2, 80, 3, false), //
		new Row(6, 5, 1, 112, 3, true), //
		new Row(6, 5, 2, 192, 4, false), //
		new Row(6, 3, 1, 320, 1, true) };

	public EfficientNetB0() {
		super(GraphBuilder::silu, true, ROWS);
	}
}
