package sfumato.commands.labels;

import java.util.OptionalInt;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ImageRole;
import sfumato.dialogs.MethodWidget;
import sfumato.images.ImagePlusMaps;
import sfumato.images.MapImages;
import sfumato.images.StackGeometry;
import sfumato.labels.LabelSmoothing;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.progress.Progress;

/** Applies label smoothing to a label map; the API's {@link LabelSmoothing#apply(ProbabilityMap)}. */
@Plugin(type = Command.class, headless = true, description = "Smooths the labels of a single rater (label smoothing).",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Smooth Labels...", weight = 122) })
public class SmoothLabels extends BaseCommand {

	@Parameter(label = "Label map", style = ImageRole.ACTIVE, persist = false, autoFill = false,
		description = "label map, 0 is background, or binary mask 0/255, or probabilities 0 and 1")
	private ImagePlus image;

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.labels.LabelSmoothing", persist = false, required = false,
		description = "label smoothing: boundary(epsilon: 0.5, width: 3), everywhere(epsilon: 0.1) or none")
	private String method = "boundary(epsilon: 0.5, width: 3)";

	@Parameter(type = ItemIO.OUTPUT, label = "Soft labels", description = "probability map, one channel per class")
	private ImagePlus smoothed;

	@Override
	protected void execute(final Progress progress) {
		final LabelSmoothing smoothing = Methods.of(LabelSmoothing.class).create(method);
		final ProbabilityMap hard = MapImages.read(image, OptionalInt.empty(), progress);
		smoothed = ImagePlusMaps.toImagePlus(smoothing.apply(hard), image.getShortTitle() + "-smoothed", StackGeometry.of(
			image));
	}
}
