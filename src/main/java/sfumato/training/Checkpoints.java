package sfumato.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.models.StrictJson;
import sfumato.output.NewFolder;
import sfumato.output.Unfinished;
import sfumato.text.TextFile;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The folder of a training's checkpoints.
 *
 * <pre>
 * model.training/
 *   step-000001200/            the newest checkpoint; appears whole or not at all
 *     checkpoint.json          step, loss so far, best validation, time, and the settings it belongs to
 *     weights.safetensors
 *     velocities.safetensors
 *     average.safetensors      only if weights are averaged
 *     best.safetensors         only after a validation
 *     history.csv
 * </pre>
 *
 * Older ones are deleted when a newer one is complete, so that there is one at any time after the first.
 */
public final class Checkpoints {

	private static final Pattern NAME = Pattern.compile("step-\\d{9,}");
	private static final String STATE = "checkpoint.json", WEIGHTS = "weights.safetensors",
			VELOCITIES = "velocities.safetensors", AVERAGE = "average.safetensors", BEST = "best.safetensors",
			HISTORY = "history.csv";

	private final Path folder;
	private final int every;
	private final Map<String, String> settings;

	/**
	 * @param folder made when it is needed
	 * @param every interval of checkpoints in epochs; 0 for none
	 * @param settings by name, everything that the training's result depends on; only a training with equal settings resumes
	 */
	public Checkpoints(final Path folder, final int every, final Map<String, String> settings) {
		if (every < 0) throw new UserException(WrongValue.message("checkpoint", every, "a number of epochs, or 0 for none"));
		this.folder = folder;
		this.every = every;
		this.settings = Map.copyOf(settings);
	}

	public Path folder() {
		return folder;
	}

	/** Whether there is a checkpoint to resume from. */
	public boolean exist() throws IOException {
		return newest().isPresent();
	}

	/** The progress of the newest checkpoint, for messages: {@code epoch 40 of 150}. */
	public Optional<String> progress() throws IOException {
		final Optional<Path> newest = newest();
		return newest.isEmpty() ? Optional.empty() : Optional.of(progress(readState(newest.get())));
	}

	private static String progress(final Checkpoint.State s) {
		return "epoch " + s.step() / s.stepsPerEpoch() + " of " + s.epochs();
	}

	/** Deletes the folder with all that is in it. */
	public void delete() throws IOException {
		NewFolder.delete(folder);
	}

	/** Whether a checkpoint is due after an epoch. */
	boolean areDue(final int epoch) {
		return every > 0 && epoch % every == 0;
	}

	/** Whether checkpoints are enabled. */
	boolean areWanted() {
		return every > 0;
	}

	Map<String, String> settings() {
		return settings;
	}

	void write(final Checkpoint c) throws IOException {
		final Path place = folder.resolve(String.format(Locale.ROOT, "step-%09d", c.state().step()));
		NewFolder.write(place, true, fresh -> {
			Files.writeString(fresh.resolve(STATE), StrictJson.write(c.state()), StandardCharsets.UTF_8);
			Files.writeString(fresh.resolve(HISTORY), c.history().toCsv(), StandardCharsets.UTF_8);
			SafeTensors.write(fresh.resolve(WEIGHTS), c.weights());
			SafeTensors.write(fresh.resolve(VELOCITIES), c.velocities());
			if (c.average().isPresent()) SafeTensors.write(fresh.resolve(AVERAGE), c.average().get());
			if (c.best().isPresent()) SafeTensors.write(fresh.resolve(BEST), c.best().get());
			flushToDisk(fresh);
		});
		for (final Path old : all())
			if (!old.equals(place)) NewFolder.delete(old);
	}

	/** Flushes files to the disk: after a power failure a moved folder may otherwise have empty files. */
	private static void flushToDisk(final Path fresh) throws IOException {
		try (Stream<Path> files = Files.list(fresh)) {
			for (final Path file : files.toList())
				try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
					channel.force(true);
				}
		}
	}

	/**
	 * The newest checkpoint, if there is one.
	 *
	 * @throws UserException if it belongs to a training with other settings, which it names
	 */
	Optional<Checkpoint> read() throws IOException {
		final Optional<Path> newest = newest();
		if (newest.isEmpty()) return Optional.empty();
		final Path place = newest.get();
		final Checkpoint.State state = readState(place);
		requireSame(state);
		return Optional.of(new Checkpoint(state, SafeTensors.read(place.resolve(WEIGHTS)), SafeTensors.read(place.resolve(
			VELOCITIES)), readOptional(place.resolve(AVERAGE)), readOptional(place.resolve(BEST)), History.read(place.resolve(HISTORY))));
	}

	private static Checkpoint.State readState(final Path place) throws IOException {
		final Path file = place.resolve(STATE);
		return StrictJson.read(TextFile.read(file), Checkpoint.State.class, file.toString());
	}

	private void requireSame(final Checkpoint.State state) {
		final List<String> differences = new ArrayList<>();
		final TreeSet<String> names = new TreeSet<>(settings.keySet());
		names.addAll(state.settings().keySet());
		if (state.format() != Checkpoint.FORMAT) differences.add(TrainingMessages.otherVersion());
		for (final String name : names) {
			final String before = state.settings().get(name), now = settings.get(name);
			if (before == null) differences.add(TrainingMessages.isNew(name));
			else if (now == null) differences.add(TrainingMessages.isMissing(name));
			else if (!before.equals(now)) differences.add(name.contains(" ") ? TrainingMessages.hasChanged(name)
				: TrainingMessages.differs(name, before, now));
		}
		if (!differences.isEmpty()) throw new UserException(TrainingMessages.notResumable(folder, progress(state), differences));
	}

	private static Optional<Map<String, Tensor>> readOptional(final Path file) throws IOException {
		return Files.exists(file) ? Optional.of(SafeTensors.read(file)) : Optional.empty();
	}

	private Optional<Path> newest() throws IOException {
		return all().stream().max(Comparator.comparing(p -> Long.parseLong(p.getFileName().toString().substring(5))));
	}

	private List<Path> all() throws IOException {
		Unfinished.repair(folder);
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter(p -> NAME.matcher(p.getFileName().toString()).matches()).toList();
		}
	}
}
