package sfumato.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.labels.SoftRaters;
import sfumato.methods.Configured;

/**
 * {@code random-rater(seed: 0)}: the labels of one rater, chosen uniformly at random. Where that one has not labelled a pixel, another
 * is asked, in an order that is drawn as well. In training a new one is drawn for each epoch, so that the network sees all raters in
 * turn (Jensen et al., Improving uncertainty estimation in convolutional neural networks using inter-rater agreement, MICCAI 2019).
 * <p>
 * The draw depends on the seed and on what the raters drew: with one seed, the images of a dataset get raters
 * independently, and an image gets the same one again (images in which all patterns of labels are equally frequent, too).
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new RandomRater().fuse(raters)) // [1, 0, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "random-rater", description = "One random rater, chosen by a seed.")
public final class RandomRater extends Configured<RandomRater.Options> implements PatternFusion {

	/**
	 * @param seed of the draw
	 */
	public record Options(long seed) {

		public Options() {
			this(0);
		}
	}

	public RandomRater() {
		this(new Options());
	}

	public RandomRater(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		final int[] order = order(raters);
		return (labels, p) -> {
			for (final int r : order)
				if ((labels[r] & 0xFF) != HardRaters.UNLABELED) {
					p[labels[r] & 0xFF] = 1;
					return;
				}
		};
	}

	@Override
	public ProbabilityMap probabilities(final Raters raters) {
		if (!(raters instanceof final SoftRaters soft)) return PatternFusion.super.probabilities(raters);
		final int[] order = order(soft.hard());
		return MapBlocks.fuse(soft, (maps, p) -> {
			for (final int r : order)
				if (!Double.isNaN(maps[r][0])) {
					System.arraycopy(maps[r], 0, p, 0, p.length);
					return;
				}
		});
	}

	/** The number of the rater that is drawn, from 0. */
	public int draw(final Raters raters) {
		return order(raters.hard())[0];
	}

	/** All raters in the order in which they are asked. */
	private int[] order(final HardRaters raters) {
		final LabelPatterns patterns = LabelPatterns.of(raters);
		long hash = options.seed();
		for (int p = 0; p < patterns.size(); p++)
			hash = 31 * (31 * hash + Arrays.hashCode(patterns.labels(p))) + patterns.count(p);
		final SplittableRandom random = new SplittableRandom(hash);
		final int[] order = IntStream.range(0, raters.size()).toArray();
		for (int i = 0; i < order.length - 1; i++) {
			final int j = i + random.nextInt(order.length - i);
			final int drawn = order[j];
			order[j] = order[i];
			order[i] = drawn;
		}
		return order;
	}

	@Override
	public List<String> report(final Raters raters) {
		final Raters asked = raters.onlyLabelling();
		return List.of("Rater " + asked.name(draw(asked)) + " was drawn."); // as fuse draws
	}

	@Override
	public boolean isHard() {
		return true;
	}

	@Override
	public LabelFusion withSeed(final long seed) {
		return new RandomRater(new Options(seed));
	}

	@Override
	public boolean isRandom() {
		return true;
	}
}
