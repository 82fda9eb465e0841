package sfumato.commands.train;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.Dataset;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.progress.Progress;

/** Trains a network on images and what raters drew of them, in a folder or open, and writes a model folder; the API's {@link sfumato.api.Training}. */
@Plugin(type = Command.class, headless = true, description = "Trains a network on what several raters drew.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
	@Menu(label = "Train Network...", weight = 201) })
public class TrainNetwork extends SupervisedTrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headlabels = "Labels";

	@Parameter(label = "Fusion of the raters", style = MethodWidget.ONE + "sfumato.fusion.LabelFusion", persist = false,
		required = false,
		description = "how raters become targets, e.g. average, dice-weighted, majority, or random-rater, which draws anew for every" +
			" image and epoch")
	private String fusion = "average";

	@Parameter(label = "Smoothing of hard labels", style = MethodWidget.ONE + "sfumato.labels.LabelSmoothing", persist = false,
		required = false,
		description = "none, boundary(epsilon: 0.5, width: 3) or everywhere(epsilon: 0.1); for majority and random-rater")
	private String smoothing = "none";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "where the model is written")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing model may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		logPreset(progress);
		final Dataset data = Dataset.of(source(progress));
		model = train(sfumato -> supervised(sfumato.train(data)).overwrite(overwrite), output, progress);
	}
}
