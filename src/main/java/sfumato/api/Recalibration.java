package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;

import sfumato.jobs.RecalibrateJob;

/**
 * Learns from held-out cases how to put a model's probabilities right; {@code Recalibrate Model...} in a script.
 *
 * <pre>{@code
 * Model honest = sfumato.recalibrate(model, Dataset.open("cells").cases("23-25")).method("temperature").to("honest");
 * }</pre>
 */
public final class Recalibration extends Computation<Recalibration> {

	private final Model model;
	private final Dataset data;
	private String method = "kde(bandwidth: 0.01)", target = "majority";
	private boolean overwrite;

	Recalibration(final Sfumato sfumato, final Model model, final Dataset data) {
		super(sfumato);
		this.model = model;
		this.data = data;
	}

	@Override
	Recalibration self() {
		return this;
	}

	/** E.g. {@code "kde(bandwidth: 0.01)"} (the default), {@code "temperature"}, {@code "isotonic"}. */
	public Recalibration method(final String text) {
		method = text;
		return this;
	}

	/** What is true: the raters' {@code majority} (the default), or {@code soft}, their average. */
	public Recalibration target(final String what) {
		target = what;
		return this;
	}

	/** Whether another existing model may be replaced; not by default. */
	public Recalibration overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Fits the recalibration and writes the model with it.
	 *
	 * @param output a new folder, or that of the model itself, whose recalibration is then replaced
	 */
	public Model to(final Path output) throws IOException {
		return Model.open(sfumato.run(new RecalibrateJob(model.folder(), data.folder("A recalibration"), method, RecalibrateJob.Target.of(
			target), output, overwrite, compute()), sfumato.progress()));
	}

	/** {@link #to(Path)} of a name. */
	public Model to(final String output) throws IOException {
		return to(Path.of(output));
	}

	/** Fits the recalibration and keeps it in the model itself. */
	public Model inPlace() throws IOException {
		return to(model.folder());
	}
}
