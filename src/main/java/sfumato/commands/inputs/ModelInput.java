package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.api.Model;
import sfumato.models.ModelFit;
import sfumato.prediction.PredictionOutput;
import sfumato.progress.Progress;

/** What the commands that predict have in common: which models, and what of them. */
public final class ModelInput {

	private ModelInput() {}

	/** The folders of one model, or of several separated by semicolons. */
	public static List<Path> folders(final File model) {
		return Arrays.stream(model.getPath().split(";")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
	}

	/** The models themselves. */
	public static Model[] models(final File model) throws IOException {
		final List<Model> models = new ArrayList<>();
		for (final Path folder : folders(model))
			models.add(Model.open(folder));
		return models.toArray(Model[]::new);
	}

	/** What {@code show} and {@code uncertainty} ask for. */
	public static Set<PredictionOutput> products(final String show, final boolean uncertainty) {
		return PredictionOutput.of(show, uncertainty);
	}

	/** Says in the log what is different between an image and those that a model was trained on. */
	public static void warn(final Path model, final ImagePlus image, final int tile, final Progress progress) throws IOException {
		final Calibration c = image.getCalibration();
		ModelFit.differences(model, image.getTitle(), new double[] { c.pixelWidth, c.pixelHeight }, c.getUnit(), image
			.getBitDepth() == 24 ? 8 : image.getBitDepth()).forEach(difference -> progress.log("Warning: " + difference));
		ModelFit.tileAdvice(model, tile, Math.max(image.getWidth(), image.getHeight())).ifPresent(advice -> progress.log("Warning: " +
			advice));
	}
}
