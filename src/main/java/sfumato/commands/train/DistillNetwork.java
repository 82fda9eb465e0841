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
import sfumato.api.Model;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.progress.Progress;
import sfumato.training.TrainingKey;

/** Trains a network that follows another one; the API's {@link sfumato.api.Training}. */
@Plugin(type = Command.class, headless = true, description = "Trains a network that learns from another one, its teacher.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
		@Menu(label = "Distill Network...", weight = 202) })
public class DistillNetwork extends SupervisedTrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headteacher = "Teacher";

	@Parameter(label = "Teacher", style = "directory", persist = false,
		description = "the model folder of the network that is followed, usually a larger one")
	private File teacher;

	@Parameter(label = "Terms", persist = false, required = false,
		description = "what counts how much: labels, and of the teacher kl (pixel by pixel) and dml (regions)")
	private String terms = "0.5*labels + 0.5*kl + 0.5*dml";

	@Parameter(label = "Calibration of the teacher", style = MethodWidget.ONE + "sfumato.training.distillation.TeacherCalibration", persist = false,
		required = false,
		description = "none, or kde(bandwidth: 0.01, keys: 1000, sampling: BALANCED, width: 3, self: true) by the labels of each patch")
	private String kde = "none";

	@Parameter(label = "Temperature", persist = false, required = false,
		description = "what logits are divided by in kl; above 1 the teacher's small probabilities count more")
	private Double temperature = 1.0;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headlabels = "Labels";

	@Inputs
	private final TrainingInputs labels = new TrainingInputs(TrainingKey.Section.LABELS);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "where the student is written"), @Inputs.Text(
		of = "overwrite", description = "whether an existing model may be replaced") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		logPreset(progress);
		preset().student().ifPresent(s -> progress.log(label() + ": preset " + preset() +
			" is the training of a teacher, with its network and smoothed labels; that of its students is preset=" + s + "."));
		final Dataset data = Dataset.of(source(progress));
		model = train(sfumato -> supervised(sfumato.distil(data, Model.open(teacher.toPath()))).terms(terms).calibration(kde).temperature(
			temperature).overwrite(output.overwrite()), output.folder(), progress);
	}
}
