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
import sfumato.images.ImagePlusMaps;
import sfumato.images.MapImages;
import sfumato.images.StackGeometry;
import sfumato.labels.LabelThreshold;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Converts a probability map to a label map; the API's {@link ProbabilityMap#argMax} and {@link LabelThreshold#apply}. */
@Plugin(type = Command.class, headless = true, description = "Converts a probability map to a label map.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
	@Menu(label = "Soft to Hard...", weight = 121) })
public class SoftToHard extends BaseCommand {

	@Parameter(label = "Probabilities", style = ImageRole.ACTIVE, persist = false, autoFill = false,
		description = "probability map, 32-bit, one channel per class, or one channel with the foreground probability")
	private ImagePlus image;

	@Parameter(label = "Threshold", persist = false, required = false,
		description = "foreground threshold: pixels with a higher foreground probability are foreground, e.g. 0.5; empty takes the most" +
			" probable class")
	private String threshold = "";

	@Parameter(type = ItemIO.OUTPUT, label = "Labels", description = "label map, 8-bit, in the colours of the classes")
	private ImagePlus labels;

	@Override
	protected void check() {
		threshold();
	}

	private Double threshold() {
		return threshold == null || threshold.isBlank() ? null : number(threshold.strip());
	}

	@Override
	protected void execute(final Progress progress) {
		final Double above = threshold();
		final ProbabilityMap soft = MapImages.read(image, OptionalInt.empty(), progress);
		final ProbabilityMap hard = above == null ? soft : ProbabilityMap.oneHot(LabelThreshold.apply(soft, above), soft
			.classes());
		soft.labelled().ifPresent(mask -> {
			if (hard != soft) hard.unlabelOutside(mask);
			progress.log(LabelsMenuMessages.unlabelledIs255(label()));
		});
		labels = ImagePlusMaps.toLabelImage(hard, image.getShortTitle() + "-labels", StackGeometry.of(image));
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			throw new UserException(WrongValue.message("threshold", text, "a number from 0 to 1, or empty for the most " +
				"probable class"), e);
		}
	}
}
