package sfumato.data.simulation;

import java.util.Random;

/**
 * A smooth random function of the plane with mean 0 and variance 1: a sum of waves of random direction, length and phase.
 */
final class SmoothField {

	private static final int WAVES = 16;

	private final double[] u = new double[WAVES];
	private final double[] v = new double[WAVES];
	private final double[] phase = new double[WAVES];

	/**
	 * @param wavelength mean length of the waves in pixels
	 * @param random for directions, lengths and phases
	 */
	SmoothField(final double wavelength, final Random random) {
		for (int k = 0; k < WAVES; k++) {
			// one wave per sector, or a few of them would make stripes
			final double direction = Math.PI * (k + random.nextDouble()) / WAVES;
			final double frequency = 2 * Math.PI / (wavelength * (0.6 + 0.8 * random.nextDouble()));
			u[k] = frequency * StrictMath.cos(direction);
			v[k] = frequency * StrictMath.sin(direction);
			phase[k] = 2 * Math.PI * random.nextDouble();
		}
	}

	double at(final double x, final double y) {
		double sum = 0;
		for (int k = 0; k < WAVES; k++)
			sum += StrictMath.cos(u[k] * x + v[k] * y + phase[k]);
		return sum * Math.sqrt(2.0 / WAVES);
	}
}
