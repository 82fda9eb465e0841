package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sfumato.jobs.DistillJob;
import sfumato.jobs.TrainJob;
import sfumato.text.UserException;
import sfumato.training.TrainingMonitor;
import sfumato.training.distillation.Distillation;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingKey;
import sfumato.training.settings.TrainingPreset;

/**
 * Trains a network, alone or with a teacher; {@code Train Network...} and {@code Distill Network...} in a script. What is not said is as in
 * the preset, whose choices have the names of the commands' keys.
 *
 * <pre>{@code
 * Model model = sfumato.train(Dataset.open("cells").cases("1-22")).preset("quick").epochs(200).validation("23-25").to("model");
 * Model student = sfumato.distil(data, model).network("unet(encoder: plain)").terms("labels + kl").to("student");
 * }</pre>
 */
public final class Training extends Computation<Training> {

	private final Dataset data;
	private final Optional<Model> teacher;
	private final Map<String, Object> choices = new LinkedHashMap<>();
	private String preset = TrainingPreset.STANDARD.toString();
	private Optional<Path> start = Optional.empty();
	private String validation = "";
	private int checkpoint = 10;
	private boolean resume, overwrite;
	private double minutes, temperature = new Distillation().temperature();
	private String terms = new Distillation().terms(), kde = new Distillation().kde();
	private TrainingMonitor monitor = TrainingMonitor.none();

	Training(final Sfumato sfumato, final Dataset data, final Optional<Model> teacher) {
		super(sfumato);
		this.data = data;
		this.teacher = teacher;
	}

	@Override
	Training self() {
		return this;
	}

	/** A value for everything that is not chosen: {@code standard} (the default), {@code quick}, {@code paper-qubiq}, … */
	public Training preset(final String name) {
		preset = TrainingPreset.of(name).toString();
		return this;
	}

	/**
	 * Any choice by its key, e.g. {@code set("rate", 0.05)}, {@code set("optimizer", "adamw")}; {@code docs/training.md} lists them.
	 *
	 * @throws UserException in a sentence, if there is no such key, or the value is of another kind
	 */
	public Training set(final String key, final Object value) {
		choices.put(key, TrainingKey.named(key).converted(value));
		return this;
	}

	/** The network, e.g. {@code "unet(encoder: resnet18d)"}. */
	public Training network(final String text) {
		return set("network", text);
	}

	/** A weighted sum of losses, e.g. {@code "0.25*cross-entropy + 0.75*dice-semimetric"}. */
	public Training loss(final String text) {
		return set("loss", text);
	}

	/** How raters become targets, e.g. {@code "average"}, {@code "majority"}. */
	public Training fusion(final String method) {
		return set("fusion", method);
	}

	/** How often each image is seen. */
	public Training epochs(final int number) {
		return set("epochs", number);
	}

	/** Patches per step. */
	public Training batch(final int size) {
		return set("batch", size);
	}

	/** Side of a patch in pixels; 0 takes the side of the largest image, at most 256. */
	public Training patch(final int side) {
		return set("patch", side);
	}

	/** Of everything random; 0 by default. Equal seeds, threads and precision give equal weights. */
	public Training seed(final long number) {
		return set("seed", number);
	}

	/** A model of the same network whose weights it begins with; random ones by default. */
	public Training start(final Model model) {
		start = Optional.of(model.folder());
		return this;
	}

	/** Cases that the network is tried on meanwhile, e.g. {@code "23-29"}; not trained on. None by default. */
	public Training validation(final String cases) {
		validation = cases;
		return this;
	}

	/** Epochs from one validation to the next; 0, the default, makes about 50 validations in all. */
	public Training every(final int epochs) {
		return set("every", epochs);
	}

	/** Early stopping: after so many validations without a smaller loss training ends; 0, the default, for never. */
	public Training patience(final int validations) {
		return set("patience", validations);
	}

	/** After which training ends and keeps what it has; 0, the default, for no limit. */
	public Training minutes(final double limit) {
		minutes = limit;
		return this;
	}

	/** Epochs from one checkpoint to the next, 10 by default; 0 for none. */
	public Training checkpoint(final int epochs) {
		checkpoint = epochs;
		return this;
	}

	/** Whether to go on with an unfinished training of the same settings, if there is one; not by default. */
	public Training resume(final boolean goOn) {
		resume = goOn;
		return this;
	}

	/** Whether an existing model may be replaced; not by default. */
	public Training overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/** With a teacher: what counts how much, {@code labels}, {@code kl} (pixel by pixel) and {@code dml} (regions). */
	public Training terms(final String sum) {
		requireTeacher("terms");
		terms = sum;
		return this;
	}

	/** With a teacher: how it is calibrated, {@code none} (the default) or {@code kde(…)}. */
	public Training calibration(final String method) {
		requireTeacher("calibration");
		kde = method;
		return this;
	}

	/** With a teacher: what logits are divided by in {@code kl}; 1 by default. */
	public Training temperature(final double t) {
		requireTeacher("temperature");
		temperature = t;
		return this;
	}

	private void requireTeacher(final String key) {
		if (teacher.isEmpty()) throw new UserException(ApiMessages.needsTeacher(key));
	}

	/** Who watches the steps, and may end the training early; see its classes. */
	public Training watch(final TrainingMonitor who) {
		monitor = who;
		return this;
	}

	/**
	 * Trains and writes the model.
	 *
	 * @param output a new folder
	 * @throws UserException in a sentence: a choice that is none, images that do not fit together
	 * @throws IOException in a sentence: the folder exists, or a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if it was cancelled; checkpoints stay, see {@link #resume}
	 */
	public Model to(final Path output) throws IOException {
		final TrainingPreset chosen = TrainingPreset.of(preset);
		final Map<String, Object> values = new LinkedHashMap<>(chosen.choices());
		for (final TrainingKey key : TrainingKey.values())
			if (!key.isPreset()) values.put(key.key(), key.standard());
		values.putAll(choices);
		final TrainJob job = new TrainJob(data.source(), TrainingConfiguration.of(chosen, values), start, new TrainJob.Supervision(validation,
			checkpoint, resume, minutes), output, overwrite, compute());
		return Model.open(teacher.isEmpty() ? sfumato.run(job, sfumato.progress(), monitor) : sfumato.run(new DistillJob(job, teacher.get()
			.folder(), new Distillation(terms, kde, temperature)), sfumato.progress(), monitor));
	}

	/** {@link #to(Path)} of a name. */
	public Model to(final String output) throws IOException {
		return to(Path.of(output));
	}
}
