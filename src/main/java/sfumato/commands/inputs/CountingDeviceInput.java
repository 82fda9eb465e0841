package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

/** Where pixels are counted, which needs no tensor engine. */
public final class CountingDeviceInput {

	@Parameter(label = "Device", choices = { "cpu", "auto", "gpu" }, persist = false, required = false,
		description = "where pixels are counted: cpu needs no tensor engine; auto takes a GPU if the engine has one")
	private String device = "cpu";

	/** Returns the name of the device. */
	public String device() {
		return device;
	}
}
