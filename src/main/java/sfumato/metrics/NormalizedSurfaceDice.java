package sfumato.metrics;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * Normalized surface Dice: the share of both surfaces that is within a tolerance of the other. With a tolerance of what raters differ
 * by, it asks which part of the outline a person would have to correct. Two empty masks score 1, one empty mask 0.
 * <p>
 * Nikolov et al., Clinically applicable segmentation of head and neck anatomy, JMIR 23 (2021); theirs weighs surface elements by
 * their area, here every surface pixel counts the same.
 */
@Plugin(type = SegmentationMetric.class, name = "surface-dice",
	description = "Share of both surfaces within a tolerance (in the image's unit) of the other, in percent.")
public final class NormalizedSurfaceDice extends SurfaceMetric {

	/** @param tolerance at least 0, in the unit of the image (pixels if it has none); default 1 */
	public record Options(double tolerance) {

		public Options {
			if (!(tolerance >= 0)) throw new IllegalArgumentException("tolerance is " + tolerance + " but must be 0 or more.");
		}

		public Options() {
			this(1);
		}
	}

	private final Options options;

	public NormalizedSurfaceDice() {
		this(new Options());
	}

	public NormalizedSurfaceDice(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	double score(final SurfaceDistances d) {
		// distances are kept in 32 bits, in which 0.3 is larger than 0.3
		return d.bothEmpty() ? 1 : d.stream().map(v -> v <= (float) options.tolerance() ? 1 : 0).average().orElseThrow();
	}

	@Override
	double ofOneEmpty(final Comparison images) {
		return 0;
	}

	@Override
	public String column() {
		return "NSD";
	}
}
