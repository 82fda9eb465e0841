package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.scijava.plugin.Parameter;


import sfumato.api.Model;

/** The folder of a model, or of several. */
public final class ModelInput {

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "model folder, as written by Train Network...")
	private File model;

	/** Whether a model was given. */
	public boolean isGiven() {
		return model != null;
	}

	/** Returns the folder of the model; null if none was given. */
	public File folder() {
		return model;
	}

	/** Returns the folder of the model. */
	public Path path() {
		return model.toPath();
	}

	/** Returns the folders of one model or of an ensemble. */
	public List<Path> folders() {
		return folders(model);
	}

	/** Splits the folders of an ensemble at semicolons. */
	public static List<Path> folders(final File model) {
		return Arrays.stream(model.getPath().split(";")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
	}

	/** Reads the models. */
	public Model[] models() throws IOException {
		final List<Model> models = new ArrayList<>();
		for (final Path folder : folders())
			models.add(Model.open(folder));
		return models.toArray(Model[]::new);
	}
}
