package sfumato.images;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import net.imglib2.img.Img;
import net.imglib2.img.ImgView;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;

import sfumato.files.Geometry;
import sfumato.files.GridAlignment;
import sfumato.files.GridProperties;
import sfumato.files.VoxelGrid;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Reorients open images that are used together to the orientation of the first image with known geometry. Images opened by
 * {@code Open NIfTI...} know theirs, as do results made of them ({@link GridProperties}). Images that know nothing are taken as they
 * are.
 */
public final class OpenGrids {

	private final Geometry geometry;
	private final Progress progress;
	private final Optional<VoxelGrid> reference;

	private OpenGrids(final Geometry geometry, final Progress progress, final Optional<VoxelGrid> reference) {
		this.geometry = geometry;
		this.progress = progress;
		this.reference = reference;
	}

	/**
	 * The grids of images.
	 *
	 * @param how what is done if they lie elsewhere than each other
	 * @param images that are used together; null where there is none
	 */
	public static OpenGrids of(final Geometry how, final Progress progress, final ImagePlus... images) {
		return new OpenGrids(how, progress, how == Geometry.IGNORE ? Optional.empty() : Stream.of(images).filter(Objects::nonNull).map(
			i -> grid(i, progress)).flatMap(Optional::stream).findFirst());
	}

	/** Where the voxels of an image lie; empty if that is not known, or if the image has another size than when it was opened. */
	private static Optional<VoxelGrid> grid(final ImagePlus image, final Progress progress) {
		final Optional<VoxelGrid> grid = GridProperties.read("\"" + image.getTitle() + "\"", image::getProp);
		if (grid.isEmpty()) return grid;
		final long[] d = grid.get().dimensions();
		final int planes = image.getNSlices() * image.getNFrames();
		// the planes of a stack may be raters of one flat image
		if (d[0] == image.getWidth() && d[1] == image.getHeight() && (d[2] == planes || d[2] == 1)) return grid;
		progress.log(ImageMessages.resized(Excerpt.of(image.getTitle()), d[0], d[1], d[2]));
		return Optional.empty();
	}

	/**
	 * How an image is brought to the grid of the first one.
	 *
	 * @throws UserException with both affines, if it lies elsewhere and that is not allowed
	 */
	private Optional<GridAlignment> alignment(final ImagePlus image) {
		if (reference.isEmpty()) return Optional.empty();
		final Optional<GridAlignment> alignment = grid(image, Progress.none()).map(reference.get()::align);
		alignment.ifPresent(a -> a.require(geometry, progress::log));
		return alignment.filter(a -> !a.isIdentity());
	}

	/** A mask (X, Y[, Z]) of the voxels of an image, brought to the grid of the first one. */
	public Img<UnsignedByteType> aligned(final ImagePlus image, final Img<UnsignedByteType> mask) {
		return alignment(image).map(a -> ImgView.wrap(a.apply(mask, mask.numDimensions()))).orElse(mask);
	}

	/** The image itself, or a copy whose axes are exchanged and turned round, with the title and the names of its classes. */
	public ImagePlus aligned(final ImagePlus image) {
		final Optional<GridAlignment> alignment = alignment(image);
		return alignment.isEmpty() ? image : copy(image, alignment.get());
	}

	private static ImagePlus copy(final ImagePlus image, final GridAlignment alignment) {
		final int channels = image.getNChannels(), planes = image.getNSlices() * image.getNFrames();
		final boolean inPlanes = alignment.axes().get(2) == 2; // then Z may be raters, or slices and frames
		if (!inPlanes && alignment.moved().dimensions()[2] != planes) return image;
		final long[] d = alignment.reference().dimensions();
		final int w = (int) d[0], h = (int) d[1], depth = inPlanes ? planes : (int) d[2];
		final ImageStack stack = new ImageStack(w, h);
		// a virtual stack reads a file for each plane that is asked for; where planes stay planes, each is needed once
		final ImageProcessor[] in = new ImageProcessor[image.getStackSize()];
		for (int z = 0; z < depth; z++) {
			if (inPlanes) Arrays.fill(in, null);
			for (int c = 0; c < channels; c++) {
				final ImageProcessor out = image.getProcessor().createProcessor(w, h);
				for (int y = 0; y < h; y++)
					for (int x = 0; x < w; x++) {
						final int[] from = alignment.source(x, y, z, image.getWidth(), image.getHeight(), planes);
						final int plane = c + channels * from[2];
						if (in[plane] == null) in[plane] = image.getStack().getProcessor(plane + 1);
						out.set(x, y, in[plane].get(from[0], from[1]));
					}
				stack.addSlice(image.getStack().getSliceLabel(1 + c + (inPlanes ? channels * z : 0)), out);
			}
		}
		final ImagePlus copy = new ImagePlus(image.getTitle(), stack);
		if (inPlanes) copy.setDimensions(channels, image.getNSlices(), image.getNFrames());
		else copy.setDimensions(channels, depth, 1);
		copy.setOpenAsHyperStack(stack.getSize() > 1);
		final Calibration calibration = image.getCalibration().copy();
		final double[] edges = alignment.permute(new double[] { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth });
		calibration.pixelWidth = edges[0];
		calibration.pixelHeight = edges[1];
		calibration.pixelDepth = edges[2];
		copy.setCalibration(calibration);
		copy.setProperty("Info", image.getInfoProperty());
		GridProperties.of(alignment.reference()).forEach(copy::setProp);
		return image instanceof final CompositeImage composite && channels > 1 ? inColors(copy, composite) : copy;
	}

	/** With the colours of the channels, which may be those of classes. */
	private static ImagePlus inColors(final ImagePlus copy, final CompositeImage image) {
		final CompositeImage colored = new CompositeImage(copy, image.getMode());
		for (int c = 1; c <= image.getNChannels() && c <= CompositeImage.MAX_CHANNELS; c++)
			colored.setChannelLut(image.getChannelLut(c), c);
		return colored;
	}
}
