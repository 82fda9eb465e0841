package sfumato.commands.models;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.Compute;
import sfumato.jobs.ImportJob;
import sfumato.progress.Progress;

/** Makes an untrained model whose encoder has the weights of a checkpoint; the API's {@link ImportJob}. */
@Plugin(type = Command.class, headless = true,
	description = "Makes a model to train from, whose encoder has the weights of a checkpoint of timm's.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
		@Menu(label = "Import Encoder Weights...", weight = 503) })
public class ImportEncoderWeights extends BaseCommand {

	@Parameter(label = "Checkpoint", style = "open", persist = false,
		description = "weights with timm's names: .safetensors, or .pth, .pt, .bin as PyTorch writes them")
	private File weights;

	@Parameter(label = "Network", style = MethodWidget.ONE + "sfumato.networks.Decoder", persist = false, required = false,
		description = "e.g. unet(encoder: resnet18d); its encoder must be the one that the weights are of")
	private String network = "unet(encoder: resnet18d)";

	@Parameter(label = "Channels", min = "1", persist = false, required = false,
		description = "of the images to come; the first convolution is adapted to them")
	private Integer channels = 1;

	@Parameter(label = "Classes", min = "2", persist = false, required = false, description = "including the background")
	private Integer classes = 2;

	@Parameter(label = "Seed", persist = false, required = false,
		description = "of the decoder's weights, which the checkpoint does not have")
	private Long seed = 0L;

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "where the model is written"), @Inputs.Text(
		of = "overwrite", description = "whether an existing model may be replaced") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		model = jobs().run(new ImportJob(weights.toPath(), network, channels, classes, seed, output.path(), output.overwrite(), Compute
			.auto()), progress).toString();
	}
}
