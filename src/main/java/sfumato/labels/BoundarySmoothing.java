package sfumato.labels;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Boundary label smoothing: only pixels at a boundary between classes are smoothed, {@code boundary(epsilon: 0.5, width: 3)}. There
 * raters disagree; everywhere else labels stay certain.
 * <p>
 * A pixel is at a boundary if its window of width × width pixels holds another class; see {@link LabelBoundary}. With the
 * defaults and two classes, boundary pixels become 0.75 / 0.25. This is how the Dice-semimetric-loss authors' code smooths
 * (their paper, MICCAI 2023, gives no ε).
 *
 * <pre>{@code
 * OneRow.foreground(new BoundarySmoothing().apply(OneRow.labels("0011"))) // [0, 0.25, 0.75, 1]
 * }</pre>
 */
@Plugin(type = LabelSmoothing.class, name = "boundary",
	description = "Boundary label smoothing: spreads a share epsilon evenly over the classes, at pixels near a class boundary.")
public final class BoundarySmoothing extends Configured<BoundarySmoothing.Options> implements LabelSmoothing {

	/**
	 * @param epsilon the share of certainty that boundary pixels spread evenly over all classes, in [0, 1]
	 * @param width the side of the window in pixels: odd, at least 3
	 */
	public record Options(double epsilon, int width) {

		public Options {
			HardLabels.checkEpsilon(epsilon);
			LabelBoundary.checkWidth(width);
		}

		public Options() {
			this(0.5, 3);
		}
	}

	public BoundarySmoothing() {
		this(new Options());
	}

	public BoundarySmoothing(final Options options) {
		super(options);
	}

	@Override
	public void apply(final float[] target, final float[] mask, final int classes, final int width, final int height) {
		final int[] labels = HardLabels.read(target, mask, classes, width, height);
		final boolean[] boundary = LabelBoundary.of(labels, width, height, options.width());
		for (int i = 0; i < labels.length; i++)
			if (boundary[i]) HardLabels.soften(target, labels[i], classes, labels.length, i, options.epsilon());
	}
}
