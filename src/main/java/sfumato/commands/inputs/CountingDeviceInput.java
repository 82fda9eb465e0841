package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.jobs.Compute;

/** Where pixels are counted, which needs no tensor engine. */
public final class CountingDeviceInput {

	@Parameter(label = "Device", choices = { "cpu", "auto", "gpu" }, persist = false, required = false,
		description = "where pixels are counted: cpu needs no tensor engine; auto takes a GPU if the engine has one")
	private String device = "cpu";

	/** Its name. */
	public String device() {
		return device;
	}

	/** Whether the tensor engine is not needed. */
	public boolean isHere() {
		return device.equals("cpu");
	}

	/** What a job that counts computes with. */
	public Compute compute() {
		return new Compute(device, 0);
	}
}
