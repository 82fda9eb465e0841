package sfumato.commands.predict;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.normalization.GreyHistogram;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.GreyValues;
import sfumato.data.normalization.Normalization;
import sfumato.files.StackPlanes;
import sfumato.images.ModelWarnings;
import sfumato.methods.Methods;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.planes.PlaneSource;
import sfumato.plots.NormalizationPicture;
import sfumato.prediction.PredictionMessages;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Shows an image before and after a model's normalization; the API's {@link NormalizationPicture}. */
@Plugin(type = Command.class, headless = true, description = "Shows an image before and after a model's normalization.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Preview Normalization...", weight = 303) })
public class PreviewNormalization extends BaseCommand {

	/** Number of histogram bins: few enough that 8-bit values leave no gaps. */
	private static final int BINS = 100;

	@Parameter(label = "Image", style = ImageRole.ACTIVE, persist = false, autoFill = false, description = "raw image; of a stack, the current plane")
	private ImagePlus image;

	@Inputs
	private final ModelInput model = new ModelInput();

	@Parameter(type = ItemIO.OUTPUT, label = "Normalization",
		description = "image before and after normalization, and the histogram of grey values")
	private ImagePlus picture;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Path folder = model.path();
		final ModelDescription description = ModelFolder.readDescription(folder);
		final PlaneSource source = new StackPlanes(image, description.input().channels());
		if (source.channels() != description.input().channels()) throw new
			UserException(PredictionMessages.imageChannels(source.channels(), Excerpt.of(description.name()),
			description.input().channels()));
		ModelWarnings.ofImage(folder, image, progress);
		ModelWarnings.ofTiles(folder, 0, Math.max(image.getWidth(), image.getHeight()), progress);
		final GreyValues values = GreyValues.of(source, progress);
		final GreyMapping mapping = Methods.of(Normalization.class).create(description.input().normalization()).mapping(values);
		final GreyHistogram[] histograms = GreyHistogram.of(values, BINS);
		final int w = source.width(), h = source.height();
		final float[] plane = new float[w * h * source.channels()];
		source.read((long) image.getNSlices() * (image.getFrame() - 1) + image.getSlice() - 1, 0, h, FloatBuffer.wrap(plane));
		final List<NormalizationPicture.Channel> channels = new ArrayList<>();
		for (int c = 0; c < source.channels(); c++)
			channels.add(new NormalizationPicture.Channel(new FloatProcessor(w, h, java.util.Arrays.copyOfRange(plane, c * w * h, (c +
				1) * w * h)), histograms[c], mapping.lines().get(c)));
		picture = NormalizationPicture.draw(image.getShortTitle() + "-normalization", channels);
	}
}
