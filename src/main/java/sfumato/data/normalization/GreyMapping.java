package sfumato.data.normalization;

import java.util.List;

/**
 * A linear map of grey values per channel, which a {@link Normalization} fits to one image.
 *
 * @param lines one per channel
 */
public record GreyMapping(List<Line> lines) {

	/**
	 * (value − low) · (one − zero) / (high − low) + zero: {@code low} becomes {@code zero} and {@code high} becomes {@code one}.
	 *
	 * @param low where the window of grey values begins
	 * @param high where it ends; if that is not above low, all values become {@code zero}
	 * @param clipped whether values outside of the window become its ends
	 */
	public record Line(double low, double high, double zero, double one, boolean clipped) {

		/** Maps some values in place. */
		public void apply(final float[] values, final int from, final int to) {
			final double factor = high > low ? (one - zero) / (high - low) : 0;
			for (int i = from; i < to; i++) {
				final double v = (values[i] - low) * factor + zero;
				values[i] = (float) (clipped ? Math.max(zero, Math.min(one, v)) : v);
			}
		}
	}

	public GreyMapping {
		lines = List.copyOf(lines);
	}

	/** Maps a piece of the image in place, its channels one after the other and equally long. */
	public void apply(final float[] piece) {
		final int n = piece.length / lines.size();
		for (int c = 0; c < lines.size(); c++)
			lines.get(c).apply(piece, c * n, (c + 1) * n);
	}
}
