package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.data.Case;
import sfumato.files.ImageFiles;
import sfumato.files.StackPlanes;
import sfumato.labels.LabelClass;
import sfumato.models.ModelDescription;
import sfumato.planes.PlaneSource;

/** Images that are read as a whole, and those that are too large for that. */
class PredictedImageTest {

	@TempDir
	Path folder;

	private static ModelDescription model() {
		return new ModelDescription(ModelDescription.FORMAT, "m", new ModelDescription.Input("xyc", 2, 16, List.of(1.0, 1.0), "pixel",
			"percentile"), LabelClass.defaults(2), "unet(encoder: plain)", Optional.empty(), "test");
	}

	private Case stack() throws IOException {
		final var image = ArrayImgs.floats(7, 5, 3, 2);
		int i = 0;
		for (final FloatType v : image)
			v.set(i++);
		ImageFiles.writeTiff(folder.resolve("s.tif"), image, new double[] { 0.5, 0.25, 2 }, "mm");
		return new Case("s", folder.resolve("s.tif"), new TreeMap<>());
	}

	private static float[] values(final PlaneSource source) throws IOException {
		final FloatBuffer all = FloatBuffer.allocate((int) (source.width() * source.height() * source.planes() * source.channels()));
		for (long plane = 0; plane < source.planes(); plane++)
			for (int y = 0; y < source.height(); y += 2)
				source.read(plane, y, Math.min(2, source.height() - y), all);
		assertEquals(0, all.remaining());
		return all.array();
	}

	@Test
	void predictsLargeTiffsFromChunksBitIdentically() throws IOException {
		final Case stack = stack();
		final PredictedImage small = PredictedImage.of(stack, model(), 7 * 5 * 3 * 2 * 4), large = PredictedImage.of(stack, model(),
			7 * 5 * 3 * 2 * 4 - 1);
		assertInstanceOf(StackPlanes.class, large.pixels());
		assertTrue(!(small.pixels() instanceof StackPlanes));
		assertArrayEquals(values(small.pixels()), values(large.pixels()));
		assertArrayEquals(small.dimensions(), large.dimensions());
		assertArrayEquals(small.pixelSize(3), large.pixelSize(3), 1e-6);
		assertEquals(small.unit(), large.unit());
		assertEquals(small.slices(), large.slices());
	}
}
