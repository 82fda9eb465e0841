package sfumato.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import sfumato.data.sampling.Batch;
import sfumato.data.sampling.Patch;
import sfumato.data.sampling.Sampler;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelSmoothing;
import sfumato.training.PatchPlaces.Place;

/**
 * Makes the batches of a training, some in advance: while the engine works on one, others are filled on threads of the caller's
 * executor. The seed and the number of a batch decide its patches, so that a training can resume at any batch.
 */
final class BatchLoader implements AutoCloseable {

	/** Batches ahead: some take longer to make, e.g. of larger images, while a step always takes the same time. */
	private static final int AHEAD = 4;

	private final TrainingData data;
	private final Sampler sampler;
	private final LabelSmoothing smoothing;
	private final int size;
	private final long seed;
	private final Executor executor;
	private final PatchPlaces places;
	private final ShownClasses shown;
	private final int perStep;
	private final int patch;
	/** Buffers in rotation: the engine may still read one while the others are filled. */
	private final Batch[] batches = new Batch[AHEAD + 1];
	private final Deque<CompletableFuture<Batch>> queue = new ArrayDeque<>();
	private long number;
	private long waited;
	private volatile boolean closed;

	/** Batches of patches at random places from the first on, one per step. */
	BatchLoader(final TrainingData data, final Sampler sampler, final LabelSmoothing smoothing, final int size,
		final int patch, final long seed, final Executor executor)
	{
		this(data, sampler, smoothing, size, patch, 0, seed, executor, 1, 0);
	}

	/**
	 * @param oversample the share of patches that are placed on an object
	 * @param perStep how many batches make a step; an epoch has whole steps only
	 * @param first the number of the first batch, counted from 0 at the beginning of the training
	 */
	BatchLoader(final TrainingData data, final Sampler sampler, final LabelSmoothing smoothing, final int size,
		final int patch, final double oversample, final long seed, final Executor executor, final int perStep, final long first)
	{
		places = new PatchPlaces(data, oversample, seed);
		shown = new ShownClasses(data.classes().size());
		this.data = data;
		this.sampler = sampler;
		this.smoothing = smoothing;
		this.size = size;
		this.seed = seed;
		this.executor = executor;
		this.perStep = perStep;
		this.patch = patch;
		for (int i = 0; i < batches.length; i++)
			batches[i] = new Batch(size, data.numChannels(), data.classes().size(), patch, patch);
		number = first;
		for (int i = 0; i < AHEAD; i++)
			queue.add(start(number + i));
	}

	/** Patches in a batch. */
	int size() {
		return size;
	}

	/** The number of batches per epoch; an incomplete last step is dropped. */
	int batchesPerEpoch() {
		return data.size() / (size * perStep) * perStep;
	}

	/** Returns the next batch, which is valid until the next call. */
	Batch next() {
		final long begin = System.nanoTime();
		try {
			final Batch batch = queue.remove().join();
			queue.add(start(number + AHEAD));
			number++;
			return batch;
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw e;
		}
		finally {
			waited += System.nanoTime() - begin;
		}
	}

	/**
	 * A batch of augmented patches for the estimation of batch-norm statistics, used by no step. The seed and its number decide its
	 * patches, so that every validation sees the same.
	 *
	 * @param n its number, from 0
	 */
	Batch extra(final int n) {
		final Batch batch = new Batch(size, data.numChannels(), data.classes().size(), patch, patch);
		final int[] order = order(Seeds.Purpose.STATISTICS, 0);
		CompletableFuture.allOf(IntStream.range(0, size).mapToObj(i -> CompletableFuture.runAsync(() -> {
			final long at = (long) n * size + i;
			batch.set(i, draw(places.place(Seeds.Purpose.STATISTICS, 0, at, order[(int) (at % order.length)], Seeds.of(seed,
				Seeds.Purpose.STATISTICS, 1, at))));
		}, executor)).toArray(CompletableFuture[]::new)).join();
		return batch;
	}

	/** The total time that {@link #next()} has waited, in nanoseconds. */
	long waited() {
		return waited;
	}

	/** The cases whose patches a batch holds, each once. */
	List<String> names(final long n) {
		final int epoch = (int) (n / batchesPerEpoch());
		final int[] order = order(epoch);
		final int first = (int) (n % batchesPerEpoch()) * size;
		return IntStream.range(first, first + size).mapToObj(i -> data.name(place(epoch, order, i).plane())).distinct().toList();
	}

	/**
	 * The number of patches of an epoch so far that show each class, background first, after the number of patches itself. An epoch that a
	 * resumed training begins in the middle has fewer. Forgets the epochs before.
	 */
	int[] shown(final int epoch) {
		return shown.of(epoch);
	}

	/** Whether patches are placed on objects of a class. */
	boolean isPlacedOn(final int number) {
		return places.isShown(number);
	}

	/** The classes of the targets. */
	List<LabelClass> classes() {
		return data.classes();
	}

	/** Makes no more batches. */
	@Override
	public void close() {
		closed = true;
	}

	private CompletableFuture<Batch> start(final long n) {
		return CompletableFuture.supplyAsync(() -> fill(batches[(int) (n % batches.length)], n), executor);
	}

	private Batch fill(final Batch batch, final long n) {
		if (closed) return batch; // which nobody will ask for
		final int epoch = (int) (n / batchesPerEpoch());
		final int[] order = order(epoch);
		final int first = (int) (n % batchesPerEpoch()) * size;
		for (int i = 0; i < size; i++) {
			final Patch patch = draw(place(epoch, order, first + i));
			shown.add(epoch, patch);
			smoothing.apply(patch.target(), patch.mask(), patch.classes(), patch.width(), patch.height());
			batch.set(i, patch);
		}
		return batch;
	}

	private Place place(final int epoch, final int[] order, final int position) {
		return places.place(Seeds.Purpose.PATCH, epoch, position, order[position], Seeds.of(seed, Seeds.Purpose.PATCH, epoch,
			order[position]));
	}

	private Patch draw(final Place place) {
		return sampler.draw(place.sample(), new SplittableRandom(place.seed()), place.pixel());
	}

	/** The planes in the order in which an epoch meets them: a Fisher–Yates shuffle. */
	private int[] order(final int epoch) {
		return order(Seeds.Purpose.ORDER, epoch);
	}

	private int[] order(final Seeds.Purpose purpose, final int epoch) {
		final SplittableRandom random = new SplittableRandom(Seeds.of(seed, purpose, epoch));
		final int[] order = new int[data.size()];
		for (int i = 0; i < order.length; i++) {
			final int j = random.nextInt(i + 1);
			order[i] = order[j];
			order[j] = i;
		}
		return order;
	}
}
