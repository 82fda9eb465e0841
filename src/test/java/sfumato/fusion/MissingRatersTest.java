package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelMessages;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;

/** Raters who have not looked at everything. */
class MissingRatersTest {

	/** Rows of digits; 9 means that the rater has not looked. */
	private static HardRaters raters(final int classes, final String... rows) {
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		final List<String> names = new ArrayList<>();
		for (final String row : rows) {
			images.add(TestMaps.image(new int[][] { row.chars().map(c -> c - '0').toArray() }));
			names.add("" + names.size());
		}
		return HardRaters.of(names, images, OptionalInt.of(classes), OptionalInt.empty(), new MissingLabels(9, false));
	}

	private static float[] foreground(final String method, final HardRaters raters) {
		final float[] values = TestMaps.values(Methods.of(LabelFusion.class).create(method).fuse(raters));
		return java.util.Arrays.copyOfRange(values, values.length / 2, values.length);
	}

	@Test
	void ignoresRatersWhoDidNotLabelThePixel() {
		//                                     pixel: 1 of 2, 1 of 1, 2 of 3, nobody, 0 of 2
		final HardRaters raters = raters(2, "11190", "09190", "99099");
		assertTrue(raters.hasUnlabeled());
		assertArrayEquals(new float[] { 0.5f, 1, 2f / 3, Float.NaN, 0 }, foreground("average", raters), 1e-7f);
		assertArrayEquals(new float[] { 0, 1, 1, Float.NaN, 0 }, foreground("majority", raters));
		assertArrayEquals(new float[] { 0, 1, 0, Float.NaN, 0 }, foreground("intersection", raters));
		assertArrayEquals(new float[] { 1, 1, 1, Float.NaN, 0 }, foreground("union", raters));
	}

	@Test
	void everyMethodFusesTheRemainingRaters() {
		// the third rater has not looked at the right half: there the first two, who agree, are all there is
		final HardRaters raters = raters(3, "0120012001", "0110012001", "2100099999");
		for (final String method : Methods.of(LabelFusion.class).names()) {
			final ProbabilityMap map = Methods.of(LabelFusion.class).create(method).fuse(raters);
			ProbabilityMap.checked(map.image(), map.classes());
			final float[] values = TestMaps.values(map);
			final int[] agreed = { 1, 2, 0, 0, 1 };
			for (int x = 5; x < 10; x++)
				if (!method.equals("shape-average")) assertEquals(1, values[10 * agreed[x - 5] + x], 0.02, method + " at " + x);
		}
	}

	@Test
	void diceUsesPixelsThatTheRaterLabelled() {
		// majority 1 1 0 0; the last rater labelled only the first two, and right
		assertArrayEquals(new double[] { 1, 1, 1 }, MajorityDice.dice(raters(2, "1100", "1100", "1199")), 1e-15);
		final RaterComparison comparison = RaterComparison.of(raters(2, "1100", "1010", "1999"));
		assertEquals(1, comparison.pairwiseDice()[0][2]);
		assertEquals(0.5, comparison.pairwiseDice()[0][1]);
		assertEquals(1, comparison.volume(2));
	}

	@Test
	void skipsPairsWithoutCommonPixels() {
		// the third rater shares no pixel with the others, the fourth labelled nothing
		final HardRaters raters = raters(2, "110099", "101099", "999911", "999999");
		final RaterComparison comparison = RaterComparison.of(raters);
		assertEquals(Double.NaN, comparison.pairwiseDice()[0][2]);
		assertEquals(0.5, comparison.meanPairwiseDice(0));
		assertEquals(Double.NaN, comparison.meanPairwiseDice(3));
		// majority 1 0 0 0 of the first two (ties are background): Dice 2/3 each; the third agrees with itself
		assertEquals((2 / 3.0 + 2 / 3.0 + 1) / 3, MajorityDice.meanDice(raters), 1e-15);
		// without the third, nobody says anything of its pixels: the majority of the others stays
		assertEquals(0, comparison.leaveOneOutChange(2));
	}

	@Test
	void entropyIgnoresUnlabelledPixels() {
		final float[] bits = new float[3];
		int i = 0;
		for (final var t : RaterEntropy.of(raters(2, "101", "099", "090")))
			bits[i++] = t.get();
		// 1 of 3, all of one, 1 of 2
		assertArrayEquals(new float[] { 0.9182958f, 0, 1 }, bits, 1e-6f);
	}

	@Test
	void treatsEmptySlicesAsMissingIfAsked() {
		// slices: both, only the first, nobody
		final List<Img<UnsignedByteType>> images = List.of(ArrayImgs.unsignedBytes(new byte[] { 1, 0, 1, 1, 0, 0 }, 2, 1, 3),
			ArrayImgs.unsignedBytes(new byte[] { 0, 1, 0, 0, 0, 0 }, 2, 1, 3));
		final HardRaters all = HardRaters.of(List.of("a", "b"), images, OptionalInt.empty(), OptionalInt.empty());
		final HardRaters some = HardRaters.of(List.of("a", "b"), images, OptionalInt.empty(), OptionalInt.empty(),
			MissingLabels.parse("empty-slices"));
		assertFalse(all.hasUnlabeled());
		assertArrayEquals(new float[] { 0.5f, 0.5f, 0.5f, 0.5f, 0, 0 }, foreground("average", all));
		assertArrayEquals(new float[] { 0.5f, 0.5f, 1, 1, 0, 0 }, foreground("average", some));
		assertEquals(List.of(LabelMessages.emptySlices("b", 1)), some
			.notes());
	}

	@Test
	void mapsAreNaNAtUnlabelledPixels() {
		final float nan = Float.NaN;
		final ProbabilityMap a = ProbabilityMap.of(ArrayImgs.floats(new float[] { 0.75f, nan, nan, 0.25f, nan, nan }, 3, 1, 2),
			LabelClass.defaults(2));
		final ProbabilityMap b = ProbabilityMap.of(ArrayImgs.floats(new float[] { 0.25f, 0.1f, nan, 0.75f, 0.9f, nan }, 3, 1, 2),
			LabelClass.defaults(2));
		final SoftRaters maps = SoftRaters.of(List.of("a", "b"), List.of(a, b));
		assertArrayEquals(new float[] { 0.5f, 0.1f, nan, 0.5f, 0.9f, nan }, TestMaps.values(new Average().fuse(maps)), 1e-7f);
		for (final String method : Methods.of(LabelFusion.class).names()) {
			final ProbabilityMap fused = Methods.of(LabelFusion.class).create(method).fuse(maps);
			ProbabilityMap.checked(fused.image(), fused.classes());
			// three pixels are too few for STAPLE to tell who is right
			if (!method.endsWith("staple")) assertTrue(TestMaps.values(fused)[4] > 0.85f, method);
		}
	}
}
