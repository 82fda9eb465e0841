package sfumato.files;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Removes the alpha channel of an image. Fully transparent pixels become 0, the background, whatever their hidden colour. Where
 * everything that can be seen is black, as in a drawing on a transparent layer, what can be seen becomes the largest value, or it could
 * not be told from the background.
 */
final class Transparency {

	private static final int OPAQUE = 0xFF000000, COLOR = 0xFFFFFF;

	private Transparency() {}

	/**
	 * Changes values in place.
	 *
	 * @param channels of each pixel
	 * @param alpha 0 where a pixel is fully transparent
	 * @param most the value that what can be seen gets where all of it is black
	 */
	static void clear(final float[][] channels, final float[] alpha, final float most) {
		boolean hidden = false, black = true;
		for (int i = 0; i < alpha.length; i++)
			if (alpha[i] == 0) {
				hidden = true;
				for (final float[] channel : channels)
					channel[i] = 0;
			}
			else for (final float[] channel : channels)
				black &= channel[i] == 0;
		if (!hidden || !black) return;
		for (int i = 0; i < alpha.length; i++)
			if (alpha[i] != 0) for (final float[] channel : channels)
				channel[i] = most;
	}

	/** The image without opacity: grey of 8 or 16 bits, indexed, or RGB of 8 bits. */
	static BufferedImage removed(final BufferedImage image) {
		if (!image.getColorModel().hasAlpha()) return image;
		if (image.getColorModel() instanceof final IndexColorModel colors) {
			// index 0 is the background anyway
			for (int i = 0; i < colors.getMapSize(); i++)
				if (colors.getAlpha(i) == 0 != (i == 0)) return colors(image);
			return image;
		}
		return image.getRaster().getNumBands() == 2 ? grey(image) : colors(image);
	}

	private static BufferedImage grey(final BufferedImage image) {
		final int w = image.getWidth(), h = image.getHeight();
		final boolean wide = image.getColorModel().getComponentSize(0) > 8;
		final Raster raster = image.getRaster();
		final float[][] values = { raster.getSamples(0, 0, w, h, 0, (float[]) null) };
		clear(values, raster.getSamples(0, 0, w, h, 1, (float[]) null), wide ? 65535 : 255);
		final BufferedImage grey = new BufferedImage(w, h, wide ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
		grey.getRaster().setSamples(0, 0, w, h, 0, values[0]);
		return grey;
	}

	private static BufferedImage colors(final BufferedImage image) {
		final int w = image.getWidth(), h = image.getHeight();
		final int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
		boolean hidden = false, black = true;
		for (int i = 0; i < pixels.length; i++)
			if ((pixels[i] & OPAQUE) == 0) {
				hidden = true;
				pixels[i] = 0;
			}
			else black &= (pixels[i] & COLOR) == 0;
		if (hidden && black) for (int i = 0; i < pixels.length; i++)
			if (pixels[i] != 0) pixels[i] = OPAQUE | COLOR;
		final BufferedImage plain = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
		plain.setRGB(0, 0, w, h, pixels, 0, w);
		return plain;
	}
}
