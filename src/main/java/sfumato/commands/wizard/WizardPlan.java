package sfumato.commands.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import sfumato.commands.wizard.WizardLine.Run;
import sfumato.commands.wizard.WizardLine.Save;
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
	 * A step as it is about to be run; later choices do not change it.
	 *
	 * @param split of the cases, if the step works with one; else null
	 * @param version of its files
	 */
	record Prepared(WizardStep step, List<WizardLine> lines, WizardSplit split, int version) {}

	/** What has been made, as the how manieth. */
	private record Made(Prepared prepared, int number) {}

	/** How a step stands. */
	enum State {
		/** Nothing has been made. */
		TODO,
		/** Made of what was chosen before; the choices have changed since. */
		CHANGED,
		/** Made of what another step has made again since. */
		OUTDATED,
		/** Made as it is chosen. */
		DONE
	}

	private final Map<WizardInput, String> choices = new EnumMap<>(WizardInput.class);
	private final Map<TrainingKey, String> training = new EnumMap<>(TrainingKey.class);
	private final Map<WizardStep, Made> made = new EnumMap<>(WizardStep.class);
	private final Map<WizardStep, Integer> versions = new EnumMap<>(WizardStep.class);
	private WizardData data;
	private int runs;

	/** The dataset, or null. */
	WizardData data() {
		return data;
	}

	/** Starts again with a dataset, or another task of it; what was made before stays where it is but is no part of the plan. */
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

	/** A folder that does not exist, beside that of the images or, where nothing can be written, among the user's. */
	private static Path freeFolder(final Path images) {
		final String name = (images.getFileName() == null ? "images" : images.getFileName()) + "-wizard";
		final Path place = images.getParent() != null && Files.isWritable(images.getParent()) ? images.getParent() : Path.of(System
			.getProperty("user.home"));
		Path folder = place.resolve(name);
		for (int i = 2; Files.exists(folder); i++)
			folder = place.resolve(name + "-" + i);
		return folder;
	}

	/** What is chosen. */
	String get(final WizardInput input) {
		if (input == WizardInput.IMAGE && !choices.containsKey(input)) return firstTestCase();
		return choices.getOrDefault(input, input.standard());
	}

	/** What is chosen of a training; unless something is, the value of the preset. */
	String get(final TrainingKey key) {
		return training.getOrDefault(key, TrainingPreset.of(get(WizardInput.PRESET)).choices().get(key.key()).toString());
	}

	/** Chooses something of a training. */
	void choose(final TrainingKey key, final String value) {
		training.put(key, value.strip());
	}

	/** Chooses a preset, with all its values. */
	void choosePreset(final String name) {
		choose(WizardInput.PRESET, name);
		training.clear();
	}

	private String firstTestCase() {
		return isValidSplit() ? split().test().get(0) : "";
	}

	/** Chooses. Another folder of results starts again. */
	void choose(final WizardInput input, final String value) {
		final String text = value.strip();
		if (text.equals(get(input))) return;
		choices.put(input, text);
		if (input == WizardInput.OUTPUT) restart();
	}

	/**
	 * Which case is for what.
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

	/** Why a step cannot be run now, in a sentence; empty if it can. */
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
		return Optional.of(needed == WizardStep.TRAINING ? WizardMessages.needsTraining() : WizardMessages.needsRecalibration());
	}

	/** Whether a page can be looked at. */
	boolean mayEnter(final WizardStep step) {
		if (step.isFirst() || made.containsKey(step)) return true;
		return obstacle(step).isEmpty() && mayEnter(step.previous());
	}

	/** How a step stands. */
	State state(final WizardStep step) {
		if (step == WizardStep.SPLIT) return isSplitUsed() ? State.DONE : State.TODO;
		if (!made.containsKey(step)) return State.TODO;
		if (!isFresh(step)) return State.OUTDATED;
		return isAsChosen(step) ? State.DONE : State.CHANGED;
	}

	/** Whether cases can be assigned. */
	boolean isValidSplit() {
		return data != null && splitOrNull() != null;
	}

	/** Whether a network has learnt with the cases as they are assigned now. */
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
		return here != null && (needed == null || isFresh(needed) && made.get(needed).number() < here.number());
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
	 * A step with the present choices.
	 *
	 * @throws UserException as {@link #lines}
	 */
	Prepared prepare(final WizardStep step) {
		return new Prepared(step, List.copyOf(lines(step)), step.compareTo(WizardStep.SPLIT) > 0 ? split() : null, version(step));
	}

	/** Remembers that a step has been run to its end. */
	void made(final Prepared prepared) {
		made.put(prepared.step(), new Made(prepared, ++runs));
	}

	/**
	 * What a step does with the present choices.
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

	/** A file or folder that a step is to write. */
	Path target(final WizardStep step, final String name) {
		return file(name, version(step));
	}

	/** What a step has written last; a run beside it that failed since does not count. */
	Path result(final WizardStep step, final String name) {
		return file(name, made.containsKey(step) ? made.get(step).prepared().version() : version(step));
	}

	/** With the number of the version before the ending. */
	private Path file(final String name, final int version) {
		final int dot = name.lastIndexOf('.');
		final String numbered = version == 1 ? name : dot < 0 ? name + "-" + version : name.substring(0, dot) + "-" + version + name
			.substring(dot);
		return output().resolve(numbered);
	}

	/** The folder of all results, absolute. */
	Path output() {
		return Path.of(get(WizardInput.OUTPUT)).toAbsolutePath().normalize();
	}

	/** What there is already of what a step would write. */
	List<Path> existing(final WizardStep step) {
		return targets(lines(step)).filter(Files::exists).toList();
	}

	private static Stream<Path> targets(final List<WizardLine> lines) {
		return lines.stream().map(l -> l instanceof final Run run ? (Path) run.options().get("output") : l instanceof final Save save
			? save.file() : null).filter(Objects::nonNull);
	}

	/** Whether a training was interrupted, or cancelled, and can go on. */
	boolean isUnfinished() {
		final Path model = target(WizardStep.TRAINING, WizardLines.MODEL);
		return !Files.exists(model) && Files.exists(model.resolveSibling(model.getFileName() + ".training"));
	}

	/** Has a step write beside what there is. */
	void keepBoth(final WizardStep step) {
		do
			versions.merge(step, 2, (version, two) -> version + 1);
		while (!existing(step).isEmpty());
	}

	/** Everything that has been made, as a macro that makes it again in another folder. */
	String macro() {
		final Map<WizardStep, List<WizardLine>> lines = new EnumMap<>(WizardStep.class);
		for (final WizardStep step : WizardStep.values())
			if (isFresh(step)) lines.put(step, made.get(step).prepared().lines());
		return WizardMacro.of(data.folder(), output(), lines);
	}
}
