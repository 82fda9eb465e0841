package sfumato.commands.train;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.scijava.ItemVisibility;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.plugin.Parameter;

import sfumato.api.Model;
import sfumato.api.Sfumato;
import sfumato.api.Training;
import sfumato.commands.BaseCommand;
import sfumato.data.sampling.Augmentation;
import sfumato.dialogs.MethodWidget;
import sfumato.dialogs.SectionWidget;
import sfumato.engine.Precision;
import sfumato.jobs.Compute;
import sfumato.jobs.DataSelection;
import sfumato.jobs.Job;
import sfumato.labels.MissingLabels;
import sfumato.progress.Progress;
import sfumato.training.TrainingConfiguration;
import sfumato.training.TrainingMonitor;
import sfumato.training.TrainingPreset;

/**
 * A command that trains: what there is to choose about the data, the network and the steps. SciJava shows the inputs of a
 * superclass first, so that a subclass adds what is its own below.
 * <p>
 * <b>To add a key</b> that presets have a value for: a field here (its default is that of the standard preset), the entry in
 * {@link TrainingPreset}, and its place in {@link #configuration}.
 */
public abstract class TrainingCommand extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false, required = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "which cases to use: names, globs or positions, e.g. 1-22 or 1-5+8; empty for all")
	private String cases = "";

	@Parameter(label = "Preset", choices = { "standard", "paper-qubiq", "paper-lits", "paper-kits", "paper-lits-student",
		"paper-kits-student", "quick" }, persist = false, required = false, callback = "fillIn",
		description = "a value for everything below; what is chosen there overrides it")
	private String preset = "standard";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headnetwork = "Network";

	@Parameter(label = "Network", style = MethodWidget.ONE + "sfumato.networks.Decoder", persist = false, required = false,
		description = "unet or deeplabv3plus with an encoder, e.g. unet(encoder: mobilenetv2_100, aux: true); aux adds an auxiliary" +
			" head, width: 0 chooses the decoder's channels")
	private String network = "unet(encoder: resnet18d)";

	@Parameter(label = "Start from model", style = "directory", persist = false, required = false,
		description = "a model folder of the same network whose weights a training begins with; random ones if left out")
	private File start;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headgoal = "Images and loss";

	@Parameter(label = "Normalization", style = MethodWidget.ONE + "sfumato.data.normalization.Normalization", persist = false, required = false,
		description = "of the images: percentile(low: 1, high: 99.8), maximum, window(low: -60, high: 140), z-score or none")
	private String normalization = "percentile(low: 1, high: 99.8)";

	@Parameter(label = "Loss", style = MethodWidget.SUM + "sfumato.losses.Loss", persist = false, required = false,
		description = "a weighted sum of losses")
	private String loss = "0.25*cross-entropy + 0.75*dice-semimetric";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headsteps = "Steps";

	@Parameter(label = "Epochs", min = "1", persist = false, required = false, description = "how often each image is seen")
	private Integer epochs = 150;

	@Parameter(label = "Batch", min = "1", persist = false, required = false,
		description = "patches per step; fewer if there are fewer images")
	private Integer batch = 8;

	@Parameter(label = "Patch (pixels, 0 = choose)", min = "0", persist = false, required = false,
		description = "side of a patch, a multiple of 32 (16 with plain, 8 with deeplabv3plus); 0 takes the side of the largest" +
			" image, at most 256")
	private Integer patch = 0;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headoptimizer = "Optimizer";

	@Parameter(label = "Learning rate", style = "format:0.######", persist = false, required = false,
		description = "of the encoder at its highest")
	private Double rate = 0.01;

	@Parameter(label = "Factor of the decoder", persist = false, required = false,
		description = "the rest of the network learns at so many times the rate of the encoder")
	private Double factor = 10.0;

	@Parameter(label = "Momentum", style = "format:0.######", persist = false, required = false,
		description = "how much of the last step the next one keeps, from 0 to less than 1")
	private Double momentum = 0.9;

	@Parameter(label = "Weight decay", style = "format:0.######", persist = false, required = false,
		description = "how fast weights shrink by themselves; not biases and batch normalization")
	private Double decay = 5e-4;

	@Parameter(label = "Warm-up", style = "format:0.######", persist = false, required = false,
		description = "the share of all steps during which the rate rises, before it falls")
	private Double warmup = 0.01;

	@Parameter(label = "Power of the decline", persist = false, required = false,
		description = "the rate falls with the share of steps that is left, to this power; 0 keeps the rate")
	private Double power = 0.9;

	@Parameter(label = "Batches per step", min = "1", persist = false, required = false,
		description = "gradients of so many batches are averaged for a step: like a larger batch, in less memory")
	private Integer accumulate = 1;

	@Parameter(label = "Largest gradient (0 = any)", min = "0", persist = false, required = false,
		description = "longer gradients are shortened to this norm")
	private Double clip = 0.0;

	@Parameter(label = "Averaging of weights (0 = none)", min = "0", persist = false, required = false,
		description = "how much of the average of the weights a step leaves, e.g. 0.999; the model then has the average")
	private Double ema = 0.0;

	@Parameter(label = "Batches for batch-norm statistics (0 = running average)", min = "0", persist = false, required = false,
		description = "mean and variance of batch normalization are estimated anew from so many batches of training patches before each validation and for the saved model")
	private Integer statistics = 20;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headaugmentation = "Random changes of the images";

	@Parameter(label = "Smallest scale", persist = false, required = false,
		description = "images are resized by a random factor between this, before a patch is cut out")
	private Double scalemin = 0.5;

	@Parameter(label = "Largest scale", persist = false, required = false,
		description = "and this")
	private Double scalemax = 2.0;

	@Parameter(label = "Swap left and right", persist = false, required = false,
		description = "in half of the patches")
	private Boolean flipx = true;

	@Parameter(label = "Swap top and bottom", persist = false, required = false,
		description = "in half of the patches")
	private Boolean flipy = false;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headcomputing = "Computing";

	@Parameter(label = "Seed", persist = false, required = false,
		description = "of everything random: equal seeds, threads and precision give equal weights")
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

	@Parameter(label = "Window", persist = false, required = false,
		description = "whether a window shows losses, scores and a preview; never in batch mode or without a screen")
	private Boolean window = true;

	@Parameter
	private TrainingWindows windows;

	/** Enters the values of the preset; the dialog calls it when another one is chosen. */
	void fillIn() {
		final CommandModule inputs = inputs();
		for (final Map.Entry<String, Object> choice : TrainingPreset.of(preset).choices().entrySet())
			if (inputs.getInfo().getInput(choice.getKey()) != null) inputs.setInput(choice.getKey(), choice.getValue());
	}

	final DataSelection data() {
		requireDataset();
		return new DataSelection(dataset.toPath(), task, cases);
	}

	/** With label maps that show in this way that a rater has not looked. */
	final DataSelection data(final MissingLabels missing) {
		requireDataset();
		return new DataSelection(dataset.toPath(), task, cases, Optional.of(missing));
	}

	private void requireDataset() {
		if (!hasDataset()) throw new IllegalArgumentException("The option \"dataset\" of " + label() +
			" is missing (folder with one folder per case, each with an image and label maps like task01_seg01.png).");
	}

	final boolean hasDataset() {
		return dataset != null && !dataset.getPath().isBlank();
	}

	final String task() {
		return task;
	}

	final String cases() {
		return cases;
	}

	final Optional<Path> start() {
		return Optional.ofNullable(start).map(File::toPath);
	}

	final long seed() {
		return seed;
	}

	final Compute compute() {
		return new Compute(device, threads, Precision.of(precision));
	}

	/** Everything that was chosen, for a kind of labels. */
	final TrainingConfiguration configuration(final TrainingConfiguration.Labels labels) {
		return new TrainingConfiguration(labels, normalization, network, loss, new TrainingConfiguration.Sampling(batch, patch,
			new Augmentation(scalemin, scalemax, flipx, flipy), seed), new TrainingConfiguration.Optimization(epochs, rate, factor,
				momentum, decay, new TrainingConfiguration.Optimization.Decline(warmup, power)), new TrainingConfiguration.Course(accumulate,
					clip, ema, statistics, 0, 0, preset().keep()), preset);
	}

	/** Gives a training of the API all that was chosen. */
	final Training chosen(final Training training) throws IOException {
		final CommandModule inputs = inputs();
		for (final String key : preset().choices().keySet())
			if (inputs.getInfo().getInput(key) != null) training.set(key, inputs.getInput(key));
		if (start().isPresent()) training.start(Model.open(start().get()));
		final Compute compute = compute();
		return training.preset(preset().toString()).seed(seed()).device(compute.device()).threads(compute.threads()).precision(compute
			.precision().toString());
	}

	/** A training of the API that has not begun. */
	@FunctionalInterface
	interface Begun {

		Training with(Sfumato sfumato) throws IOException;
	}

	/**
	 * Trains one network, which can be watched and ended early.
	 *
	 * @return the model folder
	 */
	final String train(final Begun training, final File output, final Progress progress) throws IOException {
		try (TrainingWatch watch = windows.watch(label() + " " + output.getName(), true, window && !macro().isBatch())) {
			final Model model = training.with(sfumato(watch.progress(progress))).watch(new TrainingMonitor(watch, watch.control())).to(output
				.toPath());
			watch.succeed();
			return model.folder().toString();
		}
	}

	/**
	 * Runs a job that trains, which can be watched.
	 *
	 * @param output what the work is for
	 * @param mayFinish whether a training may be asked to end early
	 */
	final <R> R train(final Job<R> job, final File output, final boolean mayFinish, final Progress progress)
		throws IOException
	{
		try (TrainingWatch watch = windows.watch(label() + " " + output.getName(), mayFinish, window && !macro().isBatch())) {
			final R result = jobs().run(job, watch.progress(progress), new TrainingMonitor(watch, watch.control()));
			watch.succeed();
			return result;
		}
	}

	final TrainingPreset preset() {
		return TrainingPreset.of(preset);
	}

	/** Says which preset was taken and what is not as in it. */
	final void logPreset(final Progress progress) {
		final TrainingPreset chosen = preset();
		if (chosen == TrainingPreset.STANDARD) return;
		final CommandModule inputs = inputs();
		final List<String> others = new ArrayList<>();
		for (final Map.Entry<String, Object> choice : chosen.choices().entrySet())
			if (inputs.getInfo().getInput(choice.getKey()) != null && !choice.getValue().equals(inputs.getInput(choice.getKey())))
				others.add(choice.getKey() + "=" + inputs.getInput(choice.getKey()));
		progress.log(label() + ": preset " + chosen + ", " + chosen.purpose() + (others.isEmpty() ? "." : "; but " + String.join(
			", ", others) + "."));
	}

	private CommandModule inputs() {
		return new CommandModule(context().service(CommandService.class).getCommand(getClass()), this);
	}
}
