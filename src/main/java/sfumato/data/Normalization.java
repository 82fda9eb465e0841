package sfumato.data;

import org.scijava.plugin.SciJavaPlugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Maps the grey values of a whole image to what a network is fed with.
 * <p>
 * Implementations are immutable, never divide by zero (a constant image becomes constant) and refuse pixels that are not
 * finite.
 */
public interface Normalization extends SciJavaPlugin {

	/**
	 * A new image with mapped values.
	 *
	 * @param image (X, Y[, Z], C), the whole image: statistics are taken over all of it
	 * @return of the same dimensions
	 * @throws IllegalArgumentException naming the first pixel that is NaN or infinite
	 */
	RandomAccessibleInterval<FloatType> apply(RandomAccessibleInterval<FloatType> image);

	/** The mapped value that stands for "nothing there": training pads patches with it. */
	default float padValue() {
		return 0;
	}
}
