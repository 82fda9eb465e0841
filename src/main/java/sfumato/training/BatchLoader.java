package sfumato.training;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import sfumato.data.Batch;
import sfumato.data.Patch;
import sfumato.data.Sample;
import sfumato.data.Sampler;
import sfumato.labels.LabelSmoothing;

/**
 * Makes the batches of a training, one ahead of the step that uses it: while the engine works on one, another is filled on a
 * thread of the caller's executor. Which patches a batch holds depends on the seed and its number only.
 */
final class BatchLoader {

	private final TrainingData data;
	private final Sampler sampler;
	private final LabelSmoothing smoothing;
	private final int size;
	private final long seed;
	private final Executor executor;
	/** Two that take turns: the engine may still read one while the other is filled. */
	private final Batch[] batches;
	private CompletableFuture<Batch> next;
	private long number;

	BatchLoader(final TrainingData data, final Sampler sampler, final LabelSmoothing smoothing, final int size,
		final int patch, final long seed, final Executor executor)
	{
		this.data = data;
		this.sampler = sampler;
		this.smoothing = smoothing;
		this.size = size;
		this.seed = seed;
		this.executor = executor;
		batches = new Batch[2];
		for (int i = 0; i < batches.length; i++)
			batches[i] = new Batch(size, data.numChannels(), data.classes().size(), patch, patch);
		next = start(0);
	}

	/** How many batches an epoch has; what is left of the last one is dropped. */
	int batchesPerEpoch() {
		return data.size() / size;
	}

	/** The next batch. It is valid until the batch after it has been asked for. */
	Batch next() {
		try {
			final Batch batch = next.join();
			next = start(++number);
			return batch;
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw e;
		}
	}

	private CompletableFuture<Batch> start(final long n) {
		return CompletableFuture.supplyAsync(() -> fill(batches[(int) (n % batches.length)], n), executor);
	}

	private Batch fill(final Batch batch, final long n) {
		final int epoch = (int) (n / batchesPerEpoch());
		final int[] order = order(epoch);
		final int first = (int) (n % batchesPerEpoch()) * size;
		for (int i = 0; i < size; i++) {
			final int index = order[first + i];
			final Sample sample = data.sample(index, epoch, seed);
			final Patch patch = sampler.draw(sample, new SplittableRandom(Seeds.of(seed, Seeds.Purpose.PATCH, epoch, index)));
			smoothing.apply(patch.target(), patch.mask(), patch.classes(), patch.width(), patch.height());
			batch.set(i, patch);
		}
		return batch;
	}

	/** The planes in the order in which an epoch meets them: a Fisher–Yates shuffle. */
	private int[] order(final int epoch) {
		final SplittableRandom random = new SplittableRandom(Seeds.of(seed, Seeds.Purpose.ORDER, epoch));
		final int[] order = new int[data.size()];
		for (int i = 0; i < order.length; i++) {
			final int j = random.nextInt(i + 1);
			order[i] = order[j];
			order[j] = i;
		}
		return order;
	}
}
