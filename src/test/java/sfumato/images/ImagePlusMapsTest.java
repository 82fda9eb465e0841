package sfumato.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;

import sfumato.labels.LabelClass;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;

class ImagePlusMapsTest {

	/** 4 x 3 pixels, C = 2, Z = 3, T = 2; a value tells its place: t z c y x as decimal digits. */
	private static ImagePlus numbered() {
		final ImageStack stack = new ImageStack(4, 3);
		for (int t = 0; t < 2; t++)
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 2; c++) {
					final FloatProcessor ip = new FloatProcessor(4, 3);
					for (int y = 0; y < 3; y++)
						for (int x = 0; x < 4; x++)
							ip.setf(x, y, 10000 * t + 1000 * z + 100 * c + 10 * y + x);
					stack.addSlice("", ip);
				}
		final ImagePlus imp = new ImagePlus("numbered", stack);
		imp.setDimensions(2, 3, 2);
		return imp;
	}

	private static double at(final RandomAccessibleInterval<? extends RealType<?>> image, final long... position) {
		return image.getAt(position).getRealDouble();
	}

	@Test
	void ordersSlicesFramesAndChannels() {
		final var image = ImagePlusMaps.image(numbered());
		assertArrayEquals(new long[] { 4, 3, 6, 2 }, image.dimensionsAsLongArray());
		assertEquals(12, at(image, 2, 1, 0, 0));
		assertEquals(1112, at(image, 2, 1, 1, 1));
		assertEquals(12123, at(image, 3, 2, 5, 1));
	}

	@Test
	void sharesPixelsWithoutCopy() {
		final ImagePlus imp = numbered();
		final RandomAccessibleInterval<FloatType> image = ImagePlusMaps.floats(imp);
		image.getAt(1, 2, 4, 1).set(-1);
		assertEquals(-1, imp.getStack().getProcessor(imp.getStackIndex(2, 2, 2)).getf(1, 2));
	}

	@Test
	void readsOnePlaneAsFlat() {
		final ImagePlus imp = new ImagePlus("", new ByteProcessor(5, 4));
		imp.getProcessor().set(3, 2, 200);
		final var image = ImagePlusMaps.image(imp);
		assertArrayEquals(new long[] { 5, 4, 1 }, image.dimensionsAsLongArray());
		assertEquals(200, at(image, 3, 2, 0));
		assertEquals(200, at(ImagePlusMaps.floats(imp), 3, 2, 0));
	}

	@Test
	void readsColoursAsChannelsAndGreyRgbAsOneChannel() {
		final ColorProcessor ip = new ColorProcessor(2, 1);
		ip.set(0, 0, 0x010203);
		assertEquals(3, at(ImagePlusMaps.image(new ImagePlus("", ip)), 0, 0, 2));
		ip.set(0, 0, 0x070707);
		final var grey = ImagePlusMaps.image(new ImagePlus("", ip));
		assertArrayEquals(new long[] { 2, 1, 1 }, grey.dimensionsAsLongArray());
		assertEquals(7, at(grey, 0, 0, 0));
	}

	@Test
	void readsRatersAlongEveryAxis() {
		final ImageStack stack = new ImageStack(2, 1);
		for (int i = 0; i < 6; i++) {
			final ByteProcessor ip = new ByteProcessor(2, 1);
			ip.set(0, 0, i);
			stack.addSlice("plane " + i, ip);
		}
		final ImagePlus imp = new ImagePlus("", stack);
		imp.setDimensions(1, 3, 2);
		final var slices = RaterAxis.SLICE.split(imp, OptionalInt.of(6), OptionalInt.empty(), MissingLabels.NONE);
		assertEquals(3, slices.size());
		assertEquals("plane 1", slices.name(1));
		assertEquals(1, slices.hard().labels(1).getAt(0, 0, 0).get());
		assertEquals(4, slices.hard().labels(1).getAt(0, 0, 1).get());
		final var frames = RaterAxis.FRAME.split(imp, OptionalInt.of(6), OptionalInt.empty(), MissingLabels.NONE);
		assertEquals(2, frames.size());
		assertEquals(3, frames.hard().labels(1).getAt(0, 0, 0).get());
		assertEquals(5, frames.hard().labels(1).getAt(0, 0, 2).get());
	}

	@Test
	void probabilityMapsKeepClassesAndCalibration() {
		final List<LabelClass> classes = List.of(new LabelClass("tissue", 0), new LabelClass("tumour", 0xFF0000),
			new LabelClass("vessel", 0x00FF00));
		final float[] values = new float[2 * 2 * 4 * 3];
		for (int i = 0; i < 16; i++) {
			values[i] = i / 16f;
			values[16 + i] = 1 - i / 16f;
		}
		final ProbabilityMap map = ProbabilityMap.of(ArrayImgs.floats(values, 2, 2, 4, 3), classes);
		final Calibration calibration = new Calibration();
		calibration.pixelDepth = 5;
		final ImagePlus imp = ImagePlusMaps.toImagePlus(map, "map", new StackGeometry(2, 2, calibration, Map.of()));
		assertArrayEquals(new int[] { 2, 2, 3, 2, 2 }, imp.getDimensions());
		assertEquals("map", imp.getTitle());
		assertEquals(5, imp.getCalibration().pixelDepth);
		final ProbabilityMap back = MapImages.read(imp, OptionalInt.empty(), Progress.none());
		assertEquals(List.of("tissue", "tumour", "vessel"), back.classes().stream().map(LabelClass::name).toList());
		assertEquals(13 / 16f, back.channel(0).getAt(1, 0, 3).get());
		assertEquals(3 / 16f, back.channel(1).getAt(1, 0, 3).get());
	}

	@Test
	void labelsHaveTheColoursOfTheirClasses() {
		final float[] values = { 1, 0.5f, 0.2f, 0, 0.5f, 0.8f };
		final ImagePlus imp = ImagePlusMaps.toLabelImage(ProbabilityMap.of(ArrayImgs.floats(values, 3, 1, 2), LabelClass
			.defaults(2)), "labels", new StackGeometry(1, 1, new Calibration(), Map.of()));
		assertArrayEquals(new byte[] { 0, 0, 1 }, (byte[]) imp.getProcessor().getPixels());
		assertEquals(0xE69F00, imp.getProcessor().convertToColorProcessor().get(2, 0) & 0xFFFFFF);
		assertEquals("0: background\n1: foreground", imp.getProperty("Info"));
	}
}
