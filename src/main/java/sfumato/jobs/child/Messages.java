package sfumato.jobs.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.calibration.ReliabilityDiagram;
import sfumato.data.LabelledStack;
import sfumato.fusion.LabelFusion;
import sfumato.jobs.Job;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.methods.Methods;
import sfumato.metrics.ConfusionMatrix;
import sfumato.models.StrictJson;
import sfumato.storage.FileChanges;

/**
 * Serialises jobs, their results and all messages as lines of JSON. Pixels are not in them: they are in files, and the line names the
 * file.
 */
final class Messages {

	/** {@link HardRaters}. */
	private record StoredLabels(List<String> names, List<PixelFiles.Stored> labels, List<Long> dimensions,
		List<LabelClass> classes, boolean unlabeled, List<String> notes)
	{}

	/** {@link SoftRaters}. */
	private record StoredMaps(List<String> names, List<ProbabilityMap> maps) {}

	/** {@link ProbabilityMap}. */
	private record Probabilities(RandomAccessibleInterval<FloatType> image, List<LabelClass> classes) {}

	/** {@link LabelledStack}. */
	private record Stack(LabelledStack.Origin origin, List<String> names, RandomAccessibleInterval<FloatType> image,
		List<Double> pixelSize, String unit, Optional<LabelledStack.Origin> labels, Optional<Raters> raters)
	{}

	/** Arrays of one length. */
	/** Whole numbers, which JSON would cut if they were written as fractions. */
	private record Numbers(List<List<Long>> rows) {

		static Numbers of(final long[][] rows) {
			return new Numbers(Arrays.stream(rows).map(r -> Arrays.stream(r).boxed().toList()).toList());
		}

		long[][] arrays() {
			return rows.stream().map(r -> r.stream().mapToLong(Long::longValue).toArray()).toArray(long[][]::new);
		}
	}

	private record Arrays2(List<float[]> arrays) {}

	private final StrictJson json;

	private Messages(final StrictJson json) {
		this.json = json;
	}

	/** Messages with plain data only. */
	static Messages plain() {
		return new Messages(StrictJson.messages().with(Path.class, String.class, Path::toString, Path::of));
	}

	/** Messages with pixels, too. */
	@SuppressWarnings("unchecked")
	static Messages with(final PixelFiles files) {
		return new Messages(plain().json //
			.with(LabelFusion.class, String.class, Methods::textOf, Methods.of(LabelFusion.class)::create) //
			.with(RandomAccessibleInterval.class, PixelFiles.Stored.class, files::writeFloats, files::mapFloats) //
			.with(ProbabilityMap.class, Probabilities.class, m -> new Probabilities(m.image(), m.classes()), p -> ProbabilityMap
				.of(p.image(), p.classes())) //
			.with(HardRaters.class, StoredLabels.class, l -> write(l, files), r -> read(r, files)) //
			.with(SoftRaters.class, StoredMaps.class, Messages::write, s -> SoftRaters.of(s.names(), s.maps())) //
			.with(LabelledStack.class, Stack.class, Messages::write, Messages::read) //
			.with(ConfusionMatrix.class, Numbers.class, Messages::write, n -> ConfusionMatrix.of(n.arrays())) //
			.with(ReliabilityDiagram.class, Numbers.class, d -> Numbers.of(d.sums()), Messages::diagram) //
			.with(float[].class, String.class, a -> write(a, files), name -> read(name, files)) //
			.with(float[][].class, Arrays2.class, a -> new Arrays2(List.of(a)), a -> a.arrays().toArray(float[][]::new)));
	}

	/** The same with something that is not data, for which a record stands. */
	<T, S> Messages with(final Class<T> type, final Class<S> surrogate, final java.util.function.Function<T, S> to,
		final java.util.function.Function<S, T> from)
	{
		return new Messages(json.with(type, surrogate, to, from));
	}

	String line(final ParentRequest request) {
		return json.line(request, ParentRequest.class);
	}

	ParentRequest request(final String line) {
		return (ParentRequest) json.value(line, ParentRequest.class, "What the parent process says");
	}

	String line(final ChildEvent event) {
		return json.line(event, ChildEvent.class);
	}

	ChildEvent event(final String line) {
		return (ChildEvent) json.value(line, ChildEvent.class, "What the child process says");
	}

	String line(final Job<?> job) {
		return json.line(job, Job.class);
	}

	Job<?> job(final String line) {
		return (Job<?>) json.value(line, Job.class, "The job");
	}

	/** The result of a job. */
	<R> String result(final Job<R> job, final R result) {
		return json.line(result, resultType(job));
	}

	/** The result of a job. */
	@SuppressWarnings("unchecked")
	<R> R result(final Job<R> job, final String line) {
		return (R) json.value(line, resultType(job), "The result");
	}

	/** The R of the Job&lt;R&gt; that the job's class implements. */
	private static Type resultType(final Job<?> job) {
		for (final Type t : job.getClass().getGenericInterfaces())
			if (t instanceof final ParameterizedType p && p.getRawType() == Job.class) return p.getActualTypeArguments()[0];
		throw new IllegalStateException(job.getClass() + " does not say what it gives back");
	}

	private static StoredLabels write(final HardRaters labels, final PixelFiles files) {
		return new StoredLabels(labels.names(), IntStream.range(0, labels.size()).mapToObj(r -> files.writeBytes(labels.labels(r)))
			.toList(), Arrays.stream(labels.dimensions()).boxed().toList(), labels.classes(), labels.hasUnlabeled(), labels
				.notes());
	}

	private static HardRaters read(final StoredLabels r, final PixelFiles files) {
		return HardRaters.read(r.names(), List.copyOf(r.labels().stream().map(files::mapBytes).toList()), r.dimensions().stream()
			.mapToLong(Long::longValue).toArray(), r.classes(), r.unlabeled(), r.notes());
	}

	private static Numbers write(final ConfusionMatrix matrix) {
		final int k = matrix.numClasses();
		return Numbers.of(IntStream.range(0, k).mapToObj(r -> IntStream.range(0, k).mapToLong(c -> matrix.count(r, c)).toArray())
			.toArray(long[][]::new));
	}

	private static ReliabilityDiagram diagram(final Numbers numbers) {
		final long[][] sums = numbers.arrays();
		return ReliabilityDiagram.ofSums(sums[0], sums[1], sums[2], sums[3]);
	}

	private static StoredMaps write(final SoftRaters maps) {
		return new StoredMaps(maps.names(), IntStream.range(0, maps.size()).mapToObj(maps::map).toList());
	}

	private static Stack write(final LabelledStack stack) {
		return new Stack(stack.origin(), stack.names(), stack.pixels(), Arrays.stream(stack.pixelSize()).boxed().toList(), stack
			.unit(), stack.labels(), stack.raters());
	}

	private static LabelledStack read(final Stack s) {
		final LabelledStack stack = LabelledStack.of(s.origin(), s.names(), s.image(), s.pixelSize().stream().mapToDouble(
			Double::doubleValue).toArray(), s.unit());
		return s.raters().map(r -> stack.with(s.labels().orElseThrow(), r)).orElse(stack);
	}

	/** Short enough to be written at once. */
	private static String write(final float[] values, final PixelFiles files) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
		bytes.asFloatBuffer().put(values);
		final String name = files.newName();
		try {
			Files.write(files.path(name), bytes.array());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return name;
	}

	/** Copies to the heap, so that the file can be deleted. */
	private static float[] read(final String name, final PixelFiles files) {
		try {
			final FloatBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(files.path(name))).order(ByteOrder.nativeOrder())
				.asFloatBuffer();
			final float[] values = new float[buffer.remaining()];
			buffer.get(values);
			FileChanges.tryDelete(files.path(name));
			return values;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
