package sfumato.api;

import sfumato.engine.TensorPrecision;
import sfumato.jobs.Compute;

/**
 * Work for the tensor engine that has not begun: what it may compute with. Builders are for one thread and one run.
 *
 * <pre>{@code
 * sfumato.predict(image, model).device("gpu").precision("bf16").run();
 * }</pre>
 *
 * @param <C> the builder itself
 */
public abstract class Computation<C extends Computation<C>> {

	final Sfumato sfumato;
	private String device = "auto";
	private int threads;
	private String precision = "fp32";

	Computation(final Sfumato sfumato) {
		this.sfumato = sfumato;
	}

	abstract C self();

	/** {@code auto} (the default: a GPU if there is one), {@code cpu} or {@code gpu}. */
	public C device(final String name) {
		device = name;
		return self();
	}

	/** Threads of the processor; 0, the default, chooses. Equal numbers of threads give equal results. */
	public C threads(final int number) {
		threads = number;
		return self();
	}

	/** Of convolutions: {@code fp32} (the default), {@code bf16}, or {@code auto}, which times both. */
	public C precision(final String name) {
		precision = name;
		return self();
	}

	final Compute compute() {
		return new Compute(device, threads, TensorPrecision.of(precision));
	}
}
