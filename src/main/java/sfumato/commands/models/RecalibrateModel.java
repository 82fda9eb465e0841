package sfumato.commands.models;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.Dataset;
import sfumato.api.Model;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.progress.Progress;

/** Recalibrates a model on held-out cases; the API's {@link sfumato.api.Recalibration}. */
@Plugin(type = Command.class, headless = true,
	description = "Recalibrates a model's probabilities on held-out cases.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5), @Menu(label = "Recalibrate Model...", weight = 501) })
public class RecalibrateModel extends BaseCommand {

	@Inputs
	private final ModelInput model = new ModelInput();

	@Inputs(texts = @Inputs.Text(of = "cases",
		description = "calibration cases, not used in training: names, globs or positions, e.g. 23-25; empty for all"))
	private final DatasetInputs data = new DatasetInputs();

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.recalibration.Recalibrator", persist = false, required = false,
		description = "recalibration method, e.g. kde(bandwidth: 0.01, keys: 1000), which averages the labels of pixels with similar" +
			" probabilities")
	private String method = "kde(bandwidth: 0.01)";

	@Parameter(label = "Target", choices = { "majority", "soft" }, persist = false, required = false,
		description = "reference labels: majority or average of the raters")
	private String target = "majority";

	@Inputs(without = "precision")
	private final ComputeInputs computing = new ComputeInputs();

	@Inputs(optional = "output", texts = { @Inputs.Text(of = "output", label = "Recalibrated model folder",
		description = "folder for the recalibrated model; empty changes the model itself"), @Inputs.Text(of = "overwrite",
			description = "replace another existing model") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Recalibrated model folder")
	private String recalibrated;

	@Override
	protected void execute(final Progress progress) throws IOException {
		recalibrated = computing.of(sfumato(progress).recalibrate(Model.open(model.path()), Dataset.of(data.selection()))).method(method).target(
			target).overwrite(output.overwrite()).to(output.folder() == null ? model.path() : output.path()).folder().toString();
	}
}
