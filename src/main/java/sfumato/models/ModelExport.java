package sfumato.models;

import java.io.IOException;
import java.nio.file.Path;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.engine.TensorDevice;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * A way to write a model for other programs, e.g. {@code safetensors}. Implementations are immutable.
 */
public interface ModelExport extends SciJavaPlugin {

	/**
	 * Writes a model, runs what was written if this process can, and says in the log what the export lacks of the model.
	 * <p>
	 * Called on the engine's thread. What throws leaves nothing: the folder is moved to its place afterwards.
	 *
	 * @param model with its description, its weights and, maybe, its recalibration; {@link Model#graph()} is the network, of
	 *          which {@code graph().only("main")} is what predicts
	 * @param device where tensors are made
	 * @param folder exists and is empty; {@code export.json}, which says what was exported, is added by the caller
	 * @throws IOException if a file cannot be written
	 * @throws UserException in a sentence, if the model cannot be written this way
	 */
	void export(Model model, TensorDevice device, Path folder, Progress progress) throws IOException;
}
