package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.Computation;
import sfumato.engine.Precision;
import sfumato.jobs.Compute;

/** What a job computes with. */
public final class ComputeInputs {

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "of convolutions: 32-bit, bfloat16 (faster where the hardware has it), or auto, which times both")
	private String precision = "fp32";

	/** Gives it to a computation of the API. */
	public <C extends Computation<C>> C of(final C computation) {
		return computation.device(device).threads(threads).precision(precision);
	}

	/** All of it. */
	public Compute compute() {
		return new Compute(device, threads, Precision.of(precision));
	}
}
