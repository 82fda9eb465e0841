package sfumato.labels;

import org.scijava.plugin.Plugin;

import sfumato.methods.Configured;

/**
 * Uniform label smoothing of every pixel: {@code everywhere(epsilon: 0.1)}. With two classes and ε = 0.1, 1 becomes 0.95 and 0 becomes
 * 0.05. This is label smoothing as Szegedy et al. (Rethinking the Inception architecture, CVPR 2016) gave it; it says nothing about
 * where raters would disagree, {@link BoundarySmoothing} does.
 *
 * <pre>
 * y_c → (1 − ε) y_c + ε / C
 * </pre>
 *
 * <pre>{@code
 * OneRow.foreground(new UniformSmoothing().apply(OneRow.labels("0011"))) // [0.05, 0.05, 0.95, 0.95]
 * }</pre>
 */
@Plugin(type = LabelSmoothing.class, name = "everywhere",
	description = "Uniform label smoothing: spreads a share epsilon evenly over the classes, at every pixel.")
public final class UniformSmoothing extends Configured<UniformSmoothing.Options> implements LabelSmoothing {

	/**
	 * @param epsilon the share of certainty that is spread evenly over all classes, in [0, 1]
	 */
	public record Options(double epsilon) {

		public Options {
			HardLabels.checkEpsilon(epsilon);
		}

		public Options() {
			this(0.1);
		}
	}

	public UniformSmoothing() {
		this(new Options());
	}

	public UniformSmoothing(final Options options) {
		super(options);
	}

	@Override
	public void apply(final float[] target, final float[] mask, final int classes, final int width, final int height) {
		final int[] labels = HardLabels.read(target, mask, classes, width, height);
		for (int i = 0; i < labels.length; i++)
			if (labels[i] != HardLabels.IGNORED) HardLabels.soften(target, labels[i], classes, labels.length, i, options
				.epsilon());
	}
}
