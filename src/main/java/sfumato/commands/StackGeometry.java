package sfumato.commands;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * How planes are called Z and T, and how large a voxel is: what has to be kept from an image when its result is shown.
 *
 * @param slices the length of Z
 * @param frames the length of T
 * @param calibration of space and time; not of grey values
 */
public record StackGeometry(int slices, int frames, Calibration calibration) {

	public StackGeometry {
		calibration = calibration.copy();
		calibration.setFunction(Calibration.NONE, null, "Gray Value");
	}

	/** The geometry of an image. */
	public static StackGeometry of(final ImagePlus image) {
		return new StackGeometry(image.getNSlices(), image.getNFrames(), image.getCalibration());
	}

	/** The geometry that is left when one axis is taken away. */
	StackGeometry without(final RaterAxis axis) {
		return new StackGeometry(axis == RaterAxis.SLICE ? 1 : slices, axis == RaterAxis.FRAME ? 1 : frames, calibration);
	}

	int planes() {
		return slices * frames;
	}
}
