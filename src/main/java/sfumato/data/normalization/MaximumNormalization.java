package sfumato.data.normalization;

import java.io.IOException;
import java.util.Collections;

import org.scijava.plugin.Plugin;

import sfumato.data.normalization.GreyMapping.Line;

/**
 * Maximum normalization, 2·clamp(value / maximum, 0, 1) − 1 with the maximum over all channels: 0 becomes −1, the brightest pixel 1,
 * and negative values are clipped. What the reference does with the QUBIQ sets. An image without positive values becomes −1.
 *
 * <pre>{@code
 * var image = ArrayImgs.floats(new float[] { 0, 10, 20, 40 }, 4, 1, 1);
 * new MaximumNormalization().apply(image).getAt(2, 0, 0).get() // 0
 * }</pre>
 */
@Plugin(type = Normalization.class, name = "maximum",
	description = "Scales grey values from [0, maximum of all channels] to [-1, 1], as published for QUBIQ.")
public final class MaximumNormalization implements Normalization {

	@Override
	public GreyMapping mapping(final GreyValues image) throws IOException {
		final float[] max = { 0 };
		image.forEach((c, values, n) -> {
			for (int i = 0; i < n; i++)
				max[0] = Math.max(max[0], values[i]);
		});
		return new GreyMapping(Collections.nCopies(image.channels(), new Line(0, max[0], -1, 1, true)));
	}

	/** Padding is black. */
	@Override
	public float padValue() {
		return -1;
	}
}
