package sfumato.commands.labels;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.api.Fusion;
import sfumato.api.Raters;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.CountingDeviceInput;
import sfumato.commands.inputs.FusionInput;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.RaterAxisInputs;
import sfumato.commands.inputs.RaterValueInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.progress.Progress;

/** Fuses the label maps in a stack to a probability map; the API's {@link sfumato.api.Fusion}. */
@Plugin(type = Command.class, headless = true, description = "Fuses the labels of several raters into soft labels.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
	@Menu(label = "Fuse Raters...", weight = 101) })
public class FuseRaters extends BaseCommand {

	@Parameter(label = "Raters", style = ImageRole.ACTIVE, persist = false, autoFill = false, callback = "describe",
		description = "stack of label maps, one per rater: 0 is background, or binary masks 0/255; 32-bit: probabilities")
	private ImagePlus raters;

	@Inputs
	private final RaterAxisInputs axis = new RaterAxisInputs(() -> raters);

	@Inputs
	private final FusionInput method = new FusionInput();

	@Inputs
	private final RaterValueInputs values = new RaterValueInputs();

	@Parameter(label = "Label values", choices = { "classes", "instances" }, persist = false, required = false,
		description = "meaning of label values: classes, or instances, which converts an instance map (a number per object) to a mask")
	private String numbers = "classes";

	@Inputs(texts = @Inputs.Text(of = "device",
		description = "cpu needs no tensor engine and is usually fast enough; auto takes a GPU if the engine has one"))
	private final CountingDeviceInput device = new CountingDeviceInput();

	@Parameter(type = ItemIO.OUTPUT, label = "Fused labels", description = "probability map, one channel per class")
	private ImagePlus fused;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Raters said = values.of(axis.of(raters)).numbers(numbers);
		final Fusion fusion = sfumato(progress).fuse(said).method(method.text()).device(device.device());
		progress.log(label() + ": " + said.describe());
		fused = fusion.run().toImagePlus(raters.getShortTitle() + "-" + method.text().replaceAll("\\s*\\(.*", ""));
	}

	private void describe() {
		axis.describe();
	}
}
