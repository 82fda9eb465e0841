package sfumato.calibration;

import sfumato.labels.PixelBlocks;

/**
 * A yes/no event of a pixel, e.g. "the pixel is of class c", with its predicted probability. Arrays hold class c of pixel i at c·n +
 * i.
 */
interface BinaryEvent {

	/** The probability of yes. */
	float probability(float[] prediction, int n, int i);

	/** The outcome: 1 if the event is true in the reference, else 0. */
	int outcome(float[] prediction, float[] reference, int n, int i);

	/** Is the most probable class the right one? */
	BinaryEvent TOP_LABEL = new BinaryEvent() {

		@Override
		public float probability(final float[] p, final int n, final int i) {
			float most = p[i];
			for (int at = n + i; at < p.length; at += n)
				most = Math.max(most, p[at]);
			return most;
		}

		@Override
		public int outcome(final float[] p, final float[] r, final int n, final int i) {
			if (p.length == 2 * n) {
				// most images have two classes; without branches this is several times as fast
				final int predicted = p[n + i] > p[i] ? 1 : 0, real = r[n + i] > r[i] ? 1 : 0;
				return 1 - (predicted ^ real);
			}
			return PixelBlocks.argMax(p, n, i) == PixelBlocks.argMax(r, n, i) ? 1 : 0;
		}
	};

	/** Is it anything but background? */
	BinaryEvent FOREGROUND = new BinaryEvent() {

		@Override
		public float probability(final float[] p, final int n, final int i) {
			double sum = 0;
			for (int at = n + i; at < p.length; at += n)
				sum += p[at];
			return (float) Math.min(1, sum);
		}

		@Override
		public int outcome(final float[] p, final float[] r, final int n, final int i) {
			return PixelBlocks.argMax(r, n, i) > 0 ? 1 : 0;
		}
	};

	/**
	 * Is it of class c?
	 *
	 * @param found whether it must also be predicted as such, as the authors' code has it
	 */
	static BinaryEvent ofClass(final int c, final boolean found) {
		return new BinaryEvent() {

			@Override
			public float probability(final float[] p, final int n, final int i) {
				return p[c * n + i];
			}

			@Override
			public int outcome(final float[] p, final float[] r, final int n, final int i) {
				return PixelBlocks.argMax(r, n, i) == c && (!found || PixelBlocks.argMax(p, n, i) == c) ? 1 : 0;
			}
		};
	}
}
