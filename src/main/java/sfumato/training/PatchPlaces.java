package sfumato.training;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sfumato.data.sampling.Sample;

/**
 * Foreground oversampling: chooses which patches are placed on an object. Of the patches of an epoch these are every n-th, from a random
 * one on, so that batches have equal shares of them. For each a class is drawn, all foreground classes of the dataset alike; then the plane, which is the patch's own if it shows the class, else a
 * random one of those that do; then a pixel, all pixels alike for which a rater named the class. The patch lies anywhere around that pixel.
 * <p>
 * The seed and the position of a patch decide all of it, so that a resumed training draws the same patches. Source of the idea: nnU-Net
 * (Isensee et al., Nature Methods 2021), which places a third of the patches so, centred on the pixel.
 */
final class PatchPlaces {

	/** The planes, in ascending order, that show a class. */
	private record Shown(int number, int[] planes) {}

	/**
	 * The place of a patch.
	 *
	 * @param sample the plane with its target
	 * @param plane its index
	 * @param pixel index of a pixel that the patch shows; empty if it lies anywhere
	 * @param seed of the other random choices of the patch
	 */
	record Place(Sample sample, int plane, OptionalInt pixel, long seed) {}

	private final TrainingData data;
	private final double share;
	private final long seed;
	private final List<Shown> classes;

	/** @param share of the patches that are placed on an object, in [0, 1] */
	PatchPlaces(final TrainingData data, final double share, final long seed) {
		this.data = data;
		this.share = share;
		this.seed = seed;
		classes = share == 0 ? List.of() : IntStream.range(1, data.classes().size()).mapToObj(c -> new Shown(c, IntStream.range(0, data
			.size()).filter(i -> data.shows(i, c)).toArray())).filter(s -> s.planes().length > 0).toList();
	}

	/**
	 * The place of a patch.
	 *
	 * @param purpose {@link Seeds.Purpose#PATCH} or {@link Seeds.Purpose#STATISTICS}, which have random numbers of their own
	 * @param position of the patch in the epoch
	 * @param plane that it shows unless it is placed on an object of another one
	 * @param own seed of the other random choices of a patch of this plane
	 */
	Place place(final Seeds.Purpose purpose, final int epoch, final long position, final int plane, final long own) {
		if (classes.isEmpty() || !isOnObject(purpose, epoch, position)) return new Place(data.sample(plane, epoch, seed), plane, OptionalInt
			.empty(), own);
		final SplittableRandom random = new SplittableRandom(Seeds.of(seed, Seeds.Purpose.FOREGROUND, purpose.ordinal(), epoch, position));
		final Shown shown = classes.get(random.nextInt(classes.size()));
		final int other = shown.planes()[random.nextInt(shown.planes().length)];
		if (Arrays.binarySearch(shown.planes(), plane) >= 0) {
			final Sample sample = data.sample(plane, epoch, seed);
			return new Place(sample, plane, pixel(sample, shown.number(), random), own);
		}
		final Sample sample = data.sample(other, epoch, seed);
		return new Place(sample, other, pixel(sample, shown.number(), random), random.nextLong());
	}

	/** Systematic sampling: the share of patches is exact but for one, also in a small epoch. */
	private boolean isOnObject(final Seeds.Purpose purpose, final int epoch, final long position) {
		final double phase = new SplittableRandom(Seeds.of(seed, Seeds.Purpose.FOREGROUND, purpose.ordinal(), epoch)).nextDouble();
		return Math.floor(phase + (position + 1) * share) > Math.floor(phase + position * share);
	}

	/** Whether any plane shows a class; false if no patch is placed on objects. */
	boolean isShown(final int number) {
		return classes.stream().anyMatch(s -> s.number() == number);
	}

	/** A random pixel of a class; empty if the rater of this epoch did not name it. */
	private static OptionalInt pixel(final Sample sample, final int number, final SplittableRandom random) {
		final int n = sample.width() * sample.height();
		final int[] pixels = IntStream.range(0, n).filter(i -> sample.shows(number, i)).toArray();
		return pixels.length == 0 ? OptionalInt.empty() : OptionalInt.of(pixels[random.nextInt(pixels.length)]);
	}
}
