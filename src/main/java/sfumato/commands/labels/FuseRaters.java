package sfumato.commands.labels;

import java.io.IOException;
import java.util.OptionalInt;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.api.Raters;
import sfumato.commands.BaseCommand;
import sfumato.dialogs.MethodWidget;
import sfumato.fusion.LabelFusion;
import sfumato.images.RaterAxis;
import sfumato.progress.Progress;

/** Makes one probability map of the label maps in a stack; the API's {@link sfumato.api.Fusion}. */
@Plugin(type = Command.class, headless = true, description = "Fuses what several people drew into soft labels.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
	@Menu(label = "Fuse Raters...", weight = 101) })
public class FuseRaters extends BaseCommand {

	@Parameter(label = "Raters", persist = false, callback = "describe",
		description = "stack of label maps, one per rater: 0 is background, or a binary mask 0/255; 32-bit: probabilities")
	private ImagePlus raters;

	@Parameter(label = "Raters along", persist = false, required = false, callback = "describe", choices = { "auto",
		"channel", "slice", "frame" }, description = "the axis along which the raters lie; auto takes the only axis there is," +
			" else the channels")
	private String axis = "auto";

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false, initializer = "describe",
		label = "That is", description = "what is taken for a rater")
	private String found = "";

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false, required = false,
		description = "how the raters become one, e.g. average, majority, dice-weighted, random-rater(seed: 1)")
	private String method = "average";

	@Parameter(label = "Classes (0 = find out)", persist = false, required = false,
		description = "how many classes there are, background included; 0 takes as many as the labels ask for")
	private Integer classes = 0;

	@Parameter(label = "Foreground value (0 = find out)", persist = false, required = false,
		description = "the value that means foreground in binary masks, e.g. 255; 0 finds it out")
	private Integer foreground = 0;

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "what means that a rater has not looked: none, empty-slices (of a volume), or a value such as 254")
	private String missing = "none";

	@Parameter(label = "Numbers", choices = { "classes", "instances" }, persist = false, required = false,
		description = "what the numbers in label maps mean: classes, or instances, which reads an instance map (a number per object) as" +
			" a mask")
	private String numbers = "classes";

	@Parameter(label = "Device", choices = { "cpu", "auto", "gpu" }, persist = false, required = false,
		description = "cpu needs no tensor engine and is fast enough for most; auto takes a GPU if the engine has one")
	private String device = "cpu";

	@Parameter(type = ItemIO.OUTPUT, label = "Fused labels", description = "probability of each class, one per channel")
	private ImagePlus fused;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Raters said = Raters.of(raters, axis).classes(count("classes", classes).orElse(0)).foreground(count("foreground", foreground)
			.orElse(0)).missing(missing).numbers(numbers);
		progress.log(label() + ": " + said.describe());
		fused = sfumato(progress).fuse(said).method(method).device(device).run().toImagePlus(raters.getShortTitle() + "-" + method
			.replaceAll("\\s*\\(.*", ""));
	}

	public static OptionalInt count(final String name, final Integer value) {
		if (value == null || value == 0) return OptionalInt.empty();
		if (value < 0) throw new IllegalArgumentException(name + " is " + value + " but must be at least 0 (0 = find out).");
		return OptionalInt.of(value);
	}

	/** Shows in the dialog what will be taken for a rater, before it is done. */
	void describe() {
		if (raters == null || raters.getWidth() == 0) return;
		try {
			found = RaterAxis.of(axis).describe(raters);
		}
		catch (final IllegalArgumentException e) {
			found = e.getMessage();
		}
	}
}
