package sfumato.engine;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A program that loads the PyTorch library in its own process and reports whether that succeeded. One process can load one library
 * only, and some that do not fit end it. What is to be loaded, and whether it may be downloaded, is said by DJL's own properties.
 */
public final class EngineProgram {

	private EngineProgram() {}

	/**
	 * @param args a file for the answer, properties: either {@code error}, or {@code folder}, {@code version} and {@code gpu}
	 *          (whether GPUs can be used)
	 */
	public static void main(final String[] args) throws IOException {
		final Properties answer = new Properties();
		try {
			final TensorEngine engine = TensorEngine.start(1);
			answer.setProperty("folder", engine.folder().toString());
			answer.setProperty("version", engine.version());
			answer.setProperty("gpu", Boolean.toString(engine.devices().size() > 1));
		}
		catch (final RuntimeException | LinkageError e) {
			answer.setProperty("error", String.valueOf(e.getMessage()));
		}
		try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
			answer.store(out, null);
		}
	}
}
