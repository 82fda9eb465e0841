package sfumato.networks;

import org.scijava.plugin.Plugin;

/**
 * MobileNetV2 at width 1: 1.8 million parameters.
 * <p>
 * Sandler, M. et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder(3);
 * new MobileNetV2().append(graph, graph.image(), 32).stream().map(graph::channels).toList() // [16, 24, 32, 96, 320]
 * }</pre>
 */
@Plugin(type = Encoder.class, name = "mobilenetv2_100",
	description = "MobileNetV2, 2 million parameters: small and fast, for small datasets or slow machines.")
public final class MobileNetV2 extends InvertedResiduals {

	private static final Row[] ROWS = { //
		new Row(1, 3, 1, 16, 1, true), //
		new Row(6, 3, 2, 24, 2, true), //
		new Row(6, 3, 2, 32, 3, true), //
		new Row(6, 3, 2, 64, 4, false), //
		new Row(6, 3, 1, 96, 3, true), //
		new Row(6, 3, 2, 160, 3, false), //
		new Row(6, 3, 1, 320, 1, true) };

	public MobileNetV2() {
		super(GraphBuilder::relu6, false, ROWS);
	}
}
