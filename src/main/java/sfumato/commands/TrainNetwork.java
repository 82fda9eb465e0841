package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.data.Augmentation;
import sfumato.engine.Precision;
import sfumato.jobs.Compute;
import sfumato.jobs.DataSelection;
import sfumato.jobs.TrainJob;
import sfumato.progress.Progress;
import sfumato.training.TrainingConfiguration;

/** Trains a network on a folder of images and raters and writes a model folder; the API's {@link TrainJob}. */
@Plugin(type = Command.class, headless = true, description = "Trains a network on what several raters drew.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
	@Menu(label = "Train Network...", weight = 1) })
public class TrainNetwork extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "which cases to train on: names, globs or positions, e.g. 1-22 or 1-5+8; empty for all")
	private String cases = "";

	@Parameter(label = "Fusion of the raters", persist = false, required = false,
		description = "average, dice-weighted, majority or random-rater")
	private String fusion = "average";

	@Parameter(label = "Smoothing of hard labels", persist = false, required = false,
		description = "none, boundary(epsilon: 0.5, width: 3) or everywhere(epsilon: 0.1); for majority and random-rater")
	private String smoothing = "none";

	@Parameter(label = "Network", persist = false, required = false,
		description = "e.g. unet(encoder: resnet18d) or unet(encoder: mobilenetv2_100, aux: true); also resnet50d")
	private String network = "unet(encoder: resnet18d)";

	@Parameter(label = "Start from model", style = "directory", persist = false, required = false,
		description = "a model folder of the same network whose weights training begins with; random ones if left out")
	private File start;

	@Parameter(label = "Loss", persist = false, required = false, description = "a weighted sum of losses")
	private String loss = "0.25*cross-entropy + 0.75*dice-semimetric";

	@Parameter(label = "Normalization", persist = false, required = false,
		description = "of the images: percentile(low: 1, high: 99.8), maximum, window(low: -60, high: 140), z-score or none")
	private String normalization = "percentile(low: 1, high: 99.8)";

	@Parameter(label = "Epochs", min = "1", persist = false, required = false, description = "how often each image is seen")
	private Integer epochs = 150;

	@Parameter(label = "Batch", min = "1", persist = false, required = false, description = "patches per step")
	private Integer batch = 8;

	@Parameter(label = "Patch (pixels, 0 = choose)", min = "0", persist = false, required = false,
		description = "side of a patch, a multiple of 32 for most networks; 0 takes the side of the largest image, at most 256")
	private Integer patch = 0;

	@Parameter(label = "Learning rate", persist = false, required = false,
		description = "of the encoder; the rest learns at ten times this rate")
	private Double rate = 0.01;

	@Parameter(label = "Seed", persist = false, required = false, description = "of everything random")
	private Long seed = 0L;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Precision", choices = { "fp32", "bf16", "auto" }, persist = false, required = false,
		description = "of convolutions: 32-bit, bfloat16 (faster where the hardware has it), or auto, which times both")
	private String precision = "fp32";

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "where the model is written")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing model may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final TrainingConfiguration configuration = new TrainingConfiguration(new TrainingConfiguration.Labels(fusion,
			smoothing), normalization, network, loss, new TrainingConfiguration.Sampling(batch, patch, new Augmentation(), seed),
			new TrainingConfiguration.Optimization(epochs, rate));
		model = jobs().run(new TrainJob(new DataSelection(dataset.toPath(), task, cases), configuration, Optional
			.ofNullable(start).map(File::toPath), output.toPath(), overwrite, new Compute(device, threads, Precision.of(
				precision))), progress).toString();
	}
}
