package sfumato.commands.predict;

import java.awt.Rectangle;
import java.io.IOException;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;

import sfumato.api.Prediction;
import sfumato.planes.PlaneSink;
import sfumato.prediction.PlaneBox;
import sfumato.prediction.RegionSink;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** The selected pixels of an image, in all planes. */
final class Selection {

	private final ImagePlus image;
	private final PlaneBox box;
	private final ImageProcessor mask;

	/**
	 * Reads the selection of an image.
	 *
	 * @throws UserException if there is no selection, or it is not an area
	 */
	Selection(final ImagePlus image) {
		this.image = image;
		final Roi roi = image.getRoi();
		if (!isIn(image)) throw new UserException(PredictMenuMessages.noArea(Excerpt.of(image.getTitle())));
		final Rectangle b = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (b.isEmpty()) throw new UserException(PredictMenuMessages.areaOutside(Excerpt.of(image.getTitle())));
		box = new PlaneBox(b.x, b.y, b.width, b.height);
		mask = roi.getMask() == null ? null : cut(roi.getMask(), roi.getBounds(), b);
	}

	/** Whether an area of an image is selected. */
	static boolean isIn(final ImagePlus image) {
		return image != null && image.getRoi() != null && image.getRoi().isArea();
	}

	private static ImageProcessor cut(final ImageProcessor mask, final Rectangle all, final Rectangle part) {
		mask.setRoi(part.x - all.x, part.y - all.y, part.width, part.height);
		return mask.crop();
	}

	/** Predicts the selection only. The sink gets whole planes, with background outside the selection. */
	void predict(final Prediction prediction, final PlaneSink sink, final int classes) throws IOException {
		prediction.region(box.x(), box.y(), box.width(), box.height()).into(new RegionSink(sink, box, i -> mask == null || mask.get(i) != 0,
			image.getWidth(), image.getHeight(), classes)::write);
	}
}
