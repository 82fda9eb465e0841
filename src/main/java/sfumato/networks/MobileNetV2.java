package sfumato.networks;

import java.util.ArrayList;
import java.util.List;

import org.scijava.plugin.Plugin;

/**
 * MobileNetV2 at width 1: inverted residuals with depthwise convolutions, 1.8 million parameters. Features are linear (no
 * activation follows the projection). Its last 1 x 1 convolution to 1280 channels, for classification only, is left out.
 * <p>
 * Sandler, M. et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018.
 */
@Plugin(type = Encoder.class, name = "mobilenetv2_100",
	description = "MobileNetV2, 2 million parameters: small and quick, for small data or weak machines.")
public final class MobileNetV2 implements Encoder {

	/** A row of the table: channels, blocks, stride of the first block, and whether its result is a feature. */
	private record Group(int channels, int blocks, int stride, boolean isFeature) {}

	private static final List<Group> GROUPS = List.of(new Group(16, 1, 1, true), new Group(24, 2, 2, true), new Group(32,
		3, 2, true), new Group(64, 4, 2, false), new Group(96, 3, 1, true), new Group(160, 3, 2, false), new Group(320, 1,
			1, true));
	private static final int EXPANSION = 6;

	public MobileNetV2() {}

	@Override
	public List<Integer> append(final GraphBuilder g, final int image, final int outputStride) {
		final List<Integer> features = new ArrayList<>();
		int x = g.relu6(g.batchNormalization("bn1", g.convolution("conv_stem", image, 32, 3, 2)));
		int reached = 2;
		int dilation = 1;
		for (int i = 0; i < GROUPS.size(); i++) {
			final Group group = GROUPS.get(i);
			int stride = group.stride();
			final int before = dilation;
			if (reached * stride > outputStride) {
				dilation *= stride;
				stride = 1;
			}
			reached *= stride;
			for (int block = 0; block < group.blocks(); block++) {
				final String name = "blocks." + i + "." + block + ".";
				if (i == 0) x = separable(g, name, x, group.channels());
				else x = invertedResidual(g, name, x, group.channels(), block == 0 ? stride : 1, block == 0 ? before
					: dilation);
			}
			if (group.isFeature()) features.add(x);
		}
		return features;
	}

	private static int separable(final GraphBuilder g, final String name, final int x, final int out) {
		final int c = g.channels(x);
		final int y = g.relu6(g.batchNormalization(name + "bn1", g.convolution(name + "conv_dw", x, c, 3, 1, 1, c)));
		return g.batchNormalization(name + "bn2", g.convolution(name + "conv_pw", y, out, 1, 1));
	}

	private static int invertedResidual(final GraphBuilder g, final String name, final int x, final int out,
		final int stride, final int dilation)
	{
		final int wide = EXPANSION * g.channels(x);
		int y = g.relu6(g.batchNormalization(name + "bn1", g.convolution(name + "conv_pw", x, wide, 1, 1)));
		y = g.relu6(g.batchNormalization(name + "bn2", g.convolution(name + "conv_dw", y, wide, 3, stride, dilation,
			wide)));
		y = g.batchNormalization(name + "bn3", g.convolution(name + "conv_pwl", y, out, 1, 1));
		return stride == 1 && g.channels(x) == out ? g.add(y, x) : y;
	}
}
