package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import sfumato.labels.LabelClass;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.reports.ModelReport;

/**
 * A trained network on disk, in a folder of its own. Its description is read at once, its weights when they are needed. Immutable.
 *
 * <pre>{@code
 * Model model = Model.open("cells-unet");
 * SoftLabels predicted = sfumato.predict(image, model).run();
 * }</pre>
 */
public final class Model {

	private final Path folder;
	private final ModelDescription description;

	private Model(final Path folder, final ModelDescription description) {
		this.folder = folder;
		this.description = description;
	}

	/**
	 * A model folder, as a training writes it.
	 *
	 * @throws IOException in a sentence, if there is none, or a newer version has written it
	 */
	public static Model open(final Path folder) throws IOException {
		return new Model(folder, ModelFolder.readDescription(folder));
	}

	/** {@link #open(Path)} of a name. */
	public static Model open(final String folder) throws IOException {
		return open(Path.of(folder));
	}

	/** The folder. */
	public Path folder() {
		return folder;
	}

	/** What the model is called. */
	public String name() {
		return description.name();
	}

	/** How many channels an image must have. */
	public int channels() {
		return description.input().channels();
	}

	/** The names of the classes, background first. */
	public List<String> classNames() {
		return description.classes().stream().map(LabelClass::name).toList();
	}

	/** The text form of the network, e.g. {@code unet(encoder: resnet18d, …)}. */
	public String network() {
		return description.network();
	}

	/** Whether predictions are recalibrated. */
	public boolean isRecalibrated() {
		return description.recalibration().isPresent();
	}

	/**
	 * Everything that the folder says of the model, by name: {@code input}, {@code classes}, {@code parameters}, {@code trained on},
	 * {@code validation}, {@code SHA-256}, …; what {@code Model Info...} shows. Reads the folder.
	 */
	public Map<String, String> facts() throws IOException {
		return ModelReport.read(folder).facts();
	}

	ModelDescription description() {
		return description;
	}
}
