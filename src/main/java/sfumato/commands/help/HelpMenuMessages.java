package sfumato.commands.help;

/** Messages about the commands of the menu Help. */
public final class HelpMenuMessages {

	private HelpMenuMessages() {}

	static String noModelNamed(final String label) {
		return label + ": no model is named and no image is open that Sfumato made, so this is about Sfumato alone.";
	}

	static String modelIsGone(final String label, final Object folder) {
		return label + ": the model \"" + folder + "\" of the image is not there any more.";
	}

	static String modelHasChanged(final String label, final Object folder) {
		return label + ": the model \"" + folder + "\" has changed since it made the image, so nothing is said of it.";
	}

	public static String wrongDevice() {
		return "Something is wrong: this device does not compute what it should; use another one (device=cpu) and send " +
			"this text to the developers.";
	}

	public static String usesGpu() {
		return "All is well; training and prediction use the GPU.";
	}

	public static String usesProcessor() {
		return "All is well; training and prediction use the processor, because there is no NVIDIA GPU with a driver.";
	}

	public static String oldDriver() {
		return "The library is for GPUs but cannot use the one that is there; update NVIDIA's driver.";
	}

	public static String unusedGpu() {
		return "There is a GPU that is not used; Plugins > Sfumato > Models > Install GPU Engine... installs the library " +
			"for it.";
	}
}
