package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** How often and how cases are drawn for intervals. */
public final class BootstrapInputs {

	@Parameter(label = "Bootstrap resamples", persist = false, required = false,
		description = "number of bootstrap resamples for confidence intervals")
	private Integer resamples;

	@Parameter(label = "Seed", persist = false, required = false, description = "random seed of the bootstrap")
	private Long seed = 0L;

	/**
	 * Creates the inputs.
	 *
	 * @param resamples default number of bootstrap resamples
	 */
	public BootstrapInputs(final int resamples) {
		this.resamples = resamples;
	}

	/** Returns the number of bootstrap resamples. */
	public int resamples() {
		return resamples;
	}

	/** Returns the random seed. Equal seeds draw equal resamples. */
	public long seed() {
		return seed;
	}
}
