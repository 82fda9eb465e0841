package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;

import sfumato.jobs.ImportJob;

/**
 * Makes an untrained model with encoder weights of a checkpoint, for transfer learning; {@code Import Encoder Weights...} in a script.
 *
 * <pre>{@code
 * Model start = sfumato.importWeights("resnet18d.safetensors").network("unet(encoder: resnet18d)").channels(3).to("start");
 * Model model = sfumato.train(data).network("unet(encoder: resnet18d)").start(start).to("model");
 * }</pre>
 */
public final class WeightImport extends Computation<WeightImport> {

	private final Path weights;
	private String network = "unet(encoder: resnet18d)";
	private int channels = 1, classes = 2;
	private long seed;
	private boolean overwrite;

	WeightImport(final Sfumato sfumato, final Path weights) {
		super(sfumato);
		this.weights = weights;
	}

	@Override
	WeightImport self() {
		return this;
	}

	/** The network, whose encoder must match the weights; {@code "unet(encoder: resnet18d)"} by default. */
	public WeightImport network(final String text) {
		network = text;
		return this;
	}

	/** How many channels the training images have; 1 by default. */
	public WeightImport channels(final int number) {
		channels = number;
		return this;
	}

	/** How many classes there are, background included; 2 by default. */
	public WeightImport classes(final int number) {
		classes = number;
		return this;
	}

	/** Of the weights that the checkpoint does not have; 0 by default. */
	public WeightImport seed(final long number) {
		seed = number;
		return this;
	}

	/** Whether an existing model may be replaced; not by default. */
	public WeightImport overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Reads the weights and writes the model.
	 *
	 * @param output a new folder
	 */
	public Model to(final Path output) throws IOException {
		return Model.open(sfumato.run(new ImportJob(weights, network, channels, classes, seed, output, overwrite, compute()), sfumato
			.progress()));
	}

	/** {@link #to(Path)} of a name. */
	public Model to(final String output) throws IOException {
		return to(Path.of(output));
	}
}
