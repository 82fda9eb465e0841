package sfumato.data.normalization;

import java.io.IOException;
import java.io.UncheckedIOException;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.text.UserException;

/**
 * Maps the grey values of a whole image to what a network is fed with.
 * <p>
 * Implementations are immutable, never divide by zero (a constant image becomes constant) and refuse pixels that are not
 * finite.
 */
public interface Normalization extends SciJavaPlugin {

	/**
	 * What becomes of the grey values of an image.
	 *
	 * @param image all of it: statistics are taken over the whole image, not over a tile
	 * @throws IOException if its values cannot be read
	 * @throws UserException naming the first pixel that is NaN or infinite; not by those that need no statistics
	 */
	GreyMapping mapping(GreyValues image) throws IOException;

	/**
	 * A new image with mapped values.
	 *
	 * @param image (X, Y[, Z], C), the whole image: statistics are taken over all of it
	 * @return of the same dimensions
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	default RandomAccessibleInterval<FloatType> apply(final RandomAccessibleInterval<FloatType> image) {
		final GreyMapping mapping = mapping(image);
		final RandomAccessibleInterval<FloatType> result = Pixels.like(image);
		for (int c = 0; c < mapping.lines().size(); c++)
			Pixels.map(Pixels.channel(image, c), Pixels.channel(result, c), mapping.lines().get(c));
		return result;
	}

	/**
	 * {@link #mapping(GreyValues)} of an image in memory, any of whose values that is not finite is refused.
	 *
	 * @param image (X, Y[, Z], C), the whole image
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	default GreyMapping mapping(final RandomAccessibleInterval<FloatType> image) {
		Pixels.requireFinite(image);
		try {
			return mapping(Pixels.greyValues(image));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // images in memory are not read
		}
	}

	/** Whether the same picture in other units of grey gives the same. */
	default boolean isRelative() {
		return true;
	}

	/** The mapped value that stands for "nothing there": training pads patches with it. */
	default float padValue() {
		return 0;
	}
}
