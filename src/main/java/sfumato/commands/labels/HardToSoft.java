package sfumato.commands.labels;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.RaterValueInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.images.ImagePlusMaps;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Converts a label map to a one-hot probability map; the API's {@link ProbabilityMap#oneHot}. */
@Plugin(type = Command.class, headless = true, description = "Converts a label map to a one-hot probability map.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Hard to Soft...", weight = 120) })
public class HardToSoft extends BaseCommand {

	@Parameter(label = "Label map", style = ImageRole.ACTIVE, persist = false, autoFill = false, description = "label map, 0 is background, or binary mask 0/255")
	private ImagePlus image;

	@Inputs(without = "missing", texts = @Inputs.Text(of = "foreground",
		description = "foreground value of a binary mask, e.g. 255; 0 detects it"))
	private final RaterValueInputs values = new RaterValueInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Soft labels", description = "probability map, one channel per class")
	private ImagePlus soft;

	@Override
	protected void execute(final Progress progress) {
		final RandomAccessibleInterval<? extends RealType<?>> pixels = ImagePlusMaps.image(image);
		final int last = pixels.numDimensions() - 1;
		if (pixels.dimension(last) > 1) throw new UserException(LabelsMenuMessages.labelMapChannels(Excerpt.of(image.getTitle()),
			pixels.dimension(last)));
		final HardRaters labels = HardRaters.of(List.of("\"" + image.getTitle() + "\""), List.of(Views.hyperSlice(pixels,
			last, 0)), values.classes(), values.foreground());
		labels.notes().forEach(note -> progress.log(label() + ": " + note));
		soft = ImagePlusMaps.toImagePlus(labels.oneHot(0), image.getShortTitle() +
			"-soft", StackGeometry.of(image));
	}
}
