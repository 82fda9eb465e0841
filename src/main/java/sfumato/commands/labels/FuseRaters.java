package sfumato.commands.labels;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.images.ImagePlusMaps;
import sfumato.commands.images.RaterAxis;
import sfumato.commands.images.StackGeometry;
import sfumato.commands.inputs.CountingDeviceInput;
import sfumato.commands.inputs.FusionInput;
import sfumato.commands.inputs.RaterAxisInputs;
import sfumato.commands.inputs.RaterValueInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.fusion.LabelFusion;
import sfumato.jobs.FuseJob;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.progress.Progress;

/** Fuses the label maps in a stack to a probability map; the API's {@link LabelFusion#fuse}. */
@Plugin(type = Command.class, headless = true, description = "Fuses the labels of several raters into soft labels.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
	@Menu(label = "Fuse Raters...", weight = 101) })
public class FuseRaters extends BaseCommand {

	@Parameter(label = "Raters", persist = false, callback = "describe",
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
		final LabelFusion fusion = method.fusion();
		final RaterAxis along = axis.axis();
		final MissingLabels absent = values.missing();
		final Raters said = along.split(raters, values.classes(), values.foreground(), absent, LabelNumbers.of(numbers));
		progress.log(label() + ": " + along.describe(raters, said));
		said.notes().forEach(progress::log);
		final boolean here = device.isHere() || !(said instanceof HardRaters); // probabilities have no tensor form
		final ProbabilityMap map = here ? fusion.fuse(said) : jobs().run(new FuseJob(fusion, said, device.compute()), progress);
		fusion.report(said).forEach(progress::log);
		said.labelled().ifPresent(mask -> progress.log("Pixels that nobody has labelled are NaN."));
		fused = ImagePlusMaps.toImagePlus(map, raters.getShortTitle() + "-" + method.text().replaceAll("\\s*\\(.*", ""), StackGeometry
			.of(raters).without(along.resolve(raters)));
	}

	private void describe() {
		axis.describe();
	}
}
