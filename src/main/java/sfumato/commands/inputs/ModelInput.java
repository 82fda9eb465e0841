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

	/** Whether one was named, where it may be left out. */
	public boolean isGiven() {
		return model != null;
	}

	/** The folder, or null. */
	public File folder() {
		return model;
	}

	/** The folder. */
	public Path path() {
		return model.toPath();
	}

	/** The folders of one model, or of several. */
	public List<Path> folders() {
		return folders(model);
	}

	/** The folders of one model, or of several separated by semicolons. */
	public static List<Path> folders(final File model) {
		return Arrays.stream(model.getPath().split(";")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
	}

	/** The models themselves. */
	public Model[] models() throws IOException {
		final List<Model> models = new ArrayList<>();
		for (final Path folder : folders())
			models.add(Model.open(folder));
		return models.toArray(Model[]::new);
	}
}
