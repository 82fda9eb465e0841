package sfumato.images;

import java.util.LinkedHashMap;
import java.util.Map;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.files.GridProperties;

/**
 * Axes, voxel size and position of a stack, which a result takes over from its image.
 *
 * @param slices the length of Z
 * @param frames the length of T
 * @param calibration of space and time; not of grey values
 * @param grid where the voxels lie, as {@link GridProperties}; empty if nothing is known
 */
public record StackGeometry(int slices, int frames, Calibration calibration, Map<String, String> grid) {

	public StackGeometry {
		calibration = calibration.copy();
		calibration.setFunction(Calibration.NONE, null, "Gray Value");
		grid = Map.copyOf(grid);
	}

	/** The geometry of an image. */
	public static StackGeometry of(final ImagePlus image) {
		final Map<String, String> grid = new LinkedHashMap<>();
		for (final String key : GridProperties.KEYS)
			if (image.getProp(key) != null) grid.put(key, image.getProp(key));
		return new StackGeometry(image.getNSlices(), image.getNFrames(), image.getCalibration(), grid);
	}

	/** The geometry that is left when one axis is taken away. */
	public StackGeometry without(final RaterAxis axis) {
		return new StackGeometry(axis == RaterAxis.SLICE ? 1 : slices, axis == RaterAxis.FRAME ? 1 : frames, calibration,
			grid);
	}

	/** Gives an image the size of the voxels and their place. */
	public void applyTo(final ImagePlus image) {
		image.setCalibration(calibration);
		grid.forEach(image::setProp);
	}

	public int planes() {
		return slices * frames;
	}

	/** What the planes are, for sentences: slices are those of a volume, frames are images by themselves. */
	public String describe() {
		if (planes() == 1) return "one plane";
		return frames == 1 ? slices + " planes (a volume)" : slices == 1 ? frames + " images, one per frame" : frames + " volumes of " +
			slices + " planes, one per frame";
	}
}
