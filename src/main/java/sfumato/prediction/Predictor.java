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
import java.util.concurrent.Executor;
import java.util.function.Function;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.data.normalization.GreyMapping;
import sfumato.engine.TensorDevice;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.networks.NetworkGraph;
import sfumato.networks.ReceptiveField;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Segments images with a model, or with several, whose answers are averaged. Belongs to the thread that made it; holds the
 * networks' weights on the device until it is closed.
 */
public final class Predictor implements AutoCloseable {

	private final TensorDevice device;
	private final PredictionSettings settings;
	private final List<Member> members = new ArrayList<>();
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
	 * Several models. Each normalizes the image and recalibrates its probabilities as it has learned, and the mean counts.
	 *
	 * @param models at least one; all of the same classes and channels
	 * @throws UserException if a model's weights are not those of its network, the models do not fit together, or the
	 *           tile is no multiple of what the networks need
	 */
	public Predictor(final List<Model> models, final TensorDevice device, final PredictionSettings settings) {
		this(models, Model::graph, device, settings);
	}

	/** With networks that no text describes. */
	Predictor(final List<Model> models, final Function<Model, NetworkGraph> graphs, final TensorDevice device,
		final PredictionSettings settings)
	{
		this.device = device;
		this.settings = settings;
		multiple = models.stream().map(graphs).mapToInt(NetworkGraph::sizeMultiple).reduce(1, Predictor::commonMultiple);
		if (settings.tile() < 0 || settings.tile() % multiple != 0) throw new UserException("tile is " + settings
			.tile() + " but must be a multiple of " + multiple + " pixels for this network, or 0 to choose it.");
		for (final Model other : models)
			requireAlike(models.get(0), other);
		try {
			for (final Model model : models)
				members.add(new Member(model, graphs.apply(model), device));
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
		if (!first.equals(second)) throw new UserException("The model \"" + a.description().name() +
			"\" knows the classes " + String.join(", ", first) + " but \"" + b.description().name() + "\" knows " + String.join(", ",
				second) + "; only models of the same classes can be averaged.");
		final int channels = a.description().input().channels(), others = b.description().input().channels();
		if (channels != others) throw new UserException("The model \"" + a.description().name() + "\" takes " +
			channels + " channels but \"" + b.description().name() + "\" takes " + others + "; they cannot see the same image.");
	}

	private static List<String> names(final Model model) {
		return model.description().classes().stream().map(LabelClass::name).toList();
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
		if (values > Integer.MAX_VALUE - 16) throw new UserException("A plane of " + image.dimension(0) + " x " + image
			.dimension(1) + " pixels with " + channels + " channels and " + classes +
			" classes is too large; crop the image into pieces.");
		final ProbabilityMap map = ProbabilityMap.zeros(Arrays.copyOf(image.dimensionsAsLongArray(), last), model.description()
			.classes());
		try {
			predict(new ImageSource(image), new ImageSink(map.image()), Runnable::run, progress);
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
		for (final Member member : members) {
			final String normalization = member.model().description().input().normalization();
			if (!known.containsKey(normalization)) known.put(normalization, member.mapping(new PlaneValues(source, progress.part(0,
				0))));
			mappings.add(known.get(normalization));
		}
		final TileChoice choice = new TileChoice(members.stream().map(Member::graph).toList(), multiple, FreeMemory.bytes(device
			.device()));
		return new StackPrediction(device.name(), members, mappings, settings, choice, radius(), source, sink, executor, progress).run();
	}

	/** The farthest that any of the networks looks; 0 if one looks at everything. */
	private int radius() {
		int radius = 0;
		for (final Member member : members) {
			final OptionalInt own = ReceptiveField.radius(member.graph(), "main");
			if (own.isEmpty()) return 0;
			radius = Math.max(radius, own.getAsInt());
		}
		return radius;
	}

	private void requireChannels(final long channels) {
		final Model model = members.get(0).model();
		final int wanted = model.description().input().channels();
		if (channels != wanted) throw new UserException("The image has " + channels + (channels == 1 ? " channel"
			: " channels") + " but the model \"" + model.description().name() + "\" takes " + wanted + ".");
	}

	/** What the first model's recalibration makes of a map; the map itself if the model has none. */
	public ProbabilityMap recalibrate(final ProbabilityMap map, final Progress progress) {
		if (members.get(0).recalibration().isEmpty()) return map;
		progress.checkCanceled();
		progress.update(0, "Recalibrating");
		return members.get(0).recalibrate(map, progress);
	}

	@Override
	public void close() {
		members.forEach(Member::close);
	}
}
