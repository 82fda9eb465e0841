package sfumato.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.plugin.FileInfoVirtualStack;

/**
 * Opens TIFFs without reading their pixels. ImageJ's own command looks for the file under the name that it was saved with, so that
 * it does not find one that has been renamed.
 */
public final class VirtualTiff {

	private VirtualTiff() {}

	/**
	 * Opens a file as a virtual stack.
	 *
	 * @throws IOException if it is damaged or ImageJ does not read it
	 */
	public static ImagePlus open(final Path file) throws IOException {
		final FileInfo[] directories = ImageFiles.directories(file);
		final FileInfo first = directories[0];
		final String said = first.description != null && first.description.startsWith("ImageJ") ? first.description : "";
		final List<FileInfo> planes = new ArrayList<>();
		for (final FileInfo directory : directories) {
			if (directory.width != first.width || directory.height != first.height || directory.fileType != first.fileType) throw new IOException(
				TiffMessages.differentSizes(file));
			for (int i = 0; i < Math.max(1, directory.nImages); i++)
				planes.add(plane(directory, i));
		}
		first.roi = first.plot = null; // damaged ones are no reason not to open the pixels
		first.overlay = null;
		final ImagePlus flat = new FileOpener((FileInfo) first.clone()).openImage();
		if (flat == null) throw new IOException(FileMessages.damagedForImageJ(file));
		final ImagePlus image = new ImagePlus(file.getFileName().toString(), new FileInfoVirtualStack(planes.toArray(
			FileInfo[]::new)));
		image.setCalibration(flat.getCalibration());
		final int channels = (int) TiffImages.said(said, "channels", 1), slices = (int) TiffImages.said(said, "slices", 1), frames =
			(int) TiffImages.said(said, "frames", 1);
		if (channels * slices * frames == planes.size()) image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(planes.size() > 1);
		return image;
	}

	private static FileInfo plane(final FileInfo directory, final int i) {
		final FileInfo plane = (FileInfo) directory.clone();
		plane.nImages = 1;
		plane.longOffset = directory.getOffset() + i * ((long) directory.width * directory.height * directory
			.getBytesPerPixel() + directory.getGap());
		plane.offset = 0;
		plane.description = null; // it has the name that the file once had
		return plane;
	}
}
