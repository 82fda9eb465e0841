package sfumato.commands.train;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.scijava.ItemVisibility;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;

import sfumato.api.Model;
import sfumato.api.NetworkTraining;
import sfumato.api.Sfumato;
import sfumato.api.Training;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.jobs.cases.DataSelection;
import sfumato.labels.MissingLabels;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingKey;
import sfumato.training.settings.TrainingPreset;

/**
 * A command that trains: inputs for data, network and optimizer. SciJava shows the inputs of a superclass first, so that a subclass
 * adds what is its own below.
 * <p>
 * What presets have a value for are sections of the table {@link TrainingKey}.
 */
public abstract class TrainingCommand extends BaseCommand {

	@Inputs(optional = "dataset", texts = @Inputs.Text(of = "cases",
		description = "cases by names, globs or positions, e.g. 1-22 or 1-5+8; empty for all"))
	private final DatasetInputs data = new DatasetInputs();

	@Parameter(label = "Preset", choices = { "standard", "paper-qubiq", "paper-lits", "paper-kits", "paper-lits-student",
		"paper-kits-student", "quick" }, persist = false, required = false, callback = "fillIn",
		description = "preset values for the fields below; a changed field overrides the preset")
	private String preset = "standard";

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headnetwork = "Network";

	@Inputs
	private final TrainingInputs network = new TrainingInputs(TrainingKey.Section.NETWORK);

	@Parameter(label = "Initial weights (model)", style = "directory", persist = false, required = false,
		description = "model folder of the same network for transfer learning (fine-tuning); random weights if empty")
	private File start;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headgoal = "Normalization and loss";

	@Inputs
	private final TrainingInputs goal = new TrainingInputs(TrainingKey.Section.GOAL);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headsteps = "Batches and epochs";

	@Inputs
	private final TrainingInputs steps = new TrainingInputs(TrainingKey.Section.STEPS);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headoptimizer = "Optimizer";

	@Inputs
	private final TrainingInputs optimizer = new TrainingInputs(TrainingKey.Section.OPTIMIZER);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headaugmentation = "Data augmentation";

	@Inputs
	private final TrainingInputs augmentation = new TrainingInputs(TrainingKey.Section.AUGMENTATION);

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headcomputing = "Computing";

	@Inputs
	private final TrainingInputs general = new TrainingInputs(TrainingKey.Section.COMPUTING);

	@Inputs
	private final ComputeInputs computing = new ComputeInputs();

	@Parameter(label = "Training window", persist = false, required = false,
		description = "show a window with losses, scores and a preview; never in batch mode or without a screen")
	private Boolean window = true;

	@Parameter
	private TrainingWindows windows;

	/** Fills in the values of the preset. The dialog calls this when the user chooses a preset. */
	void fillIn() {
		final Module inputs = inputs();
		choices(preset(), inputs).forEach(inputs::setInput);
	}

	/** Returns those values of a preset, by key, for which a command has inputs. */
	static Map<String, Object> choices(final TrainingPreset preset, final Module inputs) {
		final Map<String, Object> choices = new LinkedHashMap<>(preset.choices());
		choices.keySet().removeIf(key -> inputs.getInfo().getInput(key) == null);
		return choices;
	}

	final DataSelection selection() {
		requireDataset();
		return data.selection();
	}

	/**
	 * Returns the selected cases.
	 *
	 * @param missing how label maps mark unlabelled pixels
	 */
	final DataSelection selection(final MissingLabels missing) {
		final DataSelection all = selection();
		return new DataSelection(all.dataset(), all.task(), all.cases(), Optional.of(missing));
	}

	private void requireDataset() {
		if (!data.isGiven()) throw new UserException(TrainMenuMessages.noDataset(label()));
	}

	/** Returns the inputs of the dataset. */
	final DatasetInputs data() {
		return data;
	}

	final Optional<Path> start() {
		return Optional.ofNullable(start).map(File::toPath);
	}

	/** Returns the values of all keys: what the command does not ask for is as the preset says. */
	private Map<String, Object> chosen() {
		final Map<String, Object> values = new LinkedHashMap<>(preset().choices());
		final Module inputs = inputs();
		for (final TrainingKey key : TrainingKey.values())
			if (inputs.getInfo().getInput(key.key()) != null) values.put(key.key(), inputs.getInput(key.key()));
		return values;
	}

	/** Checks before the work that the settings are possible together. */
	final void requireSettings() {
		TrainingConfiguration.of(preset(), chosen());
	}

	/** Gives a training of the API all that was chosen; what the command does not ask for is as the preset says. */
	final <C extends NetworkTraining<C>> C chosen(final C training) throws IOException {
		final Module inputs = inputs();
		for (final TrainingKey key : TrainingKey.values())
			if (inputs.getInfo().getInput(key.key()) != null) training.set(key.key(), inputs.getInput(key.key()));
		if (start().isPresent()) training.start(Model.open(start().get()));
		return computing.of(training.preset(preset().toString()));
	}

	/** A training of the API that has not begun. */
	@FunctionalInterface
	interface Begun {
		Training with(Sfumato sfumato) throws IOException;
	}

	/**
	 * Trains one network. The training can be watched and finished early.
	 *
	 * @return the model folder
	 */
	final String train(final Begun training, final File output, final Progress progress) throws IOException {
		try (TrainingWatch watch = watch(output, true)) {
			final Model model = training.with(sfumato(watch.progress(progress))).watch(new TrainingMonitor(watch, watch.control())).to(output
				.toPath());
			watch.succeed();
			windows.remember(model.folder());
			return model.folder().toString();
		}
	}

	/** Work of the API that trains several networks and has not begun. */
	@FunctionalInterface
	interface BegunSeveral<C> {

		C with(Sfumato sfumato) throws IOException;
	}

	/** The last call of such work. */
	@FunctionalInterface
	interface LastCall<C, R> {

		R of(C training) throws IOException;
	}

	/**
	 * Trains several networks, which can be watched; one that ended early could not be compared.
	 *
	 * @param output the output of the job
	 */
	final <C extends NetworkTraining<C>, R> R trainSeveral(final BegunSeveral<C> training, final LastCall<C, R> last, final File output,
		final Progress progress) throws IOException
	{
		try (TrainingWatch watch = watch(output, false)) {
			final R result = last.of(training.with(sfumato(watch.progress(progress))).watch(new TrainingMonitor(watch, watch.control())));
			watch.succeed();
			return result;
		}
	}

	@Override
	protected final boolean outlastsMacro() {
		return TrainingWindows.hasScreen(); // else nobody presses Esc, and nothing else could cancel it
	}

	private TrainingWatch watch(final File output, final boolean mayFinish) {
		return windows.watch(label() + " " + output.getName(), mayFinish, window && !macro().isBatch());
	}

	final TrainingPreset preset() {
		return TrainingPreset.of(preset);
	}

	/** Logs the preset and all values that differ from it. */
	final void logPreset(final Progress progress) {
		final TrainingPreset chosen = preset();
		if (chosen == TrainingPreset.STANDARD) return;
		final Module inputs = inputs();
		final List<String> others = new ArrayList<>();
		choices(chosen, inputs).forEach((key, value) -> {
			if (!value.equals(inputs.getInput(key))) others.add(key + "=" + inputs.getInput(key));
		});
		progress.log(others.isEmpty() ? TrainMenuMessages.preset(label(), chosen, chosen.purpose())
			: TrainMenuMessages.changedPreset(label(), chosen, chosen.purpose(), String.join(", ", others)));
	}

	/** Returns the current inputs by key. */
	private Module inputs() {
		return context().service(CommandService.class).getCommand(getClass()).createModule(this);
	}
}
