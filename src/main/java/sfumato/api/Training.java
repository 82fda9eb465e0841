package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import sfumato.jobs.DistillJob;
import sfumato.jobs.TrainJob;
import sfumato.text.UserException;
import sfumato.training.distillation.Distillation;

/**
 * Trains a network, alone or with a teacher; {@code Train Network...} and {@code Distill Network...} in a script. What is not said is as in
 * the preset, whose choices have the names of the commands' keys.
 *
 * <pre>{@code
 * Model model = sfumato.train(Dataset.open("cells").cases("1-22")).preset("quick").epochs(200).validation("23-25").to("model");
 * Model student = sfumato.distil(data, model).network("unet(encoder: plain)").terms("labels + kl").to("student");
 * }</pre>
 */
public final class Training extends NetworkTraining<Training> {

	private final Dataset data;
	private final Optional<Model> teacher;
	private String validation = "";
	private int checkpoint = 10;
	private boolean resume, overwrite;
	private double minutes, temperature = new Distillation().temperature();
	private String terms = new Distillation().terms(), kde = new Distillation().kde();

	Training(final Sfumato sfumato, final Dataset data, final Optional<Model> teacher) {
		super(sfumato);
		this.data = data;
		this.teacher = teacher;
	}

	@Override
	Training self() {
		return this;
	}

	/** How raters become targets, e.g. {@code "average"}, {@code "majority"}. */
	public Training fusion(final String method) {
		return set("fusion", method);
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

	/**
	 * Trains and writes the model.
	 *
	 * @param output a new folder
	 * @throws UserException in a sentence: a choice that is none, images that do not fit together
	 * @throws IOException in a sentence: the folder exists, or a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if it was cancelled; checkpoints stay, see {@link #resume}
	 */
	public Model to(final Path output) throws IOException {
		final TrainJob job = new TrainJob(data.source(), configuration(Map.of()), start(), new TrainJob.Supervision(validation,
			checkpoint, resume, minutes), output, overwrite, compute());
		return Model.open(teacher.isEmpty() ? sfumato.run(job, sfumato.progress(), monitor()) : sfumato.run(new DistillJob(job, teacher.get()
			.folder(), new Distillation(terms, kde, temperature)), sfumato.progress(), monitor()));
	}

	/** {@link #to(Path)} of a name. */
	public Model to(final String output) throws IOException {
		return to(Path.of(output));
	}
}
