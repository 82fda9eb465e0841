package sfumato.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import sfumato.text.UserException;

/**
 * The average of the scores of several images, in three forms:
 * <ul>
 * <li>D, {@link #overDataset}: the score of the summed counts, so that large objects count most;</li>
 * <li>I, {@link #overImages}: the mean over images of the mean over the classes that an image has;</li>
 * <li>C, {@link #overClasses}: the mean over classes of the mean over the images that have it.</li>
 * </ul>
 * I and C also exist for the worst images only: the mean of the ⌊q/100 · N⌋ lowest of N scores, at least of one.
 * <p>
 * An image has a class if its reference has. Of two classes, where the question is whether there is anything at all, also if only
 * the prediction has; and an image without foreground in either map scores 1. A score that is NaN is left out.
 * <p>
 * Source: the authors' code and Wang et al., Revisiting evaluation metrics for semantic segmentation, NeurIPS 2023; there, an
 * image without foreground makes D and C of a single image undefined, here they are 1.
 */
public final class AveragedScores {

	/** A score of one class, e.g. {@code ConfusionMatrix::dice}. */
	@FunctionalInterface
	public interface Score {

		/** @return a fraction; NaN: none */
		double of(ConfusionMatrix counts, int numClass);
	}

	/** Whether an image has a class. */
	@FunctionalInterface
	public interface Presence {

		boolean of(ConfusionMatrix counts, int numClass);
	}

	private final List<ConfusionMatrix> images;
	private final int[] classes;
	private final Score score;
	private final Presence presence;

	/** With {@link #ofTheAuthors} for what an image has. */
	public AveragedScores(final List<ConfusionMatrix> images, final Score score, final int... classes) {
		this(images, score, AveragedScores::ofTheAuthors, classes);
	}

	/**
	 * @param images the counts of each image, at least one
	 * @param score of one class
	 * @param presence which classes an image has
	 * @param classes that are averaged over, e.g. 1 for the foreground of two
	 * @throws UserException if there are no images or no classes
	 */
	public AveragedScores(final List<ConfusionMatrix> images, final Score score, final Presence presence, final int... classes) {
		if (images.isEmpty() || classes.length == 0) throw new UserException(MetricMessages.emptyMean(images.size(),
			classes.length));
		this.images = List.copyOf(images);
		this.score = score;
		this.presence = presence;
		this.classes = classes.clone();
	}

	/** D: the mean over the classes of the score of all images' pixels together. */
	public double overDataset() {
		final ConfusionMatrix sum = images.stream().reduce(ConfusionMatrix::plus).orElseThrow();
		return mean(Arrays.stream(classes).mapToDouble(c -> score.of(sum, c)));
	}

	/** I: the mean over the images. */
	public double overImages() {
		return mean(perImage());
	}

	/** I of the worst q percent of the images. */
	public double overWorstImages(final double q) {
		return worst(perImage(), q);
	}

	/** The mean of I of the worst 10, 20, … 100 percent of the images. */
	public double overAllShares() {
		final double[] scores = perImage().toArray();
		return mean(shares().map(q -> worst(Arrays.stream(scores), q)));
	}

	/** C: the mean over the classes. */
	public double overClasses() {
		return present(c -> mean(perImage(c)));
	}

	/** C of the worst q percent of the images that have a class, class by class. */
	public double overWorstOfClasses(final double q) {
		return present(c -> worst(perImage(c), q));
	}

	/** The mean of C of the worst 10, 20, … 100 percent. */
	public double overAllSharesOfClasses() {
		return mean(shares().map(this::overWorstOfClasses));
	}

	private static DoubleStream shares() {
		return IntStream.rangeClosed(1, 10).mapToDouble(i -> 10 * i);
	}

	private DoubleStream perImage() {
		return images.stream().mapToDouble(m -> {
			final int[] in = Arrays.stream(classes).filter(c -> presence.of(m, c)).toArray();
			return in.length == 0 ? 1 : mean(Arrays.stream(in).mapToDouble(c -> score.of(m, c)));
		});
	}

	/** The mean over the classes that an image has; 1 if there are none. */
	private double present(final IntToDoubleFunction ofClass) {
		final int[] in = Arrays.stream(classes).filter(c -> images.stream().anyMatch(m -> presence.of(m, c))).toArray();
		return in.length == 0 ? 1 : mean(Arrays.stream(in).mapToDouble(ofClass));
	}

	private DoubleStream perImage(final int c) {
		return images.stream().filter(m -> presence.of(m, c)).mapToDouble(m -> score.of(m, c));
	}

	/** The rule of the authors' code: the reference has the class or, of two classes, the prediction has. */
	public static boolean ofTheAuthors(final ConfusionMatrix m, final int c) {
		final long real = m.truePositives(c) + m.falseNegatives(c);
		return real > 0 || m.numClasses() == 2 && m.falsePositives(c) > 0;
	}

	private static double worst(final DoubleStream scores, final double q) {
		final double[] sorted = scores.filter(s -> !Double.isNaN(s)).sorted().toArray();
		// q = 70 of 10 is 7, although 0.7 · 10 < 7
		return mean(Arrays.stream(sorted, 0, Math.min(sorted.length, Math.max(1, (int) (q * sorted.length / 100)))));
	}

	private static double mean(final DoubleStream scores) {
		return scores.filter(s -> !Double.isNaN(s)).average().orElse(Double.NaN);
	}
}
