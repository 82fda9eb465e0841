package sfumato.data;

import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * 2·clamp(value / maximum, 0, 1) − 1 with the maximum over all channels: 0 becomes −1, the brightest pixel 1, and negative
 * values are lost. What the reference does with the QUBIQ sets. An image without positive values becomes −1.
 */
@Plugin(type = Normalization.class, name = "maximum",
	description = "Grey values from 0 to the maximum of all channels to [-1, 1], as published for QUBIQ.")
public final class MaximumNormalization implements Normalization {

	@Override
	public RandomAccessibleInterval<FloatType> apply(final RandomAccessibleInterval<FloatType> image) {
		Pixels.requireFinite(image);
		float max = 0;
		for (final FloatType v : Views.flatIterable(image))
			max = Math.max(max, v.get());
		final double factor = max > 0 ? 1.0 / max : 0;
		final RandomAccessibleInterval<FloatType> result = Pixels.like(image);
		Pixels.map(image, result, (in, out) -> out.set((float) (2 * Math.max(0, Math.min(1, in.get() * factor)) - 1)));
		return result;
	}

	/** Padding is black. */
	@Override
	public float padValue() {
		return -1;
	}
}
