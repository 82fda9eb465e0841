package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.models.ModelFit;
import sfumato.prediction.PredictionOutput;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** What the commands that predict have in common: which models, and what of them. */
public final class ModelInput {

	private ModelInput() {}

	/** The folders of one model, or of several separated by semicolons. */
	public static List<Path> folders(final File model) {
		return Arrays.stream(model.getPath().split(";")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
	}

	/** What {@code show} and {@code uncertainty} ask for. */
	public static Set<PredictionOutput> products(final String show, final boolean uncertainty) {
		final String what = show.toLowerCase(Locale.ROOT);
		if (!what.matches("probabilities|labels|both")) throw new UserException(
			"show must be probabilities, labels or both, but is \"" + show + "\".");
		final Set<PredictionOutput> products = EnumSet.noneOf(PredictionOutput.class);
		if (!what.equals("labels")) products.add(PredictionOutput.PROBABILITIES);
		if (!what.equals("probabilities")) products.add(PredictionOutput.LABELS);
		if (uncertainty) products.add(PredictionOutput.UNCERTAINTY);
		return products;
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
