package sfumato.commands.predict;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

import net.imglib2.img.array.ArrayImgs;

import sfumato.files.RoiSet;
import sfumato.labels.LabelClass;
import sfumato.planes.PlaneSink;

/** Traces the outlines of the classes in each plane as soon as its last row of labels is predicted. */
final class PredictedOutlines implements PlaneSink {

	private final ImagePlus image;
	private final List<LabelClass> classes;
	private final byte[] labels;
	private final List<Roi> rois = new ArrayList<>();

	PredictedOutlines(final ImagePlus image, final List<LabelClass> classes) {
		this.image = image;
		this.classes = classes;
		labels = new byte[image.getWidth() * image.getHeight()];
	}

	@Override
	public void write(final long plane, final int firstRow, final int rows, final FloatBuffer values) {
		final int w = image.getWidth(), h = image.getHeight();
		for (int i = firstRow * w; i < (firstRow + rows) * w; i++)
			labels[i] = (byte) values.get();
		if (firstRow + rows < h) return;
		final boolean stack = image.getNSlices() * image.getNFrames() > 1;
		for (final Roi roi : RoiSet.outlines(ArrayImgs.unsignedBytes(labels, w, h), stack ? (int) plane + 1 : 0)) {
			final int label = Integer.parseInt(roi.getName().replaceAll("class(\\d+).*", "$1"));
			roi.setStrokeColor(new Color(classes.get(label).rgb()));
			if (image.isHyperStack()) roi.setPosition(0, (int) (plane % image.getNSlices()) + 1, (int) (plane / image.getNSlices()) +
				1);
			rois.add(roi);
		}
	}

	List<Roi> rois() {
		return rois;
	}

	/** Returns the image with the outlines as overlay. Pixels are copied unless they are on disk. */
	ImagePlus overlay() {
		final ImagePlus copy = image.getStack().isVirtual() ? new ImagePlus("", image.getStack()) : image.duplicate();
		copy.setTitle(image.getShortTitle() + "-overlay");
		copy.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		copy.setOpenAsHyperStack(image.isHyperStack());
		copy.setCalibration(image.getCalibration());
		copy.deleteRoi();
		final Overlay overlay = new Overlay();
		for (final Roi roi : rois)
			overlay.add((Roi) roi.clone());
		copy.setOverlay(overlay);
		return copy;
	}

	/**
	 * Adds the outlines to the ROI Manager.
	 *
	 * @return whether there is a ROI Manager
	 */
	boolean addToManager() {
		if (GraphicsEnvironment.isHeadless()) return false; // it is a window even when nobody sees it
		final RoiManager manager = RoiManager.getRoiManager();
		for (final Roi roi : rois)
			manager.add((Roi) roi.clone(), -1);
		return true;
	}
}
