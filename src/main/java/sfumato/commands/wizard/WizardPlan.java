package sfumato.commands.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import sfumato.commands.wizard.WizardLine.Run;
import sfumato.commands.wizard.WizardLine.Save;
import sfumato.text.Choice;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingKey;
import sfumato.training.settings.TrainingPreset;

/**
 * The state of the {@link SegmentationWizard}: the steps, the macro lines of each step, the results, and the steps that can run next.
 * It runs nothing and shows nothing. Choosing changes nothing that has been made; only making it again does.
 */
final class WizardPlan {

	/**
	 * A step that is about to run. Later choices do not change it.
	 *
	 * @param split the split of the cases; null if the step needs none
	 * @param version version number of its files
	 */
	record Prepared(WizardStep step, List<WizardLine> lines, WizardSplit split, int version) {}

	/**
	 * What has been made.
	 *
	 * @param number the how manieth it was
	 * @param notes what its lines do not say, for the macro
	 */
	record Made(Prepared prepared, int number, List<String> notes) {}

	/** The state of a step. */
	enum State {
		/** The step has not run. */
		TODO,
		/** The step has run, but the choices have changed since. */
		CHANGED,
		/** The step has run, but an earlier step has run again since. */
		OUTDATED,
		/** The step has run with the current choices. */
		DONE
	}

	private final Map<WizardInput, String> choices = new EnumMap<>(WizardInput.class);
	private final Map<TrainingKey, String> training = new EnumMap<>(TrainingKey.class);
	private final Map<WizardStep, Made> made = new EnumMap<>(WizardStep.class);
	private final Map<WizardStep, Integer> versions = new EnumMap<>(WizardStep.class);
	private WizardData data;
	private int runs;

	/** Returns the dataset; null if none is open. */
	WizardData data() {
		return data;
	}

	/** Starts again with another dataset or task. Earlier results stay on disk, but are no part of the plan. */
	void begin(final WizardData with) {
		data = with;
		restart();
		choices.put(WizardInput.GROUP, with.group());
		choices.put(WizardInput.CASE, with.cases().get(0));
		choices.remove(WizardInput.IMAGE);
		choices.put(WizardInput.OUTPUT, freeFolder(with.folder()).toString());
	}

	private void restart() {
		made.clear();
		versions.clear();
	}

	/** Finds the path of a new folder: beside the images, or in the user's home folder if nothing can be written there. */
	private static Path freeFolder(final Path images) {
		final String name = (images.getFileName() == null ? "images" : images.getFileName()) + "-wizard";
		final Path place = images.getParent() != null && Files.isWritable(images.getParent()) ? images.getParent() : Path.of(System
			.getProperty("user.home"));
		Path folder = place.resolve(name);
		for (int i = 2; Files.exists(folder); i++)
			folder = place.resolve(name + "-" + i);
		return folder;
	}

	/** Returns a choice. */
	String get(final WizardInput input) {
		if (input == WizardInput.IMAGE && !choices.containsKey(input)) return firstTestCase();
		return choices.getOrDefault(input, input.standard());
	}

	/** Returns a choice of the training; by default the value of the preset. */
	String get(final TrainingKey key) {
		return training.getOrDefault(key, TrainingPreset.of(get(WizardInput.PRESET)).choices().get(key.key()).toString());
	}

	/** Sets a choice of the training. */
	void choose(final TrainingKey key, final String value) {
		training.put(key, value.strip());
	}

	/** Chooses a preset with all its values. */
	void choosePreset(final String name) {
		choose(WizardInput.PRESET, name);
		training.clear();
	}

	private String firstTestCase() {
		return isValidSplit() ? split().test().get(0) : "";
	}

	/** Sets a choice. Another folder of results starts a new plan. */
	void choose(final WizardInput input, final String value) {
		final String text = value.strip();
		if (text.equals(get(input))) return;
		choices.put(input, text);
		if (input == WizardInput.OUTPUT) restart();
	}

	/**
	 * Returns the split of the cases.
	 *
	 * @throws UserException if the value is invalid
	 */
	WizardSplit split() {
		return WizardSplit.of(data.cases(), get(WizardInput.GROUP), (int) whole(WizardInput.PARTS), whole(WizardInput.SEED));
	}

	private long whole(final WizardInput input) {
		try {
			return Long.parseLong(get(input));
		}
		catch (final NumberFormatException e) {
			throw new UserException(WrongValue.message(input.name().toLowerCase(Locale.ROOT), get(input), "a whole number"), e);
		}
	}

	/** Returns the reason why a step cannot run now; empty if it can. */
	Optional<String> obstacle(final WizardStep step) {
		if (data == null) return Optional.of(WizardMessages.needsImages());
		if (get(WizardInput.OUTPUT).isEmpty()) return Optional.of(WizardMessages.needsOutput());
		if (step.compareTo(WizardStep.SPLIT) > 0) {
			try {
				final WizardSplit split = split();
				// else the model would be judged by cases that it has learnt from
				final Made training = made.get(WizardStep.TRAINING);
				if (step.needs() != null && training != null && !split.equals(training.prepared().split())) return Optional.of(
					WizardMessages.splitChanged());
			}
			catch (final UserException e) {
				return Optional.of(e.getMessage());
			}
		}
		final WizardStep needed = step.needs();
		if (needed == null || isFresh(needed)) return Optional.empty();
		return Optional.of(WizardMessages.needsTraining());
	}

	/** Whether the page of a step is accessible. */
	boolean mayEnter(final WizardStep step) {
		if (step.isFirst() || made.containsKey(step)) return true;
		return obstacle(step).isEmpty() && mayEnter(step.previous());
	}

	/** Returns the state of a step. */
	State state(final WizardStep step) {
		if (step == WizardStep.SPLIT) return isSplitUsed() ? State.DONE : State.TODO;
		if (!made.containsKey(step)) return State.TODO;
		if (!isFresh(step)) return State.OUTDATED;
		return isAsChosen(step) ? State.DONE : State.CHANGED;
	}

	/** Whether the choices give a valid split. */
	boolean isValidSplit() {
		return data != null && splitOrNull() != null;
	}

	/** Whether a network was trained with the current split. */
	private boolean isSplitUsed() {
		return made.containsKey(WizardStep.TRAINING) && made.get(WizardStep.TRAINING).prepared().split().equals(splitOrNull());
	}

	private WizardSplit splitOrNull() {
		try {
			return split();
		}
		catch (final UserException e) {
			return null;
		}
	}

	private boolean isFresh(final WizardStep step) {
		final Made here = made.get(step);
		final WizardStep needed = step.needs();
		if (here == null || needed != null && !(isFresh(needed) && made.get(needed).number() < here.number())) return false;
		final Made recalibration = made.get(WizardStep.RECALIBRATION);
		// made with a model that has been made again since
		return step.compareTo(WizardStep.RECALIBRATION) <= 0 || recalibration == null || recalibration.number() < here.number() ||
			!reads(here, model(true));
	}

	private static boolean reads(final Made step, final Path model) {
		return step.prepared().lines().stream().anyMatch(l -> l instanceof final Run run && model.equals(run.options().get("model")));
	}

	/** Whether there is a recalibrated model of the present training. */
	boolean isRecalibrated() {
		return isFresh(WizardStep.RECALIBRATION);
	}

	/** The folder of the model that is tested and predicts. */
	Path model() {
		return model(isRecalibrated() && get(WizardInput.MODEL).equals(WizardInput.MODEL.standard()));
	}

	private Path model(final boolean recalibrated) {
		return recalibrated ? result(WizardStep.RECALIBRATION, WizardLines.RECALIBRATED) : result(WizardStep.TRAINING, WizardLines.MODEL);
	}

	/** The cases by which the recalibration is judged, after those that it is then made with; empty if there are too few patients. */
	List<List<String>> halves() {
		return WizardSplit.halves(split().calibrate(), get(WizardInput.GROUP), whole(WizardInput.SEED));
	}

	private boolean isAsChosen(final WizardStep step) {
		try {
			return made.get(step).prepared().lines().equals(lines(step));
		}
		catch (final UserException e) {
			return false;
		}
	}

	/**
	 * Prepares a step with the current choices.
	 *
	 * @throws UserException as {@link #lines}
	 */
	Prepared prepare(final WizardStep step) {
		return new Prepared(step, List.copyOf(lines(step)), step.compareTo(WizardStep.SPLIT) > 0 ? split() : null, version(step));
	}

	/** Records that a step has completed. */
	void made(final Prepared prepared) {
		made.put(prepared.step(), new Made(prepared, ++runs, notes(prepared)));
	}

	/** What the lines do not say: that a training was ended early, and on what it has run. */
	private List<String> notes(final Prepared prepared) {
		return prepared.step() == WizardStep.TRAINING ? TrainingNotes.of(file(WizardLines.MODEL, prepared.version())) : List.of();
	}

	/**
	 * Returns the lines of a step with the current choices.
	 *
	 * @throws UserException if {@link #obstacle} has one or a choice cannot be read
	 */
	List<WizardLine> lines(final WizardStep step) {
		obstacle(step).ifPresent(sentence -> {
			throw new UserException(sentence);
		});
		return new WizardLines(this).of(step);
	}

	private int version(final WizardStep step) {
		return versions.getOrDefault(step, 1);
	}

	/** Returns a file or folder that a step will write. */
	Path target(final WizardStep step, final String name) {
		return file(name, version(step));
	}

	/** Returns the last output of a step. A later run that failed is ignored. */
	Path result(final WizardStep step, final String name) {
		return file(name, made.containsKey(step) ? made.get(step).prepared().version() : version(step));
	}

	/** Inserts the version number before the file extension. */
	private Path file(final String name, final int version) {
		final int dot = name.lastIndexOf('.');
		final String numbered = version == 1 ? name : dot < 0 ? name + "-" + version : name.substring(0, dot) + "-" + version + name
			.substring(dot);
		return output().resolve(numbered);
	}

	/** Returns the absolute path of the folder of results. */
	Path output() {
		return Path.of(get(WizardInput.OUTPUT)).toAbsolutePath().normalize();
	}

	/** Returns the existing files and folders that a step would replace. */
	List<Path> existing(final WizardStep step) {
		return targets(lines(step)).filter(Files::exists).toList();
	}

	private static Stream<Path> targets(final List<WizardLine> lines) {
		return lines.stream().map(l -> l instanceof final Run run ? (Path) run.options().get("output") : l instanceof final Save save
			? save.file() : null).filter(Objects::nonNull);
	}

	/** Whether an interrupted or cancelled training can be resumed. */
	boolean isUnfinished() {
		final Path model = target(WizardStep.TRAINING, WizardLines.MODEL);
		return !Files.exists(model) && Files.exists(model.resolveSibling(model.getFileName() + ".training"));
	}

	/** Keeps existing results of a step and writes new ones beside them. */
	void keepBoth(final WizardStep step) {
		do
			versions.merge(step, 2, (version, two) -> version + 1);
		while (!existing(step).isEmpty());
	}

	/** What there is, to continue later. */
	SavedRun.Folder saved() {
		final Map<String, String> chosen = new LinkedHashMap<>(), keys = new LinkedHashMap<>();
		choices.forEach((input, value) -> chosen.put(input.name(), value));
		training.forEach((key, value) -> keys.put(key.key(), value));
		return new SavedRun.Folder(SavedRun.FORMAT, data.folder(), data.dataset().task(), chosen, keys, made.values().stream().sorted(
			Comparator.comparing(Made::number)).map(m -> new SavedRun.Step(m.prepared().step(), m.prepared().version(), Optional.ofNullable(m
				.prepared().split()), m.prepared().lines(), m.notes())).toList());
	}

	/**
	 * Continues a run.
	 *
	 * @param with its dataset
	 * @param output its folder of results, which may have been moved
	 * @throws UserException if it has choices that there are not
	 */
	void restore(final SavedRun.Folder run, final WizardData with, final Path output) {
		final Map<WizardInput, String> chosen = new EnumMap<>(WizardInput.class);
		final Map<TrainingKey, String> keys = new EnumMap<>(TrainingKey.class);
		run.choices().forEach((name, value) -> chosen.put(Choice.of("choice", WizardInput.values(), name), value));
		run.training().forEach((key, value) -> keys.put(TrainingKey.named(key), value));
		begin(with);
		choices.putAll(chosen);
		choices.put(WizardInput.OUTPUT, output.toString());
		training.clear();
		training.putAll(keys);
		for (final SavedRun.Step step : run.steps()) {
			made.put(step.step(), new Made(new Prepared(step.step(), step.lines(), step.split().orElse(null), step.version()), ++runs, step
				.notes()));
			versions.put(step.step(), step.version());
		}
	}

	/** Whether there is anything for a macro. */
	boolean isAnythingMade() {
		return !made.isEmpty();
	}

	/** Writes all completed steps as a macro that repeats them in another folder. */
	String macro() {
		final List<Made> fresh = Stream.of(WizardStep.values()).filter(this::isFresh).map(made::get).toList();
		return WizardMacro.of(data.folder(), output(), fresh);
	}
}
