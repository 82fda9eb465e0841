package sfumato.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sfumato.data.Case;
import sfumato.data.ImageFolder;
import sfumato.data.LoadedCase;
import sfumato.files.ImageFile;
import sfumato.files.Orientation;
import sfumato.files.StackPlanes;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFit;
import sfumato.prediction.ImageSource;
import sfumato.prediction.PlaneSource;
import sfumato.prediction.StackSource;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * An image that is to be predicted, and what its results have to keep of it.
 *
 * @param name of the case
 * @param slices planes along Z
 * @param frames planes along T
 * @param pixelSize edges of a voxel along X, Y and, where there is one, Z
 * @param bits of its grey values: 8, 16 or 32
 * @param notes what was decided when reading
 */
record PredictedImage(String name, PlaneSource pixels, int slices, int frames, double[] pixelSize, String unit,
	Orientation orientation, int bits, List<String> notes)
{

	/** The part of Java's memory that an image may take; larger TIFFs are read plane by plane. */
	private static final long PART = 4;

	/**
	 * Reads an image, or opens it if it is too large to be read.
	 *
	 * @throws UserException if it has other channels than the model takes
	 */
	static PredictedImage of(final Case c, final ModelDescription model) throws IOException {
		return of(c, model, Runtime.getRuntime().maxMemory() / PART);
	}

	static PredictedImage of(final Case c, final ModelDescription model, final long mostBytes) throws IOException {
		final int channels = model.input().channels();
		final Optional<StackPlanes> large = StackPlanes.large(c.image(), channels, mostBytes);
		if (large.isPresent()) {
			final StackPlanes s = large.get();
			return new PredictedImage(c.name(), new StackSource(s), s.slices(), s.frames(), s.pixelSize(), s.unit(),
				Orientation.UNKNOWN, s.bits(), List.of());
		}
		final LoadedCase loaded = ImageFolder.load(List.of(c), channels, model.classes(), Progress.none()).get(0);
		final ImageFile image = loaded.image();
		return new PredictedImage(c.name(), new ImageSource(image.image()), image.numPlanes(), 1, image.pixelSize(), image.unit(),
			image.orientation(), ModelFit.bits(image.image()), loaded.notes());
	}

	/** The lengths of X, Y and, in a volume, Z, along which frames follow slices. */
	long[] dimensions() {
		return pixels.planes() == 1 ? new long[] { pixels.width(), pixels.height() } : new long[] { pixels.width(), pixels.height(),
			pixels.planes() };
	}

	/** The pixel size of so many axes. */
	double[] pixelSize(final int axes) {
		final double[] size = new double[axes];
		for (int d = 0; d < axes; d++)
			size[d] = d < pixelSize.length ? pixelSize[d] : 1;
		return size;
	}
}
