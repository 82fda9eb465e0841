package sfumato.commands.models;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.Model;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.progress.Progress;

/** Exports a model for other programs; the API's {@link sfumato.api.Export}. */
@Plugin(type = Command.class, headless = true, description = "Exports a model as ONNX, TorchScript, safetensors or bioimage.io.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
	@Menu(label = "Export Model...", weight = 504) })
public class ExportModel extends BaseCommand {

	@Inputs
	private final ModelInput model = new ModelInput();

	@Parameter(label = "Format", style = MethodWidget.ONE + "sfumato.models.ModelExport", persist = false, required = false,
		description = "export format: safetensors (for PyTorch), torchscript, onnx, or bioimageio(authors: …, license: …)")
	private String format = "safetensors";

	@Inputs(texts = { @Inputs.Text(of = "output", description = "folder for the export"), @Inputs.Text(of = "overwrite",
		description = "replace an existing export") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Export folder")
	private String exported;

	@Override
	protected void check() throws IOException {
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		exported = sfumato(progress).export(Model.open(model.path())).format(format).overwrite(output.overwrite()).to(output.path()).toString();
	}
}
