package sfumato.labels;

import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.text.UserException;

/**
 * Smooths hard labels, where there is only one rater or the raters were fused by majority: a rule replaces the uncertainty that
 * several raters show. Implementations are immutable and safe to call from any thread.
 * <p>
 * Of a pixel of class k out of C, a smoothed pixel keeps 1 − ε + ε/C for k, and every other class gets ε/C (Szegedy et al.
 * 2016). The methods differ in which pixels are smoothed.
 */
public interface LabelSmoothing extends SciJavaPlugin {

	/**
	 * Smooths one plane in place.
	 *
	 * @param target hard labels (class, Y, X) row by row: class c of pixel (x, y) is at c·width·height + y·width + x and is
	 *          0 or 1. Masked pixels are neither read nor changed
	 * @param mask (Y, X): 0 for pixels that do not count, everything else for those that do; null if all count
	 * @throws UserException if an array has the wrong length or a pixel that counts is soft already
	 */
	void apply(float[] target, float[] mask, int classes, int width, int height);

	/** Whether hard labels stay hard. */
	default boolean isHard() {
		return false;
	}

	/**
	 * Smooths hard labels; the planes of a volume one by one, because networks see planes.
	 *
	 * @param hard NaN where a pixel is unlabelled; this stays so
	 * @return a new map
	 * @throws UserException if the map is soft already
	 */
	default ProbabilityMap apply(final ProbabilityMap hard) {
		final ProbabilityMap smoothed = ProbabilityMap.zeros(hard.spatialDimensions(), hard.classes());
		final int width = (int) hard.image().dimension(0);
		final int height = (int) hard.image().dimension(1);
		for (long z = 0; z < hard.numPlanes(); z++) {
			final ProbabilityMap plane = hard.plane(z);
			final long[] dims = plane.spatialDimensions();
			if (Intervals.numElements(plane.image()) > Integer.MAX_VALUE - 16) throw new
				UserException(LabelMessages.planeTooLarge(ProbabilityMap.size(dims), hard.numClasses()));
			final Interval all = Intervals.createMinSize(0, 0, width, height);
			final float[] target = PixelBlocks.read(plane, all);
			apply(target, maskOf(target, width * height), hard.numClasses(), width, height);
			PixelBlocks.write(target, smoothed.plane(z), all);
		}
		return smoothed;
	}

	/** 0 where a target is NaN, else 1. */
	private static float[] maskOf(final float[] target, final int pixels) {
		final float[] mask = new float[pixels];
		for (int i = 0; i < pixels; i++)
			mask[i] = Float.isNaN(target[i]) ? 0 : 1;
		return mask;
	}
}
