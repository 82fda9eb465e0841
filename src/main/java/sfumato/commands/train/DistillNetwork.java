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
import sfumato.training.settings.TrainingKey;

/** Trains a student network with knowledge distillation from a teacher; the API's {@link sfumato.api.Training}. */
@Plugin(type = Command.class, headless = true, description = "Trains a student network on labels and on the predictions of a teacher" +
	" network (knowledge distillation).",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
		@Menu(label = "Distill Network...", weight = 202) })
public class DistillNetwork extends SupervisedTrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headteacher = "Teacher";

	@Parameter(label = "Teacher", style = "directory", persist = false,
		description = "model folder of the teacher, usually a larger network")
	private File teacher;

	@Parameter(label = "Distillation loss", persist = false, required = false,
		description = "weighted loss terms: labels (supervised loss), kl (pixel-wise distillation) and dml (Dice semimetric to the teacher)")
	private String terms = "0.5*labels + 0.5*kl + 0.5*dml";

	@Parameter(label = "Teacher calibration", style = MethodWidget.ONE + "sfumato.training.distillation.TeacherCalibration", persist = false,
		required = false,
		description = "none, or kde(bandwidth: 0.01, keys: 1000, sampling: BALANCED, width: 3, self: true): recalibrates the teacher with" +
			" the labels of each patch")
	private String kde = "none";

	@Parameter(label = "Temperature", persist = false, required = false,
		description = "softmax temperature of kl; above 1, small probabilities of the teacher count more")
	private Double temperature = 1.0;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headlabels = "Labels";

	@Inputs
	private final TrainingInputs labels = new TrainingInputs(TrainingKey.Section.LABELS);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "folder for the student model"), @Inputs.Text(
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
		preset().student().ifPresent(s -> progress.log(TrainMenuMessages.presetOfTeacher(label(), preset(), s)));
		final Dataset data = Dataset.of(source(progress));
		model = train(sfumato -> supervised(sfumato.distil(data, Model.open(teacher.toPath()))).terms(terms).calibration(kde).temperature(
			temperature).overwrite(output.overwrite()), output.folder(), progress);
	}
}
