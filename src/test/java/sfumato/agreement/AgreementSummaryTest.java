package sfumato.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.agreement.AgreementSummary.Estimate;
import sfumato.labels.HardRaters;
import sfumato.text.WrongValue;

class AgreementSummaryTest {

	/** Ten pixels: rater 1 marks the first 4, 2 the first 6, 3 the third to the sixth. The majority marks the first 6. */
	private static final CaseAgreement ALL = agreement("a", "mm", "1 1111000000", "2 1111110000", "3 0011110000");

	/** Rater 1 did not draw this one; raters 2 and 10 agree. */
	private static final CaseAgreement GAP = agreement("b", "mm", "2 1100000000", "10 1100000000");

	private static CaseAgreement agreement(final String name, final String unit, final String... raters) {
		final List<String> names = new ArrayList<>();
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (final String rater : raters) {
			final String[] parts = rater.split(" ");
			final byte[] pixels = new byte[parts[1].length()];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (byte) (parts[1].charAt(i) - '0');
			names.add(parts[0]);
			images.add(ArrayImgs.unsignedBytes(pixels, pixels.length / 2, 2));
		}
		return CaseAgreement.of(name, HardRaters.of(names, images, OptionalInt.of(2), OptionalInt.empty()), new double[] {
			0.5, 2.5 }, unit);
	}

	private static AgreementSummary of(final CaseAgreement... cases) {
		return new AgreementSummary(List.of(cases), 500, 1);
	}

	@Test
	void averagesMeasuresOfACaseOverItsRaters() {
		// with the majority 8/10, 1, 8/10; pairs 8/10, 4/8, 8/10
		assertEquals(1, ALL.value(AgreementMeasure.MAJORITY_DICE, "2"), 1e-15);
		assertEquals(2.6 / 3, ALL.value(AgreementMeasure.MAJORITY_DICE), 1e-15);
		assertEquals(0.65, ALL.value(AgreementMeasure.PAIRWISE_DICE, "3"), 1e-15);
		assertEquals(0.7, ALL.value(AgreementMeasure.PAIRWISE_DICE), 1e-15);
		assertEquals(0.5, ALL.dice("3", "1"), 1e-15);
	}

	@Test
	void computesKappaFromTheConfusionMatrixOfTwoRaters() {
		// 1 and 2: 8 of 10 agree, by chance 0.4 · 0.6 + 0.6 · 0.4 = 0.48; 1 and 3: 6 agree, by chance 0.4² + 0.6² = 0.52
		final double near = (0.8 - 0.48) / 0.52, far = (0.6 - 0.52) / 0.48;
		assertEquals(near, ALL.kappa("1", "2"), 1e-12);
		assertEquals(far, ALL.kappa("1", "3"), 1e-12);
		assertEquals((near + far) / 2, ALL.value(AgreementMeasure.COHEN_KAPPA, "1"), 1e-12);
		assertEquals((near + near + far) / 3, ALL.value(AgreementMeasure.COHEN_KAPPA), 1e-12);
		assertEquals(1, GAP.value(AgreementMeasure.FLEISS_KAPPA), 1e-12);
		assertEquals(1, GAP.value(AgreementMeasure.KRIPPENDORFF_ALPHA), 1e-12);
	}

	@Test
	void reportsVolumeUnitsIfAllCasesHaveTheSame() {
		assertEquals("mm2", of(ALL, GAP).volumeUnit());
		assertEquals(6 * 1.25, ALL.value(AgreementMeasure.VOLUME, "2"));
		final CaseAgreement other = agreement("c", "pixel", "1 1000000000");
		assertEquals("pixels", other.volumeUnit());
		assertEquals("pixels", of(ALL, other).volumeUnit());
		assertEquals(6, of(ALL, other).value(ALL, AgreementMeasure.VOLUME, "2"), 1e-12);
		assertEquals(2.5, of(ALL, other).of(AgreementMeasure.VOLUME, "1").mean(), 1e-12);
	}

	@Test
	void countsRatersInCasesTheyLabelled() {
		final AgreementSummary s = of(ALL, GAP);
		assertEquals(List.of("1", "2", "3", "10"), s.raters());
		assertEquals(new Estimate(1, 0.8, Double.NaN, Double.NaN), s.of(AgreementMeasure.MAJORITY_DICE, "1"));
		assertEquals(2, s.of(AgreementMeasure.MAJORITY_DICE, "2").cases());
		assertEquals(Double.NaN, GAP.value(AgreementMeasure.VOLUME, "1"));
		assertEquals(0, s.dice("1", "10").cases());
		final double nan = Double.NaN;
		final double[][] expected = { { 1, 0.8, 0.5, nan }, { 0.8, 1, 0.8, 1 }, { 0.5, 0.8, 1, nan }, { nan, 1, nan, 1 } };
		for (int a = 0; a < 4; a++)
			assertArrayEquals(expected[a], s.dice()[a], 1e-12);
	}

	@Test
	void averagesOverCasesAndNotOverRaters() {
		final Estimate human = of(ALL, GAP).of(AgreementMeasure.MAJORITY_DICE);
		assertEquals((2.6 / 3 + 1) / 2, human.mean(), 1e-12);
		assertTrue(human.low() < human.mean() && human.mean() < human.high());
		assertEquals(human, of(ALL, GAP).of(AgreementMeasure.MAJORITY_DICE));
	}

	@Test
	void givesNaNForASingleRaterOrNoForeground() {
		final CaseAgreement one = agreement("one", "mm", "1 0110000000"), none = agreement("none", "mm", "1 0000000000",
			"2 0000000000");
		assertEquals(1, one.value(AgreementMeasure.MAJORITY_DICE));
		assertEquals(Double.NaN, one.value(AgreementMeasure.PAIRWISE_DICE));
		assertEquals(Double.NaN, none.value(AgreementMeasure.COHEN_KAPPA));
		assertEquals(Double.NaN, none.value(AgreementMeasure.VOLUME_SPREAD));
		assertEquals(0, of(one).of(AgreementMeasure.FLEISS_KAPPA).cases());
		assertEquals(1, of(one, none).of(AgreementMeasure.PAIRWISE_DICE).cases());
	}

	@Test
	void refusesInvalidSettings() {
		assertEquals(AgreementMessages.ofAllRaters("Fleiss_kappa"), assertThrows(
			IllegalArgumentException.class, () -> ALL.value(AgreementMeasure.FLEISS_KAPPA, "1")).getMessage());
		assertEquals(WrongValue.message("resamples", 0, "between 1 and 1000000"), assertThrows(IllegalArgumentException.class,
			() -> new AgreementSummary(List.of(ALL), 0, 1)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> new AgreementSummary(List.of(), 10, 1));
		assertEquals(AgreementMessages.size(-1, 16384), assertThrows(IllegalArgumentException.class,
			() -> new DatasetAgreement(-1)).getMessage());
	}
}
