package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class LabelModeTest {

	@Test
	void aFusionMayBeFollowedByASmoothing() {
		final List<LabelMode> modes = LabelMode.parseList(
			"majority, random-rater,average,dice-weighted(zeroOverlap: ONE), majority+boundary(epsilon: 0.4, width: 5)");
		assertEquals(List.of("majority", "random-rater", "average", "dice-weighted(zeroOverlap: ONE)",
			"majority+boundary(epsilon: 0.4, width: 5)"), modes.stream().map(LabelMode::name).toList());
		assertEquals(new TrainingConfiguration.Labels("majority", "none"), modes.get(0).labels());
		assertEquals(new TrainingConfiguration.Labels("dice-weighted(zeroOverlap: ONE)", "none"), modes.get(3).labels());
		assertEquals(new TrainingConfiguration.Labels("majority", "boundary(epsilon: 0.4, width: 5)"), modes.get(4).labels());
	}

	@Test
	void whatIsNoLabelModeIsToldInASentence() {
		assertEquals("\"majority+boundary+everywhere\" is no label mode; write a fusion, or a fusion+smoothing, e.g. " +
			"majority+boundary(epsilon: 0.5).", message("average, majority+boundary+everywhere"));
		assertTrue(message("0.5*majority").startsWith("\"0.5*majority\" is no label mode"));
		assertTrue(message("average+boundary").contains("is for hard labels"));
		assertTrue(message("mean").startsWith("There is no LabelFusion named \"mean\""));
		assertEquals("\"majority\" and \"majority + none\" are the same label mode; each is given once.", message(
			"majority,majority + none"));
		assertEquals("A method is missing; the text is empty.", message("majority,"));
	}

	private static String message(final String text) {
		return assertThrows(IllegalArgumentException.class, () -> LabelMode.parseList(text)).getMessage();
	}
}
