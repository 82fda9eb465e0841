package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

import sfumato.labels.HardRaters;

class RaterComparisonTest {

	/** Ten pixels: A marks the first 4, B the first 6, C the third to the sixth. The majority marks the first 6. */
	private static final RaterComparison THREE = RaterComparison.of(raters(2, "1111000000", "1111110000", "0011110000"));

	private static HardRaters raters(final int classes, final String... rows) {
		final List<String> names = new ArrayList<>();
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (final String row : rows) {
			final byte[] pixels = new byte[row.length()];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (byte) (row.charAt(i) - '0');
			names.add("" + names.size());
			images.add(ArrayImgs.unsignedBytes(pixels, pixels.length / 2, 2));
		}
		return HardRaters.of(names, images, OptionalInt.of(classes), OptionalInt.empty());
	}

	@Test
	void computesDiceWithTheMajorityAndPairwise() {
		// |A| = 4, |B| = 6, |C| = 4, |M| = 6: A·M = 4, B·M = 6, C·M = 4
		assertEquals(0.8, THREE.majorityDice(0), 1e-15);
		assertEquals(1, THREE.majorityDice(1), 1e-15);
		assertEquals(0.8, THREE.majorityDice(2), 1e-15);
		// A·B = 4: 8/10; A·C = 2: 4/8; B·C = 4: 8/10
		assertArrayEquals(new double[][] { { 1, 0.8, 0.5 }, { 0.8, 1, 0.8 }, { 0.5, 0.8, 1 } }, THREE.pairwiseDice());
		assertEquals(0.65, THREE.meanPairwiseDice(0), 1e-15);
		assertEquals(0.7, THREE.meanPairwiseDice(), 1e-15);
	}

	@Test
	void computesEnergyDistanceOfARaterFromTheOthers() {
		// d(A,B) = 1 − 4/6 = 1/3, d(A,C) = 1 − 2/6 = 2/3, d(B,C) = 1/3.
		// A: 2 (1/3 + 2/3)/2 − (2 · 1/3)/4 = 1 − 1/6; B: 2 (1/3 + 1/3)/2 − (2 · 2/3)/4 = 2/3 − 1/3
		assertEquals(5.0 / 6, THREE.energyDistance(0), 1e-15);
		assertEquals(1.0 / 3, THREE.energyDistance(1), 1e-15);
	}

	@Test
	void computesVolumesAndTheirSpread() {
		// 4, 6, 4: mean 14/3, squares 4/9 + 16/9 + 4/9 = 24/9, /2 = 4/3
		assertEquals(6, THREE.volume(1));
		assertEquals(Math.sqrt(4.0 / 3) / (14.0 / 3), THREE.volumeSpread(), 1e-15);
	}

	@Test
	void computesTheLeaveOneOutMajority() {
		// without A: B and C agree on 4 of the 6 pixels, a tie is background: 1 − 8/10; without B: A and C on 2: 1 − 4/8
		assertEquals(0.2, THREE.leaveOneOutChange(0), 1e-15);
		assertEquals(0.5, THREE.leaveOneOutChange(1), 1e-15);
	}

	@Test
	void countsLabelsForAgreementCoefficients() {
		assertArrayEquals(new long[][] { { 4, 2 }, { 0, 4 } }, THREE.confusion(0, 1));
		// patterns in the order of the labels: 000 (4), 011 (2), 110 (2), 111 (2)
		assertArrayEquals(new int[][] { { 3, 0 }, { 1, 2 }, { 1, 2 }, { 0, 3 } }, THREE.votes());
		assertArrayEquals(new long[] { 4, 2, 2, 2 }, THREE.counts());
	}

	@Test
	void averagesOverClasses() {
		// class 1: 2 · 1/(2 + 1) = 2/3; class 2: 2 · 1/(1 + 2) = 2/3; class 3 is used by neither and left out
		assertEquals((2.0 / 3 + 2.0 / 3) / 2, RaterComparison.of(raters(4, "1120", "1220")).meanPairwiseDice(), 1e-15);
	}

	@Test
	void equalRatersAgreePerfectly() {
		final RaterComparison same = RaterComparison.of(raters(3, "011200", "011200", "011200"));
		for (int r = 0; r < 3; r++) {
			assertEquals(1, same.majorityDice(r));
			assertEquals(1, same.meanPairwiseDice(r));
			assertEquals(0, same.energyDistance(r));
			assertEquals(0, same.leaveOneOutChange(r));
		}
		assertEquals(0, same.volumeSpread());
	}

	@Test
	void emptyMasksAgreeAndHaveNoSpread() {
		final RaterComparison empty = RaterComparison.of(raters(2, "0000", "0000"));
		assertEquals(1, empty.meanPairwiseDice());
		assertEquals(Double.NaN, empty.volumeSpread());
	}

	@Test
	void givesNaNForASingleRater() {
		final RaterComparison one = RaterComparison.of(raters(2, "0110"));
		assertEquals(1, one.majorityDice(0));
		assertEquals(Double.NaN, one.meanPairwiseDice());
		assertEquals(Double.NaN, one.energyDistance(0));
		assertEquals(Double.NaN, one.leaveOneOutChange(0));
		assertEquals(Double.NaN, one.volumeSpread());
	}

	@Test
	void blockwiseCountsEqualPixelwiseCounts() {
		final Random random = new Random(5);
		final byte[][] pixels = new byte[4][300 * 250];
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (final byte[] p : pixels) {
			for (int i = 0; i < p.length; i++)
				p[i] = (byte) random.nextInt(3);
			images.add(ArrayImgs.unsignedBytes(p, 300, 250));
		}
		final HardRaters raters = HardRaters.of(List.of("a", "b", "c", "d"), images, OptionalInt.of(3), OptionalInt.empty());
		final RaterComparison all = RaterComparison.of(raters);
		final long[][] expected = new long[3][3];
		for (int i = 0; i < pixels[0].length; i++)
			expected[pixels[1][i]][pixels[3][i]]++;
		assertArrayEquals(expected, all.confusion(1, 3));
		final double[] dice = MajorityDice.dice(raters);
		for (int r = 0; r < 4; r++)
			assertEquals(dice[r], all.majorityDice(r), 1e-15);
	}

	@Test
	void entropyIsOneBitIfHalfOfTheRatersDisagree() {
		final Img<FloatType> entropy = RaterEntropy.of(raters(2, "0110", "0011"));
		final double[] values = entropy.stream().mapToDouble(FloatType::getRealDouble).toArray();
		assertArrayEquals(new double[] { 0, 1, 0, 1 }, values);
	}

	@Test
	void varianceIsAQuarterIfHalfOfTheRatersDisagree() {
		assertArrayEquals(new double[] { 0, 0.25, 0, 0.25 }, RaterVariance.of(raters(2, "0110", "0011")).stream().mapToDouble(
			FloatType::getRealDouble).toArray());
		// shares 1/3 of three classes: 3 · 1/3 · 2/3 / 2
		assertEquals(1.0 / 3, RaterVariance.of(raters(3, "00", "11", "22")).getAt(0, 0).get(), 1e-6);
	}
}
