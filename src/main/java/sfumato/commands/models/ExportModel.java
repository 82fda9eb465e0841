package sfumato.commands.models;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.Compute;
import sfumato.jobs.ExportJob;
import sfumato.progress.Progress;

/** Writes a model for other programs; the API's {@link ExportJob}. */
@Plugin(type = Command.class, headless = true, description = "Writes a model for other programs.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
	@Menu(label = "Export Model...", weight = 504) })
public class ExportModel extends BaseCommand {

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "as Train Network... writes it")
	private File model;

	@Parameter(label = "Format", style = MethodWidget.ONE + "sfumato.models.ModelExport", persist = false, required = false,
		description = "safetensors (for PyTorch), torchscript, onnx, or bioimageio(authors: …, license: …)")
	private String format = "safetensors";

	@Parameter(label = "Output folder", style = "directory", persist = false, description = "where the export is written")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether an existing export may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Export folder")
	private String exported;

	@Override
	protected void execute(final Progress progress) throws IOException {
		exported = jobs().run(new ExportJob(model.toPath(), format, output.toPath(), overwrite, Compute.auto()), progress)
			.toString();
	}
}
