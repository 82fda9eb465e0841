package sfumato.data;

import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** Grey values stay as they are. */
@Plugin(type = Normalization.class, name = "none",
	description = "Grey values as they are, for images that have been normalised before.")
public final class NoNormalization implements Normalization {

	@Override
	public RandomAccessibleInterval<FloatType> apply(final RandomAccessibleInterval<FloatType> image) {
		Pixels.requireFinite(image);
		final RandomAccessibleInterval<FloatType> result = Pixels.like(image);
		Pixels.map(image, result, (in, out) -> out.set(in));
		return result;
	}
}
