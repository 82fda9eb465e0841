package sfumato.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.output.NewFile;
import sfumato.text.UserException;

/**
 * Writes networks as ONNX files (opset 17), for ONNX Runtime in Python, Java, C++ or a browser, and programs built on it.
 *
 * <table>
 * <caption>What a file takes and gives</caption>
 * <tr><td>input {@value #INPUT}</td><td>(batch, channels, height, width), 32-bit, normalized; height and width multiples of
 * {@link NetworkGraph#sizeMultiple()}, any number of images</td></tr>
 * <tr><td>output {@value #PROBABILITIES}</td><td>(batch, classes, height, width), 32-bit; adds up to 1 in every
 * pixel</td></tr>
 * <tr><td>output {@value #LOGITS}</td><td>only if asked for: what the softmax gets</td></tr>
 * </table>
 *
 * Sizes are free: a file does not depend on the size of any image. The auxiliary head, which only training uses, stays out.
 */
public final class Onnx {

	/** Name of the input image. */
	public static final String INPUT = "input";
	/** Name of the output with probabilities. */
	public static final String PROBABILITIES = "probabilities";
	/** Name of the output with logits. */
	public static final String LOGITS = "logits";
	/** Version of the operator set (opset) of the files. */
	public static final int OPSET = 17;

	/** Version of the file format that belongs to the opset. */
	private static final int IR_VERSION = 8;
	/** Maximum file size of readers of protocol buffers, in bytes. */
	private static final long LIMIT = Integer.MAX_VALUE;

	private Onnx() {}

	/**
	 * Writes a network with its weights. An existing file stays until the new one is complete.
	 *
	 * @param graph a network with an output {@code main}
	 * @param weights every parameter that this output needs; others are ignored
	 * @param logits whether the file has an output for logits, too
	 * @param notes further metadata of the file
	 * @throws UserException if a tensor is missing or has another shape, with its name, or if the network exceeds the maximum file size
	 * @throws IOException if the file cannot be written
	 */
	public static void write(final Path file, final NetworkGraph graph, final Map<String, Tensor> weights,
		final boolean logits, final Map<String, String> notes) throws IOException
	{
		final ProtoMessage model = model(graph, weights, logits, notes);
		if (model.size() > LIMIT) throw new UserException(ExportMessages.onnxTooLarge(model.size() >> 20));
		NewFile.write(file, fresh -> {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
				model.writeTo(out);
			}
		});
	}

	static ProtoMessage model(final NetworkGraph graph, final Map<String, Tensor> weights, final boolean logits,
		final Map<String, String> notes)
	{
		final OnnxGraph onnx = new OnnxGraph(graph.only("main"), weights);
		onnx.probabilities(PROBABILITIES);
		if (logits) onnx.logits(LOGITS);
		final ProtoMessage model = new ProtoMessage().integer(1, IR_VERSION).text(2, "Sfumato").message(8, new ProtoMessage()
			.text(1, "").integer(2, OPSET)).message(7, onnx.message());
		notes.forEach((key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
		return model;
	}
}
