package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.Computation;

/** What a job computes with. */
public final class ComputeInputs {

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "device of the network; auto takes a GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = auto)", min = "0", persist = false, required = false,
		description = "number of CPU threads; 0 chooses")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "precision of convolutions: fp32 (32-bit), bf16 (bfloat16, faster on hardware that supports it), or auto, which times" +
			" both")
	private String precision = "fp32";

	/** Sets device, threads and precision of a computation of the API. */
	public <C extends Computation<C>> C of(final C computation) {
		return computation.device(device).threads(threads).precision(precision);
	}
}
