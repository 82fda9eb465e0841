package sfumato.plots;

import java.awt.Color;

import ij.process.LUT;

/**
 * A perceptually uniform colour map from dark violet over green to bright yellow, readable in grey print and by colour-blind people.
 * Computed in Oklab (Ottosson 2020): lightness and hue are linear, and chroma is a parabola that stays within what a screen can show.
 */
public final class PerceptualLut {

	private static final double DARK = 0.22, BRIGHT = 0.95;
	private static final double FIRST_HUE = 300, LAST_HUE = 105;
	/** Minimum chroma, its position and the additional chroma elsewhere. The gamut of screens is narrowest in blue-green. */
	private static final double LEAST_CHROMA = 0.093, LEAST_AT = 0.45, MORE_CHROMA = 0.11;

	private static final double DIVERGING_DARK = 0.5, DIVERGING_CHROMA = 0.13, BELOW_HUE = 255, ABOVE_HUE = 50;

	private PerceptualLut() {}

	/** Returns the colour at a fraction from 0 (dark) to 1 (bright). Values outside are clipped. */
	public static Color at(final double fraction) {
		final double t = Math.min(1, Math.max(0, fraction));
		final double lightness = DARK + (BRIGHT - DARK) * t;
		final double hue = Math.toRadians(FIRST_HUE + (LAST_HUE - FIRST_HUE) * t);
		final double chroma = LEAST_CHROMA + MORE_CHROMA * (t - LEAST_AT) * (t - LEAST_AT);
		final double[] rgb = linear(lightness, chroma, hue);
		return new Color(gamma(rgb[0]), gamma(rgb[1]), gamma(rgb[2]));
	}

	/** Returns a lookup table of 256 colours for images. */
	public static LUT lut() {
		final byte[][] rgb = new byte[3][256];
		for (int i = 0; i < 256; i++) {
			final Color c = at(i / 255.0);
			rgb[0][i] = (byte) c.getRed();
			rgb[1][i] = (byte) c.getGreen();
			rgb[2][i] = (byte) c.getBlue();
		}
		return new LUT(rgb[0], rgb[1], rgb[2]);
	}

	/**
	 * Returns a diverging lookup table of 256 colours: blue below the centre, light grey at the centre, orange above, with equal lightness on
	 * both sides.
	 */
	public static LUT diverging() {
		final byte[][] rgb = new byte[3][256];
		for (int i = 0; i < 256; i++) {
			// both 127 and 128 are the middle's neighbours
			final double t = (i - 127.5) / 127.5, far = Math.abs(t);
			final double[] c = linear(BRIGHT - (BRIGHT - DIVERGING_DARK) * far, DIVERGING_CHROMA * far, Math.toRadians(t < 0 ? BELOW_HUE
				: ABOVE_HUE));
			for (int s = 0; s < 3; s++)
				rgb[s][i] = (byte) gamma(c[s]);
		}
		return new LUT(rgb[0], rgb[1], rgb[2]);
	}

	/** Converts Oklab to linear sRGB. */
	private static double[] linear(final double lightness, final double chroma, final double hue) {
		final double a = chroma * Math.cos(hue), b = chroma * Math.sin(hue);
		final double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
		final double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
		final double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
		return new double[] { 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m -
			0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s };
	}

	private static int gamma(final double v) {
		final double c = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
		return (int) Math.round(255 * Math.min(1, Math.max(0, c)));
	}
}
