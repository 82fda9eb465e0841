package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sfumato.methods.Methods;
import sfumato.models.ModelFolder;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.prediction.Predictor;
import sfumato.training.Trainer;
import sfumato.training.settings.TrainingConfiguration;

/** Estimates of the memory of jobs, in bytes, from what is known before anything large is read. */
final class JobMemory {

	/** Of images that have not been looked at; only the first and the last operation of a network depend on them. */
	private static final int CHANNELS = 3, CLASSES = 2;
	/** Side of planes that have not been looked at: no larger ones are predicted in larger tiles. */
	private static final int SIDE = 1024;

	private JobMemory() {}

	/** @param validated whether whole planes are predicted meanwhile */
	static long training(final TrainingConfiguration configuration, final boolean validated) {
		final NetworkGraph graph = Methods.of(Decoder.class).create(configuration.network()).network(CHANNELS, CLASSES);
		final long training = Trainer.memory(configuration, graph);
		return validated ? Math.max(training, Predictor.memory(List.of(graph), 0, SIDE, SIDE)) : training;
	}

	/** Prediction of planes of any size with one model. */
	static long prediction(final Path model) throws IOException {
		return prediction(List.of(model), 0);
	}

	/** Prediction of planes of any size. */
	static long prediction(final List<Path> models, final int tile) throws IOException {
		return prediction(models, tile, SIDE, SIDE);
	}

	/** Prediction of planes. */
	static long prediction(final List<Path> models, final int tile, final int width, final int height) throws IOException {
		final List<NetworkGraph> graphs = new ArrayList<>();
		for (final Path model : models)
			graphs.add(ModelFolder.readDescription(model).graph());
		return Predictor.memory(graphs, tile, width, height);
	}

	/** Some 32-bit values for each pixel. */
	static long pixels(final long[] size, final int values) {
		return Arrays.stream(size).reduce(Float.BYTES * (long) values, (a, b) -> a * b);
	}
}
