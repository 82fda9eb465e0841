package sfumato.data.simulation;

import java.util.Random;

/**
 * A bright object of a phantom: an ellipse with a wavy outline whose border is sharp on one side and blurred on the other, so that
 * several outlines there are equally valid.
 *
 * @param x centre
 * @param y centre
 * @param radius mean radius in pixels
 * @param brightness in (0, 1]
 * @param elongation long axis over mean radius, at least 1
 * @param angle of the long axis
 * @param waves cosine and sine amplitudes of the outline's waves, relative to the radius, from two waves around upwards
 * @param softness mean length in pixels over which the border fades
 * @param softSide direction in which it fades most
 */
record Blob(double x, double y, double radius, double brightness, double elongation, double angle, double[] waves,
	double softness, double softSide)
{

	/** Draws an object of about the given radius at a given place. */
	static Blob random(final double x, final double y, final double radius, final Random random) {
		final double[] waves = new double[6];
		for (int k = 0; k < waves.length; k++)
			waves[k] = 0.09 * random.nextGaussian() / (1 + k / 2);
		return new Blob(x, y, radius, 0.38 + 0.62 * random.nextDouble(), 1 + 0.35 * random.nextDouble(), Math.PI * random
			.nextDouble(), waves, radius * (0.07 + 0.08 * random.nextDouble()), 2 * Math.PI * random.nextDouble());
	}

	/** Whether a point is so far away that the object neither shines nor is drawn there. */
	boolean isFar(final double px, final double py) {
		return Math.abs(px - x) > 4 * radius || Math.abs(py - y) > 4 * radius;
	}

	/** How many pixels a point lies inside the outline; negative outside. */
	double depth(final double px, final double py) {
		final double dx = px - x, dy = py - y;
		final double c = StrictMath.cos(angle), s = StrictMath.sin(angle);
		final double a = (c * dx + s * dy) / elongation, b = (c * dy - s * dx) * elongation;
		final double theta = StrictMath.atan2(b, a);
		double r = radius;
		for (int k = 0; k < waves.length; k += 2)
			r += radius * (waves[k] * StrictMath.cos((k / 2 + 2) * theta) + waves[k + 1] * StrictMath.sin((k / 2 + 2) *
				theta));
		return r - Math.sqrt(a * a + b * b);
	}

	/** The length in pixels over which the border at this side of the object fades. */
	double fading(final double px, final double py) {
		final double side = StrictMath.cos(StrictMath.atan2(py - y, px - x) - softSide);
		return Math.max(0.5, softness * (1 + 0.85 * side));
	}

	/** Brightness at a point: from {@link #brightness} inside over half of it at the outline to 0. */
	double light(final double px, final double py) {
		if (isFar(px, py)) return 0;
		return brightness / (1 + StrictMath.exp(-depth(px, py) / fading(px, py)));
	}
}
