package sfumato.prediction;


import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.data.Normalization;
import sfumato.engine.Folded;
import sfumato.engine.ImageTensors;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.Precision;
import sfumato.engine.TensorDevice;
import sfumato.engine.Trial;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Segments images with a model. Belongs to the thread that made it; holds the network's weights on the device until it is
 * closed.
 */
public final class Predictor implements AutoCloseable {

	/** Planes up to this side are seen whole when the tile is to be chosen. */
	private static final int WHOLE = 1024;
	/** Side of a tile of larger planes. */
	private static final int TILE = 768;

	private final Model model;
	private final NetworkGraph graph;
	private final Normalization normalization;
	private final int tile;
	private final NDManager manager;
	private final Parameters parameters;
	private final NetworkGraph runnable;
	private final Precision precision;
	/** Made by the first prediction, which can say if it is slow. */
	private Network network;

	/**
	 * @param tile side of a tile in pixels, a multiple of the network's; or 0 to choose it
	 * @throws IllegalArgumentException if the model's weights are not those of its network, or the tile is no multiple
	 */
	public Predictor(final Model model, final TensorDevice device, final int tile) {
		this.model = model;
		this.tile = tile;
		graph = model.graph();
		precision = device.precision();
		if (tile < 0 || tile % graph.sizeMultiple() != 0) throw new IllegalArgumentException("tile is " + tile +
			" but must be a multiple of " + graph.sizeMultiple() + " pixels for this network, or 0 to choose it.");
		normalization = Methods.of(Normalization.class).create(model.description().input().normalization());
		manager = device.newManager();
		try {
			final Folded folded = Folded.of(graph, "main", model.weights()); // the auxiliary head is for training
			parameters = Parameters.frozen(manager, folded.graph(), folded.weights());
			runnable = folded.graph();
		}
		catch (final RuntimeException e) {
			manager.close();
			throw e;
		}
	}

	/**
	 * The network's own probabilities, not recalibrated.
	 *
	 * @param image raw grey values (X, Y[, Z], C)
	 * @return a map of the image's size
	 * @throws IllegalArgumentException if the image has another number of channels than the model, or holds NaN
	 */
	public ProbabilityMap predict(final RandomAccessibleInterval<FloatType> image, final Progress progress) {
		final int last = image.numDimensions() - 1;
		if (image.dimension(last) != graph.inputChannels()) throw new IllegalArgumentException("The image has " + image
			.dimension(last) + (image.dimension(last) == 1 ? " channel" : " channels") + " but the model \"" + model.description()
				.name() + "\" takes " + graph.inputChannels() + ".");
		final long values = image.dimension(0) * image.dimension(1) * Math.max(graph.inputChannels(), graph.numClasses());
		if (values > Integer.MAX_VALUE - 16) throw new IllegalArgumentException("A plane of " + image.dimension(0) + " x " + image
			.dimension(1) + " pixels with " + graph.inputChannels() + " channels and " + graph.numClasses() +
			" classes is too large; crop the image into pieces.");
		if (network == null) network = Network.fastest(runnable, manager, precision, new Trial(parameters, false, 1, tiling(
			(int) image.dimension(1)).length(), tiling((int) image.dimension(0)).length()), progress);
		final RandomAccessibleInterval<FloatType> normalized = Views.zeroMin(normalization.apply(Views.zeroMin(image)));
		final long[] spatial = java.util.Arrays.copyOf(image.dimensionsAsLongArray(), last);
		final ProbabilityMap map = ProbabilityMap.zeros(spatial, model.description().classes());
		final long planes = map.numPlanes();
		for (long z = 0; z < planes; z++) {
			final RandomAccessibleInterval<FloatType> plane = last == 2 ? normalized : Views.hyperSlice(normalized, 2, z);
			predictPlane(plane, map.plane(z), progress.part((double) z / planes, (z + 1.0) / planes));
		}
		return map;
	}

	/** What the model's recalibration makes of a map; the map itself if the model has none. */
	public ProbabilityMap recalibrate(final ProbabilityMap map, final Progress progress) {
		if (model.recalibration().isEmpty()) return map;
		progress.checkCanceled();
		progress.update(0, "Recalibrating");
		return RecalibrationTensors.apply(model.recalibration().get(), map, manager, progress);
	}

	private void predictPlane(final RandomAccessibleInterval<FloatType> plane, final ProbabilityMap out,
		final Progress progress)
	{
		final Tiling columns = tiling((int) plane.dimension(0)), rows = tiling((int) plane.dimension(1));
		final PlaneBlend blend = new PlaneBlend((int) plane.dimension(0), (int) plane.dimension(1), out.numClasses());
		final MirroredPlane mirrored = new MirroredPlane(plane);
		final int n = columns.starts().length * rows.starts().length;
		for (int t = 0; t < n; t++) {
			progress.checkCanceled();
			progress.update((double) t / n, n == 1 ? "Predicting" : "Predicting tile " + (t + 1) + " of " + n);
			final int i = t % columns.starts().length, j = t / columns.starts().length;
			final int w = columns.length(), h = rows.length();
			blend.add(probabilities(mirrored.piece(columns.starts()[i], rows.starts()[j], w, h), w, h), columns, i, rows, j);
		}
		blend.writeTo(out.image());
		progress.update(1, "Predicted");
	}

	private Tiling tiling(final int size) {
		final int m = graph.sizeMultiple();
		if (tile == 0 && size <= WHOLE) return Tiling.whole(size, m);
		final int length = tile > 0 ? tile : Math.max(m, TILE / m * m);
		return Tiling.of(size, length, length / 4);
	}

	private float[] probabilities(final float[] piece, final int width, final int height) {
		try (NDManager step = manager.newSubManager()) {
			final NDArray x = ImageTensors.toTensor(step, FloatBuffer.wrap(piece), 1, graph.inputChannels(), height, width);
			final NDArray logits = network.forward(x, parameters, Mode.evaluation()).get("main");
			return logits.softmax(1).toFloatArray();
		}
	}

	@Override
	public void close() {
		manager.close();
	}
}
