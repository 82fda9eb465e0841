package sfumato.fusion;

import java.util.SplittableRandom;

import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code random-rater(seed: 0)}: the labels of one rater, all being equally probable. In training a new one is drawn for
 * each epoch, so that the network sees all raters in turn (Jensen et al., Improving uncertainty estimation in convolutional
 * neural networks using inter-rater agreement, MICCAI 2019).
 * <p>
 * The draw depends on the seed and on what the raters drew: with one seed, the images of a data set get raters
 * independently, and an image gets the same one again.
 */
@Plugin(type = LabelFusion.class, name = "random-rater", description = "One rater, drawn by a seed.")
public final class RandomRater implements LabelFusion {

	/**
	 * @param seed of the draw
	 */
	public record Options(long seed) {

		public Options() {
			this(0);
		}
	}

	private final Options options;

	public RandomRater() {
		this(new Options());
	}

	public RandomRater(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		return ProbabilityMap.oneHot(raters.labels(draw(raters)), raters.classes());
	}

	/** The number of the rater that is drawn, from 0. */
	public int draw(final RaterLabels raters) {
		long hash = options.seed();
		for (int r = 0; r < raters.size(); r++)
			for (final UnsignedByteType label : Views.flatIterable(raters.labels(r)))
				hash = 31 * hash + label.get();
		return new SplittableRandom(hash).nextInt(raters.size());
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
