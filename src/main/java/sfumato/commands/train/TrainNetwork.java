package sfumato.commands.train;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.jobs.TrainJob;
import sfumato.progress.Progress;
import sfumato.training.TrainingConfiguration;

/** Trains a network on images and what raters drew of them, in a folder or open, and writes a model folder; the API's {@link TrainJob}. */
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

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "where the model is written"), @Inputs.Text(
		of = "overwrite", description = "whether an existing model may be replaced") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		logPreset(progress);
		model = train(new TrainJob(source(progress), supervised(new TrainingConfiguration.Labels(fusion, smoothing)), start(),
			supervision(), output.path(), output.overwrite(), compute()), output.folder(), true, progress).toString();
	}
}
