package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.TestMaps;

class PatternIndexTest {

	/** Labels 0, 1, 2, of which 2 means that the rater has not looked. */
	private static HardRaters withMissing(final long seed, final int raters, final long... dims) {
		final HardRaters three = TestMaps.randomRaters(seed, raters, 3, dims);
		return HardRaters.of(IntStream.range(0, raters).mapToObj(three::name).toList(), IntStream
			.range(0, raters).mapToObj(three::labels).toList(), OptionalInt.of(2), OptionalInt.empty(), new MissingLabels(2, false));
	}

	private static void assertRowsAreTheLabels(final PatternIndex index, final HardRaters raters) {
		final byte[][] labels = PatternIndex.read(raters, new FinalInterval(raters.dimensions()));
		final int[] rows = index.rows(labels);
		for (int i = 0; i < rows.length; i++)
			for (int r = 0; r < labels.length; r++)
				assertEquals(labels[r][i], index.labels(rows[i])[r]);
	}

	@Test
	void rowsHoldTheLabelsOfTheirPixels() {
		for (final HardRaters raters : List.of(TestMaps.randomRaters(1, 3, 4, 30, 20), withMissing(2, 4, 11, 9, 3))) {
			assertRowsAreTheLabels(PatternIndex.of(raters), raters);
			assertRowsAreTheLabels(PatternIndex.ofFound(raters), raters);
		}
		assertEquals(64, PatternIndex.of(TestMaps.randomRaters(1, 3, 4, 30, 20)).size());
		assertEquals(81, PatternIndex.of(withMissing(2, 4, 11, 9, 3)).size());
	}

	@Test
	void fusesMoreRatersThanPatternNumbersAllow() {
		// 25 raters of 4 classes: the same three five times and ten times, so that the votes are known
		final HardRaters three = TestMaps.randomRaters(3, 3, 4, 40, 30);
		final int[] times = { 5, 10, 10 };
		final List<String> names = new ArrayList<>();
		final List<Img<UnsignedByteType>> images =
			new ArrayList<>();
		for (int r = 0; r < 3; r++)
			for (int i = 0; i < times[r]; i++) {
				names.add(r + "-" + i);
				images.add(three.labels(r));
			}
		final HardRaters many = HardRaters.of(names, images, OptionalInt.of(4), OptionalInt.empty());
		assertRowsAreTheLabels(PatternIndex.of(many), many);
		final float[] expected = new float[40 * 30 * 4];
		final byte[][] labels = PatternIndex.read(three, new FinalInterval(40, 30));
		for (int i = 0; i < 1200; i++)
			for (int r = 0; r < 3; r++)
				expected[labels[r][i] * 1200 + i] += times[r] / 25f;
		assertArrayEquals(expected, TestMaps.values(new Average().fuse(many)), 1e-6f);
	}

	@Test
	void countsEveryPixelOnce() {
		final HardRaters raters = withMissing(5, 3, 100, 300, 2);
		final LabelPatterns patterns = LabelPatterns.of(raters);
		long labelled = 0, sum = 0;
		for (final UnsignedByteType m : raters.labelled().orElseThrow())
			labelled += m.get();
		for (int p = 0; p < patterns.size(); p++)
			sum += patterns.count(p);
		assertTrue(labelled < 60000);
		assertEquals(labelled, sum);
		assertEquals(26, patterns.size()); // 3 ^ 3, less the one of nobody
	}
}
