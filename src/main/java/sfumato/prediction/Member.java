package sfumato.prediction;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.GreyValues;
import sfumato.data.normalization.Normalization;
import sfumato.engine.Folded;
import sfumato.engine.ImageTensors;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.Precision;
import sfumato.engine.TensorDevice;
import sfumato.engine.Trial;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;
import sfumato.recalibration.Recalibration;
import sfumato.text.UserException;

/** One of the models that look at an image: its network on the device, its normalization, its recalibration. */
final class Member implements AutoCloseable {

	private final Model model;
	private final NetworkGraph graph;
	private final Normalization normalization;
	private final Precision precision;
	private final NDManager manager;
	private final Parameters parameters;
	/** Made by the first tile, which can say if it is slow. */
	private Network network;

	/** @throws UserException if the model's weights are not those of its network */
	Member(final Model model, final NetworkGraph network, final TensorDevice device) {
		this.model = model;
		precision = device.precision();
		normalization = Methods.of(Normalization.class).create(model.description().input().normalization());
		manager = device.newManager();
		try {
			final Folded folded = Folded.of(network, "main", model.weights()); // the auxiliary head is for training
			parameters = Parameters.frozen(manager, folded.graph(), folded.weights());
			graph = folded.graph();
		}
		catch (final RuntimeException e) {
			manager.close();
			throw e;
		}
	}

	/** What runs: without the auxiliary head, batch normalizations taken into the convolutions. */
	NetworkGraph graph() {
		return graph;
	}

	Model model() {
		return model;
	}

	Optional<Recalibration> recalibration() {
		return model.recalibration();
	}

	GreyMapping mapping(final GreyValues image) throws IOException {
		return normalization.mapping(image);
	}

	/**
	 * The probabilities of a tile.
	 *
	 * @param piece raw grey values (C, H, W), which are changed
	 * @param flips whether it is also looked at from the three other sides
	 * @return (K, H, W)
	 */
	float[] probabilities(final float[] piece, final int width, final int height, final GreyMapping mapping,
		final boolean flips, final Progress progress)
	{
		if (network == null) network = Network.fastest(graph, manager, precision, new Trial(parameters, false, 1, height, width),
			progress);
		mapping.apply(piece);
		try (NDManager tile = manager.newSubManager()) {
			final NDArray x = ImageTensors.toTensor(tile, FloatBuffer.wrap(piece), 1, graph.inputChannels(), height, width);
			final NDArray sum = softmax(x);
			if (!flips) return sum.toFloatArray();
			for (final int[] axes : new int[][] { { 3 }, { 2 }, { 2, 3 } })
				try (NDManager side = manager.newSubManager()) {
					final NDArray flipped = x.flip(axes);
					flipped.attach(side);
					sum.addi(softmax(flipped).flip(axes));
				}
			return sum.divi(4).toFloatArray();
		}
	}

	private NDArray softmax(final NDArray x) {
		try (NDArray logits = network.forward(x, parameters, Mode.evaluation()).get("main")) {
			return logits.softmax(1);
		}
	}

	/** What the model's recalibration makes of a map; the map itself if the model has none. */
	ProbabilityMap recalibrate(final ProbabilityMap map, final Progress progress) {
		return recalibration().isEmpty() ? map : RecalibrationTensors.apply(recalibration().get(), map, manager, progress);
	}

	/** The same for rows of a map, (K, rows, W). */
	float[] recalibrate(final float[] rows, final int width, final Progress progress) {
		if (recalibration().isEmpty()) return rows;
		final int k = graph.numClasses();
		final ProbabilityMap moved = recalibrate(ProbabilityMap.of(ArrayImgs.floats(rows, width, rows.length / k / width, k),
			LabelClass.defaults(k)), progress);
		final float[] values = new float[rows.length];
		final var cursor = Views.flatIterable(moved.image()).cursor();
		for (int i = 0; i < values.length; i++)
			values[i] = cursor.next().get();
		return values;
	}

	@Override
	public void close() {
		manager.close();
	}
}
