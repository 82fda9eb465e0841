package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;

import sfumato.data.Augmentation;
import sfumato.data.Folds;
import sfumato.engine.Precision;
import sfumato.jobs.Compute;
import sfumato.jobs.CrossValidateJob.Shard;
import sfumato.jobs.CrossValidateJob;
import sfumato.jobs.CrossValidation;
import sfumato.jobs.DataSelection;
import sfumato.progress.Progress;
import sfumato.statistics.ComparisonTable;
import sfumato.statistics.MethodComparison;
import sfumato.training.LabelMode;
import sfumato.training.TrainingConfiguration;

/** Trains and scores several label modes on the folds of a data set; the API's {@link CrossValidation}. */
@Plugin(type = Command.class, headless = true,
	description = "Trains with several kinds of labels on the folds of a data set and tells which is best.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
		@Menu(label = "Cross-Validate...", weight = 3) })
public class CrossValidate extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "which cases are dealt out: names, globs or positions, e.g. 1-22 or 1-5+8; empty for all")
	private String cases = "";

	@Parameter(label = "Methods", persist = false, required = false,
		description = "a list of fusions of the raters, each with a smoothing after a plus sign if it has one")
	private String methods = "majority, random-rater, average, dice-weighted, majority+boundary(epsilon: 0.5)";

	@Parameter(label = "Folds", min = "2", persist = false, required = false, description = "how many there are")
	private Integer folds = 5;

	@Parameter(label = "Order of the cases", choices = { "contiguous", "shuffled" }, persist = false, required = false,
		description = "contiguous takes neighbours into a fold, as the paper does; shuffled follows the seed")
	private String order = "contiguous";

	@Parameter(label = "Group", persist = false, required = false,
		description = "a regular expression for how a case's name begins; equal beginnings, e.g. patient\\d+, share a fold")
	private String group = "";

	@Parameter(label = "Fold", persist = false, required = false,
		description = "which folds to run or to merge, counted from 1, e.g. 1-2 or 1+3; empty for all")
	private String fold = "";

	@Parameter(label = "Shard", persist = false, required = false,
		description = "2/5 runs the second of five shares, so that five machines share the work and the folder; empty for all")
	private String shard = "";

	@Parameter(label = "Merge only", persist = false, required = false,
		description = "runs nothing, and puts together what runs with shard or fold have made")
	private Boolean merge = false;

	@Parameter(label = "Network", persist = false, required = false,
		description = "e.g. unet(encoder: resnet18d) or unet(encoder: mobilenetv2_100, aux: true); also resnet50d")
	private String network = "unet(encoder: resnet18d)";

	@Parameter(label = "Start from model", style = "directory", persist = false, required = false,
		description = "a model folder of the same network whose weights each training begins with; random ones if left out")
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

	@Parameter(label = "Seed", persist = false, required = false,
		description = "of everything random: the trainings, shuffled folds and the test of significance")
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

	@Parameter(label = "Folder", style = "directory", persist = false,
		description = "for models, scores and tables; a run that was stopped goes on in it")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether an earlier cross-validation in the folder is thrown away")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "a row per method")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of methods", description = "a row per pair of methods and metric")
	private ResultsTable pairs;

	@Override
	protected void execute(final Progress progress) throws IOException {
		if (merge && !shard.isBlank()) throw new IllegalArgumentException(
			"merge=true puts the parts of all shards together; leave shard out.");
		if (merge && overwrite) throw new IllegalArgumentException(
			"overwrite=true would throw away what merge=true is to put together; leave one of them out.");
		final CrossValidation validation = validation();
		final List<Integer> chosen = validation.select(fold);
		final Shard share = shard.isBlank() ? Shard.ALL : Shard.parse(shard);
		if (!merge) {
			final CrossValidateJob.Result done = jobs().run(new CrossValidateJob(validation, chosen, share, overwrite, new Compute(
				device, threads, Precision.of(precision))), progress);
			progress.log(label() + ": " + done.made() + " parts made, " + done.skipped() + " were there already.");
		}
		if (share.count() > 1) {
			progress.log(label() + ": when all shards have run, merge=true puts their scores together.");
			return;
		}
		final List<MethodComparison> comparisons = validation.merge(chosen, seed, note -> progress.log(label() + ": " + note));
		if (comparisons.isEmpty()) return;
		new ComparisonTable(comparisons).text().lines().forEach(progress::log);
		results = ComparisonTables.methods(comparisons);
		pairs = ComparisonTables.pairs(comparisons);
	}

	private CrossValidation validation() {
		final List<CrossValidation.Method> all = new ArrayList<>();
		for (final LabelMode mode : LabelMode.parseList(methods))
			all.add(new CrossValidation.Method(mode.name(), new TrainingConfiguration(mode.labels(), normalization, network, loss,
				new TrainingConfiguration.Sampling(batch, patch, new Augmentation(), seed), new TrainingConfiguration.Optimization(
					epochs, rate))));
		return new CrossValidation(new DataSelection(dataset.toPath(), task, cases), all, new Folds(folds, Folds.Order.of(order),
			seed, group), Optional.ofNullable(start).map(File::toPath), output.toPath());
	}
}
