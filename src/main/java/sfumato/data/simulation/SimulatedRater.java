package sfumato.data.simulation;

import java.util.Random;

/**
 * The drawing habits of one simulated rater, equal in all images.
 *
 * @param boldness where the outline is put, in units of the border's fading: positive outlines include what is faint
 * @param shake how far the outline strays from there, in the same unit
 * @param smoothness over how many pixels the outline strays; small: detailed, large: sweeping
 * @param oversight how easily faint objects are overlooked
 */
record SimulatedRater(double boldness, double shake, double smoothness, double oversight) {

	/** Below this brightness an object may be overlooked. */
	private static final double FAINT = 0.5;
	/** How far, in pixels, the outline strays where the border is sharp. */
	private static final double HAND = 0.35;

	/**
	 * Rater r of n. Boldness is spread evenly over the raters, from timid to bold, so that the majority of any number of them
	 * lies near the true outline.
	 */
	static SimulatedRater random(final int r, final int n, final Random random) {
		final double boldness = n == 1 ? 0 : 2.0 * r / (n - 1) - 1;
		return new SimulatedRater(0.9 * boldness + 0.15 * random.nextGaussian(), 0.35 + 0.3 * random.nextDouble(), 20 + 24 *
			random.nextDouble(), 0.05 + 0.3 * random.nextDouble());
	}

	/**
	 * Draws all objects of a picture: 1 inside, 0 outside, row by row.
	 *
	 * @param errors what the rater does wrong beside
	 * @param random for the habits; it gives the same whatever the errors are
	 * @param accidents for the errors
	 */
	byte[] draw(final Phantom phantom, final RaterErrors errors, final Random random, final Random accidents) {
		final byte[] mask = new byte[phantom.width() * phantom.height()];
		for (final Blob blob : phantom.blobs()) {
			final boolean overlooked = random.nextDouble() < oversight * Math.max(0, FAINT - blob.brightness()) * 8;
			final SmoothField straying = new SmoothField(smoothness, random);
			// asked for in any case, so that raters with more errors make those of raters with fewer, too
			final boolean missed = accidents.nextDouble() < errors.missed();
			if (!overlooked && !missed) draw(blob, straying, errors, phantom, mask);
		}
		for (int n = errors.drawExtra(accidents); n > 0; n--)
			draw(phantom.imagined(accidents), new SmoothField(smoothness, accidents), errors, phantom, mask);
		return mask;
	}

	private void draw(final Blob blob, final SmoothField straying, final RaterErrors errors, final Phantom phantom,
		final byte[] mask)
	{
		for (int y = 0, i = 0; y < phantom.height(); y++)
			for (int x = 0; x < phantom.width(); x++, i++) {
				if (blob.isFar(x, y)) continue;
				final double fading = blob.fading(x, y);
				final double depth = blob.depth(x, y) + boldness * fading + errors.bias();
				final double stray = shake * fading + HAND + errors.jitter();
				final double reach = 2.2 * stray;
				// the field is costly and needed near the outline only
				if (depth > reach || depth > -reach && depth + stray * straying.at(x, y) > 0) mask[i] = 1;
			}
	}
}
