package sfumato.export;

/** Messages about exported models. */
public final class ExportMessages {

	private ExportMessages() {}

	static String noAuthor() {
		return "The description names no author; before you publish the model, write authors and license into rdf.yaml.";
	}

	static String otherAnswer(final float exported, final float model) {
		return "The exported network answers otherwise than the model: " + exported + " where the model says " + model + ".";
	}

	static String noPng(final Object file) {
		return file + " cannot be written as PNG.";
	}

	static String onnxTooLarge(final long megabytes) {
		return "The network takes " + megabytes + " MB, but an ONNX file holds less than 2048 MB; use another format or a " +
			"narrower network.";
	}

	public static String maximumNormalization() {
		return "The model's normalization is \"maximum\", which a bioimage.io description cannot express; export it with " +
			"format=onnx, or train with another normalization.";
	}

	static String normalization(final String name) {
		return "The model's normalization, " + name + ", has no form in a bioimage.io description; export it with format=onnx.";
	}

	static String percentile(final double percentile) {
		return "The model's normalization ends at percentile " + percentile + ", but a bioimage.io description has only those " +
			"above 1; export it with format=onnx.";
	}

	public static String writing(final String file) {
		return "Writing " + file;
	}
}
