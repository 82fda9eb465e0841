package sfumato.commands.wizard;

import java.awt.Color;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;

import net.imglib2.img.array.ArrayImgs;

import sfumato.files.RoiSet;

/** The outlines of a label map that was predicted earlier. */
final class PredictionOverlay {

	private PredictionOverlay() {}

	/**
	 * As {@code Predict Segmentation...} makes them.
	 *
	 * @param labels 8-bit, as large as the image
	 * @param image whose positions the outlines get
	 */
	static Overlay of(final ImagePlus labels, final ImagePlus image) {
		final Overlay overlay = new Overlay();
		for (int p = 1; p <= labels.getStackSize(); p++) {
			final byte[] plane = (byte[]) labels.getStack().getProcessor(p).convertToByteProcessor(false).getPixels();
			for (final Roi roi : RoiSet.outlines(ArrayImgs.unsignedBytes(plane, labels.getWidth(), labels.getHeight()), labels
				.getStackSize() > 1 ? p : 0))
			{
				roi.setStrokeColor(new Color(DrawnOutlines.color(Integer.parseInt(roi.getName().replaceAll("class(\\d+).*", "$1")))));
				if (image.isHyperStack()) roi.setPosition(0, (p - 1) % image.getNSlices() + 1, (p - 1) / image.getNSlices() + 1);
				overlay.add(roi);
			}
		}
		return overlay;
	}
}
