package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import ij.ImagePlus;

import sfumato.engine.Precision;
import sfumato.jobs.Compute;
import sfumato.jobs.PredictJob;
import sfumato.labels.ProbabilityMap;
import sfumato.models.ModelFolder;
import sfumato.prediction.ImageSink;
import sfumato.prediction.ImageSource;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;

/** Segments an image with a model; the API's {@link PredictJob}. */
@Plugin(type = Command.class, headless = true, description = "Segments an image with a trained model.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Predict Segmentation...", weight = 1) })
public class PredictSegmentation extends BaseCommand {

	@Parameter(label = "Image", persist = false,
		description = "the raw image; slices and frames are segmented one by one, channels are the network's channels")
	private ImagePlus image;

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "as Train Network... writes it")
	private File model;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "of convolutions: 32-bit, bfloat16 (faster where the hardware has it), or auto, which times both")
	private String precision = "fp32";

	@Parameter(label = "Tile (pixels, 0 = choose)", min = "0", persist = false, required = false,
		description = "side of a tile, a multiple of 32 for most networks; smaller tiles take less memory")
	private Integer tile = 0;

	@Parameter(label = "Recalibrate", persist = false, required = false,
		description = "whether the model's recalibration, if it has one, is applied")
	private Boolean recalibrate = true;

	@Parameter(label = "Show", choices = { "probabilities", "labels", "both" }, persist = false, required = false,
		description = "the probability of each class, the most probable class, or both")
	private String show = "probabilities";

	@Parameter(type = ItemIO.OUTPUT, label = "Labels", description = "the most probable class of each pixel")
	private ImagePlus labels;

	@Parameter(type = ItemIO.OUTPUT, label = "Probabilities", description = "probability of each class, one per channel")
	private ImagePlus probabilities;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final String what = show.toLowerCase(Locale.ROOT);
		if (!what.matches("probabilities|labels|both")) throw new IllegalArgumentException(
			"show must be probabilities, labels or both, but is \"" + show + "\".");
		final RandomAccessibleInterval<FloatType> pixels = ImagePlusMaps.floats(image);
		final ProbabilityMap map = ProbabilityMap.zeros(Arrays.copyOf(pixels.dimensionsAsLongArray(), pixels.numDimensions() - 1),
			ModelFolder.readDescription(model.toPath()).classes());
		jobs().run(new PredictJob(List.of(model.toPath()), new ImageSource(pixels), new ImageSink(map.image()),
			new PredictionSettings(tile, 0, false, recalibrate, Optional.empty()), new Compute(device, threads, Precision.of(
				precision))), progress);
		final StackGeometry geometry = StackGeometry.of(image);
		if (!what.equals("labels")) probabilities = ImagePlusMaps.toImagePlus(map, image.getShortTitle() + "-probabilities",
			geometry);
		if (!what.equals("probabilities")) labels = ImagePlusMaps.toLabelImage(map, image.getShortTitle() + "-labels",
			geometry);
	}
}
