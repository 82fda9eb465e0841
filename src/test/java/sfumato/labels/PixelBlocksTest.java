package sfumato.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

class PixelBlocksTest {

	@ParameterizedTest
	@ValueSource(strings = { "1", "5", "100000", "7x9", "300x400", "40000x3", "1x70000", "64x64x33", "1x1x1", "200x300x2x3" })
	void blocksCoverEveryPixelOnce(final String size) {
		final long[] dims = java.util.Arrays.stream(size.split("x")).mapToLong(Long::parseLong).toArray();
		final Img<UnsignedByteType> seen = ArrayImgs.unsignedBytes(dims);
		for (final Interval block : PixelBlocks.blocks(dims)) {
			assertTrue(PixelBlocks.size(block) <= 1 << 15);
			Views.interval(seen, block).forEach(UnsignedByteType::inc);
		}
		seen.forEach(t -> assertEquals(1, t.get()));
	}

	@Test
	void emptyImagesHaveNoBlocks() {
		assertEquals(List.of(), PixelBlocks.blocks(new long[] { 0, 5 }));
	}

	@Test
	void blocksHoldClassesConsecutivelyForEveryImageType() {
		final ProbabilityMap array = TestMaps.randomMap(3, 3, 20, 30, 4);
		final Img<FloatType> planar = PlanarImgs.floats(20, 30, 4, 3);
		final var source = Views.flatIterable(array.image()).cursor();
		Views.flatIterable(planar).forEach(t -> t.set(source.next()));
		// as ImageJ stacks come: channels before slices in memory
		final Img<FloatType> permuted = ArrayImgs.floats(20, 30, 3, 4);
		final var again = Views.flatIterable(array.image()).cursor();
		Views.flatIterable(Views.permute(permuted, 2, 3)).forEach(t -> t.set(again.next()));
		final ProbabilityMap b = ProbabilityMap.of(planar, array.classes());
		final ProbabilityMap c = ProbabilityMap.of(Views.permute(permuted, 2, 3), array.classes());
		for (final Interval block : PixelBlocks.blocks(array.spatialDimensions())) {
			final float[] values = PixelBlocks.read(array, block);
			assertEquals(array.image().getAt(block.min(0), block.min(1), block.min(2), 1).get(), values[PixelBlocks.size(
				block)]);
			assertArrayEquals(values, PixelBlocks.read(b, block), 0);
			assertArrayEquals(values, PixelBlocks.read(c, block), 0);
		}
	}

	@Test
	void readsWhatItWrites() {
		final ProbabilityMap map = ProbabilityMap.zeros(new long[] { 40, 50, 30 }, LabelClass.defaults(2));
		for (final Interval block : PixelBlocks.blocks(map.spatialDimensions())) {
			final float[] values = new float[2 * PixelBlocks.size(block)];
			for (int i = 0; i < values.length; i++)
				values[i] = i;
			PixelBlocks.write(values, map, block);
			assertArrayEquals(values, PixelBlocks.read(map, block), 0);
		}
	}

	@Test
	void mostProbableClassIsTheLowestOfATie() {
		final float[] values = { 0.5f, 0.2f, 0.5f, 0.4f, 0, 0.4f };
		assertEquals(0, PixelBlocks.argMax(values, 2, 0));
		assertEquals(1, PixelBlocks.argMax(values, 2, 1));
	}
}
