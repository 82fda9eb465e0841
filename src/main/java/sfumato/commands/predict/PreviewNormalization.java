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
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.normalization.GreyHistogram;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.Normalization;
import sfumato.files.StackPlanes;
import sfumato.methods.Methods;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.plots.NormalizationPicture;
import sfumato.prediction.PlaneSource;
import sfumato.prediction.PlaneValues;
import sfumato.prediction.StackSource;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Shows what a model's network would see of an image; the API's {@link NormalizationPicture}. */
@Plugin(type = Command.class, headless = true, description = "Shows what a model's normalization makes of an image.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Predict", weight = 3),
	@Menu(label = "Preview Normalization...", weight = 303) })
public class PreviewNormalization extends BaseCommand {

	/** Few enough that whole numbers of 8 bits leave no gaps. */
	private static final int BINS = 100;

	@Parameter(label = "Image", persist = false, description = "the raw image; of a stack the plane that is shown is drawn")
	private ImagePlus image;

	@Inputs
	private final ModelInput model = new ModelInput();

	@Parameter(type = ItemIO.OUTPUT, label = "Normalization",
		description = "the image before and after, and the histogram of its grey values")
	private ImagePlus picture;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Path folder = model.path();
		final ModelDescription description = ModelFolder.readDescription(folder);
		final PlaneSource source = new StackSource(new StackPlanes(image, description.input().channels()));
		if (source.channels() != description.input().channels()) throw new UserException("The image has " + source
			.channels() + " channels but the model \"" + description.name() + "\" takes " + description.input().channels() + ".");
		ModelInput.warn(folder, image, 0, progress);
		final PlaneValues values = new PlaneValues(source, progress);
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
