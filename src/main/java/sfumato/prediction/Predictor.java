package sfumato.prediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Function;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.data.normalization.GreyMapping;
import sfumato.data.normalization.GreyValues;
import sfumato.engine.TensorDevice;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.networks.NetworkGraph;
import sfumato.networks.ReceptiveField;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Segments images with a model, or with an ensemble, whose probabilities are averaged. Belongs to the thread that made it; holds the
 * networks' weights on the device until it is closed.
 */
public final class Predictor implements AutoCloseable {

	private final TensorDevice device;
	private final PredictionSettings settings;
	private final List<EnsembleMember> members = new ArrayList<>();
	private final int multiple;

	/**
	 * One model, whose predictions are not recalibrated unless that is asked for.
	 *
	 * @param tile side of a tile in pixels, a multiple of the network's; or 0 to choose it
	 * @throws UserException if the model's weights are not those of its network, or the tile is no multiple
	 */
	public Predictor(final Model model, final TensorDevice device, final int tile) {
		this(List.of(model), device, new PredictionSettings(tile, 0, false, false, Optional.empty()));
	}

	/**
	 * An ensemble. Each model applies its own normalization and recalibration, and the probabilities are averaged.
	 *
	 * @param models at least one; all of the same classes and channels
	 * @throws UserException if a model's weights are not those of its network, the models do not fit together, or the
	 *           tile is no multiple of what the networks need
	 */
	public Predictor(final List<Model> models, final TensorDevice device, final PredictionSettings settings) {
		this(models, Model::graph, device, settings);
	}

	/** With given network graphs. */
	Predictor(final List<Model> models, final Function<Model, NetworkGraph> graphs, final TensorDevice device,
		final PredictionSettings settings)
	{
		this.device = device;
		this.settings = settings;
		multiple = models.stream().map(graphs).mapToInt(NetworkGraph::sizeMultiple).reduce(1, Predictor::commonMultiple);
		if (settings.tile() < 0 || settings.tile() % multiple != 0) throw new
			UserException(PredictionMessages.tileMultiple(settings.tile(), multiple));
		for (final Model other : models)
			requireAlike(models.get(0), other);
		try {
			for (final Model model : models)
				members.add(new EnsembleMember(model, graphs.apply(model), device));
		}
		catch (final RuntimeException e) {
			close();
			throw e;
		}
	}

	private static int commonMultiple(final int a, final int b) {
		int common = a;
		while (common % b != 0)
			common += a;
		return common;
	}

	private static void requireAlike(final Model a, final Model b) {
		final List<String> first = names(a), second = names(b);
		if (!first.equals(second)) throw new UserException(PredictionMessages.otherClasses(a.description().name(), String.join(", ",
			first), b.description().name(), String.join(", ", second)));
		final int channels = a.description().input().channels(), others = b.description().input().channels();
		if (channels != others) throw new UserException(PredictionMessages.otherChannels(a.description().name(), channels,
			b.description().name(), others));
	}

	private static List<String> names(final Model model) {
		return model.description().classes().stream().map(LabelClass::name).toList();
	}

	/**
	 * Estimates the memory of a prediction before anything is allocated: twice what a tile takes, because with less free memory smaller
	 * tiles are chosen, and the weights.
	 *
	 * @param graphs the networks of an ensemble
	 * @param tile side of a tile in pixels, or 0 for the usual one
	 * @param width of a plane
	 * @param height of a plane
	 * @return bytes
	 */
	public static long memory(final List<NetworkGraph> graphs, final int tile, final int width, final int height) {
		final TileChoice choice = new TileChoice(graphs, graphs.stream().mapToInt(NetworkGraph::sizeMultiple).reduce(1,
			Predictor::commonMultiple), OptionalLong.empty());
		final long weights = graphs.stream().mapToLong(NetworkGraph::parameterCount).sum() * Float.BYTES;
		return weights + choice.wanted(tile > 0 ? tile : choice.of(width, height, Progress.none()), width, height);
	}

	/**
	 * The probabilities of an image in memory; recalibrated only if the settings say so.
	 *
	 * @param image raw grey values (X, Y[, Z], C)
	 * @return a map of the image's size
	 * @throws UserException if the image has another number of channels than the model, or holds NaN
	 */
	public ProbabilityMap predict(final RandomAccessibleInterval<FloatType> image, final Progress progress) {
		final int last = image.numDimensions() - 1;
		requireChannels(image.dimension(last));
		final Model model = members.get(0).model();
		final int classes = model.description().classes().size(), channels = model.description().input().channels();
		final long values = image.dimension(0) * image.dimension(1) * Math.max(channels, classes);
		if (values > Integer.MAX_VALUE - 16) throw new UserException(PredictionMessages.planeTooLarge(image.dimension(0),
			image.dimension(1), channels, classes));
		final ProbabilityMap map = ProbabilityMap.zeros(Arrays.copyOf(image.dimensionsAsLongArray(), last), model.description()
			.classes());
		try {
			predict(new ImageSource(image), new ImageSink<>(map.image()), Runnable::run, progress);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // nothing is read from disk, unless by the image itself
		}
		return map;
	}

	/**
	 * Predicts an image of any size; a row of tiles of it is in memory at a time.
	 *
	 * @param source raw grey values
	 * @param sink gets the probabilities of the settings' region, or of all of every plane
	 * @param executor on which pieces are read and written while the network computes; {@code Runnable::run} to do without
	 * @throws IOException if the source cannot be read or the sink not be written
	 * @throws UserException if the image has another number of channels than the model, or holds NaN
	 */
	public Prediction predict(final PlaneSource source, final PlaneSink sink, final Executor executor,
		final Progress progress) throws IOException
	{
		requireChannels(source.channels());
		final Map<String, GreyMapping> known = new HashMap<>();
		final List<GreyMapping> mappings = new ArrayList<>();
		for (final EnsembleMember member : members) {
			final String normalization = member.model().description().input().normalization();
			if (!known.containsKey(normalization)) known.put(normalization, member.mapping(GreyValues.of(source, progress.part(0,
				0))));
			mappings.add(known.get(normalization));
		}
		final TileChoice choice = new TileChoice(members.stream().map(EnsembleMember::graph).toList(), multiple, FreeMemory.bytes(device
			.device()));
		return new StackPrediction(device.name(), members, mappings, settings, choice, radius(), source, sink, executor, progress).run();
	}

	/** The largest receptive-field radius of the networks; 0 if one is unbounded. */
	private int radius() {
		int radius = 0;
		for (final EnsembleMember member : members) {
			final OptionalInt own = ReceptiveField.radius(member.graph(), "main");
			if (own.isEmpty()) return 0;
			radius = Math.max(radius, own.getAsInt());
		}
		return radius;
	}

	private void requireChannels(final long channels) {
		final Model model = members.get(0).model();
		final int wanted = model.description().input().channels();
		if (channels != wanted) throw new UserException(PredictionMessages.imageChannels(channels,
			Excerpt.of(model.description().name()), wanted));
	}

	/** Applies the first model's recalibration to a map; returns the map itself if the model has none. */
	public ProbabilityMap recalibrate(final ProbabilityMap map, final Progress progress) {
		if (members.get(0).recalibration().isEmpty()) return map;
		progress.checkCanceled();
		progress.update(0, PredictionMessages.recalibrating());
		return members.get(0).recalibrate(map, progress);
	}

	@Override
	public void close() {
		members.forEach(EnsembleMember::close);
	}
}
