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
import sfumato.progress.Progress;

/** Makes an untrained model with encoder weights of a checkpoint, for transfer learning; the API's {@link sfumato.api.WeightImport}. */
@Plugin(type = Command.class, headless = true,
	description = "Imports encoder weights of a timm checkpoint as a model for transfer learning.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
		@Menu(label = "Import Encoder Weights...", weight = 503) })
public class ImportEncoderWeights extends BaseCommand {

	@Parameter(label = "Checkpoint", style = "open", persist = false,
		description = "weights with timm's parameter names: .safetensors, or .pth, .pt, .bin saved by PyTorch")
	private File weights;

	@Parameter(label = "Network", style = MethodWidget.ONE + "sfumato.networks.Decoder", persist = false, required = false,
		description = "network, e.g. unet(encoder: resnet18d); its encoder must match the weights")
	private String network = "unet(encoder: resnet18d)";

	@Parameter(label = "Channels", min = "1", persist = false, required = false,
		description = "number of channels of the training images; the first convolution is adapted to it")
	private Integer channels = 1;

	@Parameter(label = "Classes", min = "2", persist = false, required = false, description = "number of classes, background included")
	private Integer classes = 2;

	@Parameter(label = "Seed", persist = false, required = false,
		description = "random seed of the decoder's initial weights")
	private Long seed = 0L;

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Model folder", description = "folder for the model"), @Inputs.Text(
		of = "overwrite", description = "replace an existing model") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void check() throws IOException {
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		model = sfumato(progress).importWeights(weights.toPath()).network(network).channels(channels).classes(classes).seed(seed).overwrite(output
			.overwrite()).to(output.path()).folder().toString();
	}
}
