package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.jobs.TrainJob;
import sfumato.progress.Progress;
import sfumato.training.TrainingConfiguration;

/** Trains a network on a folder of images and raters and writes a model folder; the API's {@link TrainJob}. */
@Plugin(type = Command.class, headless = true, description = "Trains a network on what several raters drew.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
	@Menu(label = "Train Network...", weight = 1) })
public class TrainNetwork extends TrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, label = " ", persist = false, required = false)
	private final String headlabels = "<html><b>Labels</b>";

	@Parameter(label = "Fusion of the raters", persist = false, required = false,
		description = "average, dice-weighted, majority or random-rater")
	private String fusion = "average";

	@Parameter(label = "Smoothing of hard labels", persist = false, required = false,
		description = "none, boundary(epsilon: 0.5, width: 3) or everywhere(epsilon: 0.1); for majority and random-rater")
	private String smoothing = "none";

	@Parameter(visibility = ItemVisibility.MESSAGE, label = " ", persist = false, required = false)
	private final String headmeanwhile = "<html><b>While it learns</b>";

	@Parameter(label = "Validation cases", persist = false, required = false,
		description = "cases that the network is tried on meanwhile, e.g. 23-29; not trained on; empty for none")
	private String validation = "";

	@Parameter(label = "Validate every ... epochs (0 = choose)", min = "0", persist = false, required = false,
		description = "0 makes about 50 validations in all")
	private Integer every = 0;

	@Parameter(label = "Patience (0 = never stop)", min = "0", persist = false, required = false,
		description = "after so many validations without a smaller loss training ends")
	private Integer patience = 0;

	@Parameter(label = "Keep", choices = { "best", "last" }, persist = false, required = false,
		description = "the weights with the smallest validation loss, or the last ones")
	private String keep = "best";

	@Parameter(label = "Minutes (0 = no limit)", min = "0", persist = false, required = false,
		description = "after which training ends and keeps what it has")
	private Double minutes = 0.0;

	@Parameter(label = "Checkpoint every ... epochs (0 = never)", min = "0", persist = false, required = false,
		description = "what is needed to go on after an interruption is written beside the model folder")
	private Integer checkpoint = 10;

	@Parameter(label = "Go on with an unfinished training", persist = false, required = false,
		description = "from its last checkpoint, if there is one")
	private Boolean resume = false;

	@Parameter(visibility = ItemVisibility.MESSAGE, label = " ", persist = false, required = false)
	private final String headresult = "<html><b>Result</b>";

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "where the model is written")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing model may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Model folder")
	private String model;

	@Override
	protected void execute(final Progress progress) throws IOException {
		logPreset(progress);
		model = jobs().run(new TrainJob(data(), supervised(configuration(new TrainingConfiguration.Labels(fusion, smoothing))),
			start(), new TrainJob.Supervision(validation, checkpoint, resume, minutes), output.toPath(), overwrite, compute()),
			progress).toString();
	}

	private TrainingConfiguration supervised(final TrainingConfiguration c) {
		final TrainingConfiguration.Course course = c.course();
		return c.with(new TrainingConfiguration.Course(course.accumulate(), course.clip(), course.ema(), every, patience,
			TrainingConfiguration.Keep.valueOf(keep.toUpperCase(Locale.ROOT))));
	}
}
