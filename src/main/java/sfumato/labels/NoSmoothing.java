package sfumato.labels;

import org.scijava.plugin.Plugin;

/**
 * No label smoothing: {@code none}.
 *
 * <pre>{@code
 * OneRow.foreground(new NoSmoothing().apply(OneRow.labels("0011"))) // [0, 0, 1, 1]
 * }</pre>
 */
@Plugin(type = LabelSmoothing.class, name = "none", description = "No label smoothing.")
public final class NoSmoothing implements LabelSmoothing {

	@Override
	public void apply(final float[] target, final float[] mask, final int classes, final int width, final int height) {}

	@Override
	public ProbabilityMap apply(final ProbabilityMap hard) {
		return hard;
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
