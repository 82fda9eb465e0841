package sfumato.commands.models;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.api.Model;
import sfumato.api.SampleCheck;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.plots.TrainingCurves;
import sfumato.plots.TrainingPicture;
import sfumato.progress.Progress;
import sfumato.reports.ModelReport;

/**
 * Shows the contents of a model folder and checks that the model reproduces its sample on this machine; the API's {@link ModelReport}.
 */
@Plugin(type = Command.class, headless = true,
	description = "Shows a model's network, classes and training, and checks its saved sample on this machine.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
		@Menu(label = "Model Info...", weight = 500) })
public class ModelInfo extends BaseCommand {

	@Inputs
	private final ModelInput model = new ModelInput();

	@Parameter(label = "Check the sample", persist = false, required = false,
		description = "segment the sample in the folder again and compare it with the saved result")
	private Boolean check = true;

	@Inputs(without = "precision", texts = { @Inputs.Text(of = "device",
		description = "device for the check; auto takes a GPU if the tensor engine has one"), @Inputs.Text(of = "threads",
			description = "number of CPU threads for the check; 0 chooses") })
	private final ComputeInputs computing = new ComputeInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Training", description = "plots of losses and scores over the epochs")
	private ImagePlus page;

	@Parameter(type = ItemIO.OUTPUT, label = "README", description = "the README in the model folder")
	private String readme;

	@Parameter(type = ItemIO.OUTPUT, label = "Model Info", description = "properties of the model, one per row")
	private ResultsTable facts;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final ModelReport report = ModelReport.read(model.path());
		final Map<String, String> known = report.facts();
		if (report.description().trained() && report.training().isEmpty())
			progress.log(ModelsMenuMessages.noTrainingRecord(label()));
		if (check && report.description().trained()) known.put("sample", sentence(computing.of(sfumato(progress).check(Model.open(model
			.path()))).run()));
		if (report.history().isPresent()) page = TrainingPicture.of("Training of " + report.description().name(), TrainingCurves.of(
			report.history().get()), Optional.empty());
		if (!report.readme().isEmpty()) readme = report.readme();
		facts = table(known);
		if (IJ.getInstance() == null) known.forEach((what, value) -> progress.log(label() + ": " + what + ": " + value));
		else if (known.containsKey("sample")) progress.log(label() + ": " + known.get("sample"));
	}

	private String sentence(final SampleCheck.Result a) {
		return a.isTheSame() ? ModelsMenuMessages.reproduced(a.difference(), a.labels(), a.pixels()) :
			ModelsMenuMessages.notReproduced(a.difference(), a.labels(), a.pixels());
	}

	private static ResultsTable table(final Map<String, String> facts) {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		facts.forEach((what, value) -> {
			table.incrementCounter();
			table.addLabel(what);
			table.addValue("value", value);
		});
		return table;
	}
}
