package sfumato.labels;

import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Converts soft labels to hard labels with a threshold: a pixel belongs to its most probable foreground class k (among equals the
 * lowest) if p_k > t, else to the background. With two classes and t = 0.5 that is {@link ProbabilityMap#argMax}; a lower threshold
 * marks more, a higher one only what is certain.
 */
public final class LabelThreshold {

	private LabelThreshold() {}

	/**
	 * The label map of a probability map.
	 *
	 * @param threshold t, from 0 to 1
	 * @return (X, Y[, Z]) with values 0 … C−1
	 */
	public static Img<UnsignedByteType> apply(final ProbabilityMap map, final double threshold) {
		if (!(threshold >= 0 && threshold <= 1)) throw new UserException(WrongValue.message("The threshold", threshold,
			"from 0 to 1"));
		final Img<UnsignedByteType> labels = ProbabilityMap.create(new UnsignedByteType(), map.spatialDimensions());
		final Img<FloatType> best = ProbabilityMap.create(new FloatType(), map.spatialDimensions());
		// compared as 32-bit numbers, so that 0.1 is not more than the threshold 0.1
		final float t = (float) threshold;
		for (int c = 1; c < map.numClasses(); c++) {
			final int k = c;
			LoopBuilder.setImages(map.channel(c), best, labels).multiThreaded().forEachPixel((p, b, label) -> {
				if (p.get() > t && p.get() > b.get()) {
					b.set(p);
					label.set(k);
				}
			});
		}
		return labels;
	}
}
