package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** How often and how cases are drawn for intervals. */
public final class BootstrapInputs {

	@Parameter(label = "Bootstrap resamples", persist = false, required = false,
		description = "number of bootstrap resamples for confidence intervals")
	private Integer resamples;

	@Parameter(label = "Seed", persist = false, required = false, description = "random seed of the bootstrap")
	private Long seed = 0L;

	/** @param resamples the default */
	public BootstrapInputs(final int resamples) {
		this.resamples = resamples;
	}

	/** How often. */
	public int resamples() {
		return resamples;
	}

	/** Equal ones draw the same. */
	public long seed() {
		return seed;
	}
}
