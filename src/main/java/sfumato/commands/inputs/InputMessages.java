package sfumato.commands.inputs;

/** Messages about inputs that commands have in common. */
public final class InputMessages {

	private InputMessages() {}

	static String geometryOfDataset(final Object geometry) {
		return "geometry=" + geometry + " is for open images, but a dataset is given, of which a file dataset.json in its " +
			"folder says it: {\"geometry\": \"" + geometry + "\"}.";
	}
}
