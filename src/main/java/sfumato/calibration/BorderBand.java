package sfumato.calibration;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.geometry.DistanceTransform;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The band of pixels near a class boundary of the reference, where classification is hardest. */
final class BorderBand {

	private BorderBand() {}

	static void check(final double width) {
		if (!(width >= 0)) throw new UserException(WrongValue.message("band", width, "0 or more"));
	}

	/**
	 * The same images for the pixels whose centre is at most a width from that of a pixel of another class of the reference.
	 *
	 * @param width in the unit of the images; 0: all pixels
	 * @throws UserException if an image has no border
	 */
	static List<Comparison> of(final List<Comparison> images, final double width) {
		return width == 0 ? images : images.stream().map(i -> of(i, width)).toList();
	}

	private static Comparison of(final Comparison image, final double width) {
		final Img<UnsignedByteType> labels = image.referenceLabels();
		final Img<UnsignedByteType> near = ProbabilityMap.create(new UnsignedByteType(), labels.dimensionsAsLongArray());
		boolean any = false;
		for (int c = 0; c < image.numClasses(); c++) {
			final int own = c;
			final Img<FloatType> distance = DistanceTransform.of(labels, v -> v != own, image.pixelSize());
			LoopBuilder.setImages(labels, distance, near).multiThreaded().forEachPixel((l, d, n) -> {
				if (l.get() == own && d.get() <= (float) width) n.set(1);
			});
		}
		image.region().ifPresent(region -> LoopBuilder.setImages(region, near).multiThreaded().forEachPixel((r, n) -> {
			if (r.get() == 0) n.set(0);
		}));
		for (final UnsignedByteType n : near)
			any |= n.get() != 0;
		if (!any) throw new UserException(CalibrationMessages.emptyBand(width, image.unit()));
		return image.within(near);
	}
}
