package sfumato.api;

import java.io.IOException;

import sfumato.jobs.SampleJob;

/**
 * Segments the sample in a model folder again and compares the result with the saved one; the check of {@code Model Info...} in a script.
 *
 * <pre>{@code
 * if (!sfumato.check(model).run().isTheSame()) throw new IllegalStateException("This machine computes something else.");
 * }</pre>
 */
public final class SampleCheck extends Computation<SampleCheck> {

	/**
	 * What came out.
	 *
	 * @param difference the largest one of two probabilities; NaN if one is no number
	 * @param labels pixels whose most probable class is another one
	 * @param pixels of the sample
	 * @param isTheSame whether this machine reproduces the model, but for the order of sums
	 */
	public record Result(double difference, long labels, long pixels, boolean isTheSame) {}

	private final Model model;

	SampleCheck(final Sfumato sfumato, final Model model) {
		super(sfumato);
		this.model = model;
	}

	@Override
	SampleCheck self() {
		return this;
	}

	/**
	 * Segments and compares.
	 *
	 * @throws IOException in a sentence, if the folder has no sample
	 */
	public Result run() throws IOException {
		final SampleJob.Answer a = sfumato.run(new SampleJob(model.folder(), compute()), sfumato.progress());
		return new Result(a.difference(), a.labels(), a.pixels(), a.isTheSame());
	}
}
