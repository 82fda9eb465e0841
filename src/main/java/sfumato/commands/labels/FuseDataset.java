package sfumato.commands.labels;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.CommandMessages;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.FusionInput;
import sfumato.commands.inputs.LabelMapInputs;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.OverwriteInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.DatasetFusion;
import sfumato.fusion.LabelFusion;
import sfumato.progress.Progress;

/** Fuses the raters of every case of a dataset and writes the maps; the API's {@link DatasetFusion}. */
@Plugin(type = Command.class, headless = true, description = "Fuses the raters of every case of a dataset and writes the label maps.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Fuse Dataset...", weight = 102) })
public class FuseDataset extends BaseCommand {

	@Inputs
	private final DatasetInputs data = new DatasetInputs();

	@Inputs
	private final LabelMapInputs reading = new LabelMapInputs();

	@Inputs
	private final FusionInput method = new FusionInput();

	@Inputs(without = "overwrite")
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Format", choices = { "tiff", "nifti" }, persist = false, required = false,
		description = "file format of the maps; nifti keeps the orientation of NIfTI images")
	private String format = "tiff";

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "write existing maps again"))
	private final OverwriteInput overwrite = new OverwriteInput();

	@Override
	protected void execute(final Progress progress) throws IOException {
		final LabelFusion fusion = method.fusion();
		final Dataset set = reading.of(data.open());
		final List<Case> chosen = set.cases(data.cases());
		progress.log(CommandMessages.cases(label(), Dataset.names(chosen)));
		final DatasetFusion.Result result = new DatasetFusion(fusion, DatasetFusion.Format.valueOf(format.toUpperCase(
			Locale.ROOT)), overwrite.allowed()).write(set, chosen, output.path(), progress);
		progress.log(LabelsMenuMessages.fused(label(), result.fused(), result.skipped(), output.folder()));
	}
}
