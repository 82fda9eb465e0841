package sfumato.commands.train;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.Dataset;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingKey;

/** Trains a network on images and raters' labels, in a folder or open, and writes a model folder; the API's {@link sfumato.api.Training}. */
@Plugin(type = Command.class, headless = true, description = "Trains a segmentation network on the labels of one or several raters.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
	@Menu(label = "Train Network...", weight = 201) })
public class TrainNetwork extends SupervisedTrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headlabels = "Labels";

	@Inputs
	private final TrainingInputs labels = new TrainingInputs(TrainingKey.Section.LABELS);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "folder for the model"), @Inputs.Text(
		of = "overwrite", description = "replace an existing model") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void check() throws IOException {
		requireSource();
		requireSettings();
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		logPreset(progress);
		final Dataset data = Dataset.of(source(progress));
		model = train(sfumato -> supervised(sfumato.train(data)).overwrite(output.overwrite()), output.folder(), progress);
	}
}
