package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.List;

import org.junit.jupiter.api.Test;

import sfumato.Says;
import sfumato.methods.MethodMessages;

class LabelModeTest {

	@Test
	void readsFusionWithOptionalSmoothing() {
		final List<LabelMode> modes = LabelMode.parseList(
			"majority, random-rater,average,dice-weighted(zeroOverlap: ONE), majority+boundary(epsilon: 0.4, width: 5)");
		assertEquals(List.of("majority", "random-rater", "average", "dice-weighted(zeroOverlap: ONE)",
			"majority+boundary(epsilon: 0.4, width: 5)"), modes.stream().map(LabelMode::name).toList());
		assertEquals(new TrainingConfiguration.Labels("majority", "none"), modes.get(0).labels());
		assertEquals(new TrainingConfiguration.Labels("dice-weighted(zeroOverlap: ONE)", "none"), modes.get(3).labels());
		assertEquals(new TrainingConfiguration.Labels("majority", "boundary(epsilon: 0.4, width: 5)"), modes.get(4).labels());
	}

	@Test
	void refusesUnknownLabelModes() {
		assertEquals(SettingsMessages.noLabelMode("majority+boundary+everywhere"), message("average, majority+boundary+everywhere"));
		assertTrue(message("0.5*majority").startsWith("\"0.5*majority\" is no label mode"));
		assertSays(SettingsMessages.smoothingOfSoft(Says.ANY, Says.ANY), message("average+boundary"));
		assertSays(MethodMessages.unknown("LabelFusion", "mean", Says.ANY), message("mean"));
		assertEquals(SettingsMessages.sameLabelMode("majority", "majority + none"), message(
			"majority,majority + none"));
		assertEquals(MethodMessages.empty(), message("majority,"));
	}

	private static String message(final String text) {
		return assertThrows(IllegalArgumentException.class, () -> LabelMode.parseList(text)).getMessage();
	}
}
