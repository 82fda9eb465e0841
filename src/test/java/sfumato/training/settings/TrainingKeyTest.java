package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The table of what there is to choose about a training. */
class TrainingKeyTest {

	/** Other texts than the standard; numbers and switches need none. */
	private static final Map<TrainingKey, String> OTHER = Map.of(TrainingKey.FUSION, "dice-weighted", TrainingKey.SMOOTHING,
		"boundary(epsilon: 0.5, width: 3)", TrainingKey.NETWORK, "unet(encoder: plain)", TrainingKey.NORMALIZATION, "maximum",
		TrainingKey.LOSS, "cross-entropy", TrainingKey.OPTIMIZER, "adamw", TrainingKey.SCHEDULE, "cosine", TrainingKey.KEEP, "last", TrainingKey.AUGMENTATION, "rotate");

	private static TrainingConfiguration with(final Map<String, Object> values) {
		return TrainingConfiguration.of(TrainingPreset.STANDARD, values);
	}

	private static Object other(final TrainingKey key) {
		if (key.standard() instanceof final Integer n) return n + 1;
		if (key.standard() instanceof final Long n) return n + 1;
		if (key.standard() instanceof final Double x) return 0.5 * x + 0.3;
		if (key.standard() instanceof final Boolean b) return !b;
		return OTHER.get(key);
	}

	/** A row whose component is missing, or called otherwise, would change nothing. */
	@ParameterizedTest
	@EnumSource
	void eachKeyChangesTheConfiguration(final TrainingKey key) {
		final Map<String, Object> values = new HashMap<>();
		if (key == TrainingKey.SMOOTHING) values.put("fusion", "majority"); // of hard labels only
		final TrainingConfiguration before = with(values);
		values.put(key.key(), other(key));
		assertNotEquals(before, with(values));
		values.put(key.key(), key.standard());
		assertEquals(before, with(values));
	}

	@Test
	void keysSetTheirOptions() {
		final Map<String, Object> values = new HashMap<>(Map.of("factor", 3.0, "optimizer", "adamw(decay: 0.25)", "schedule", "cosine", "augmentation", "flip(axis: y)",
			"every", 7, "keep", "last"));
		values.put("seed", 5L);
		final TrainingConfiguration c = with(values);
		assertEquals(new TrainingConfiguration.Optimization(150, 0.01, 3, "adamw(decay: 0.25)", "cosine"),
			c.optimization());
		assertEquals(new TrainingConfiguration.Sampling(8, 0, "flip(axis: y)", 0.33, 5), c.sampling());
		assertEquals(new TrainingConfiguration.ValidationOptions(1, 0, 0, 20, 7, 0, TrainingConfiguration.Keep.LAST), c.course());
		assertEquals("standard", c.preset());
	}

	@Test
	void reportsErrorsOfValues() {
		assertEquals(WrongValue.message("batch", 0, "at least 1"), assertThrows(UserException.class, () -> with(Map.of("batch", 0)))
			.getMessage());
		assertEquals(WrongValue.message("keep", "newest", "one of best, last"), assertThrows(UserException.class, () ->
			with(Map.of("keep",
			"newest"))).getMessage());
	}

	@Test
	void presetsSetAllKeysExceptSeedIntervalAndPatience() {
		final Set<String> aside = new HashSet<>(Arrays.stream(TrainingKey.values()).map(TrainingKey::key).toList());
		aside.removeAll(TrainingPreset.QUICK.choices().keySet());
		assertEquals(Set.of("seed", "every", "patience"), aside);
	}

	@Test
	void everyKeyIsInOneSection() {
		final List<TrainingKey> all = Arrays.stream(TrainingKey.Section.values()).flatMap(s -> TrainingKey.of(s).stream()).toList();
		assertEquals(Set.of(TrainingKey.values()), new HashSet<>(all));
		assertEquals(TrainingKey.values().length, all.size());
		assertTrue(TrainingKey.inWizard().stream().allMatch(TrainingKey::isPreset), "the wizard begins with the value of a preset");
	}
}
