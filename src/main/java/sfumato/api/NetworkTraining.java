package sfumato.api;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingKey;
import sfumato.training.settings.TrainingPreset;

/**
 * What there is to choose about networks that are trained, one or several. What is not said is as in the preset, whose choices have the names
 * of the commands' keys.
 *
 * <pre>{@code
 * sfumato.crossValidate(data).preset("quick").epochs(200).set("optimizer", "adamw").to("folds");
 * }</pre>
 *
 * @param <C> the builder itself
 */
public abstract class NetworkTraining<C extends NetworkTraining<C>> extends Computation<C> {

	private final Map<String, Object> choices = new LinkedHashMap<>();
	private String preset = TrainingPreset.STANDARD.toString();
	private Optional<Path> start = Optional.empty();
	private TrainingMonitor monitor = TrainingMonitor.none();

	NetworkTraining(final Sfumato sfumato) {
		super(sfumato);
	}

	/** A value for everything that is not chosen: {@code standard} (the default), {@code quick}, {@code paper-qubiq}, … */
	public C preset(final String name) {
		preset = TrainingPreset.of(name).toString();
		return self();
	}

	/**
	 * Any choice by its key, e.g. {@code set("rate", 0.05)}, {@code set("optimizer", "adamw")}; {@code docs/training.md} lists them.
	 *
	 * @throws UserException in a sentence, if there is no such key, or the value is of another kind
	 */
	public C set(final String key, final Object value) {
		choices.put(key, TrainingKey.named(key).converted(value));
		return self();
	}

	/** The network, e.g. {@code "unet(encoder: resnet18d)"}. */
	public C network(final String text) {
		return set("network", text);
	}

	/** A weighted sum of losses, e.g. {@code "0.25*cross-entropy + 0.75*dice-semimetric"}. */
	public C loss(final String text) {
		return set("loss", text);
	}

	/** How often each image is seen. */
	public C epochs(final int number) {
		return set("epochs", number);
	}

	/** Patches per step. */
	public C batch(final int size) {
		return set("batch", size);
	}

	/** Side of a patch in pixels; 0 takes the side of the largest image, at most 256. */
	public C patch(final int side) {
		return set("patch", side);
	}

	/** Of everything random; 0 by default. Equal seeds, threads and precision give equal weights. */
	public C seed(final long number) {
		return set("seed", number);
	}

	/** A model of the same network whose weights it begins with; random ones by default. */
	public C start(final Model model) {
		start = Optional.of(model.folder());
		return self();
	}

	/** Who watches the steps, and may end the training early; see its classes. */
	public C watch(final TrainingMonitor who) {
		monitor = who;
		return self();
	}

	final Optional<Path> start() {
		return start;
	}

	final TrainingMonitor monitor() {
		return monitor;
	}

	/** @param others override all that was chosen */
	final TrainingConfiguration configuration(final Map<String, Object> others) {
		final TrainingPreset chosen = TrainingPreset.of(preset);
		final Map<String, Object> values = new LinkedHashMap<>(chosen.choices());
		for (final TrainingKey key : TrainingKey.values())
			if (!key.isPreset()) values.put(key.key(), key.standard());
		values.putAll(choices);
		values.putAll(others);
		return TrainingConfiguration.of(chosen, values);
	}

	/** Of everything random. */
	final long seed() {
		return (Long) choices.getOrDefault(TrainingKey.SEED.key(), TrainingKey.SEED.standard());
	}
}
