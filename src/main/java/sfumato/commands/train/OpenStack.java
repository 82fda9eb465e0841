package sfumato.commands.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.measure.Calibration;

import sfumato.data.LabelledStack;
import sfumato.images.ImagePlusMaps;

/** An open image whose slices, or frames, are cases. */
final class OpenStack {

	private OpenStack() {}

	/** Returns the planes of an image. Pixels are shared. */
	static LabelledStack of(final ImagePlus image) {
		final Calibration scale = image.getCalibration();
		return LabelledStack.of(origin(image), names(image), ImagePlusMaps.floats(image), new double[] { scale.pixelWidth,
			scale.pixelHeight }, scale.getUnit());
	}

	/** Returns the title of an image and, if it still exists, its file. */
	static LabelledStack.Origin origin(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.fileName == null || info.fileName.isEmpty()) return new LabelledStack.Origin(image.getTitle(),
			Optional.empty());
		final Path file = Path.of(info.directory == null ? "" : info.directory).resolve(info.fileName);
		return new LabelledStack.Origin(image.getTitle(), Files.isRegularFile(file) ? Optional.of(file) : Optional.empty());
	}

	/** Returns the slice labels if all slices have distinct ones, else numbers. */
	private static List<String> names(final ImagePlus image) {
		final int planes = image.getNSlices() * image.getNFrames();
		if (planes == 1) return List.of(image.getShortTitle().isBlank() ? "image" : image.getShortTitle());
		final List<String> names = IntStream.range(0, planes).mapToObj(p -> ImagePlusMaps.sliceName(image, p * image.getNChannels()))
			.toList();
		if (!names.contains("") && new HashSet<>(names).size() == planes) return names;
		final String what = image.getNFrames() == 1 ? "slice " : image.getNSlices() == 1 ? "frame " : "plane ";
		return IntStream.rangeClosed(1, planes).mapToObj(p -> what + p).toList();
	}

	/** Describes in one sentence which parts of the image are cases, for dialog and log. */
	static String describe(final ImagePlus image) {
		final int planes = image.getNSlices() * image.getNFrames(), channels = image.getType() == ImagePlus.COLOR_RGB ? 3 : image
			.getNChannels();
		final String what = image.getNFrames() == 1 ? "slice" : image.getNSlices() == 1 ? "frame" : "plane";
		return TrainMenuMessages.images(image.getTitle(), planes, what, channels);
	}
}
