package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class LearningRateDecayTest {

	@Test
	void theRateIsTheReferencesAtEveryPointOfTheVectors() throws Exception {
		try (var in = new InputStreamReader(getClass().getResourceAsStream("schedule-vectors.json"),
			StandardCharsets.UTF_8))
		{
			int points = 0;
			for (final JsonElement e : JsonParser.parseReader(in).getAsJsonArray()) {
				final JsonObject v = e.getAsJsonObject();
				final long t = v.get("train_iters").getAsLong();
				final LearningRateDecay schedule = new LearningRateDecay(t, v.get("warmup_iters").getAsDouble() / t, 0.9);
				for (final var point : v.getAsJsonObject("points").entrySet()) {
					assertEquals(point.getValue().getAsDouble(), v.get("base_lr").getAsDouble() * schedule.factor(Long.parseLong(
						point.getKey())), 1e-15, t + " iterations, at " + point.getKey());
					points++;
				}
			}
			assertTrue(points > 30);
		}
	}

	@Test
	void theLastStepStillHasARate() {
		assertTrue(new LearningRateDecay(1, 0.01, 0.9).factor(0) > 0);
		assertTrue(new LearningRateDecay(600, 0.01, 0.9).factor(599) > 0);
	}

	@Test
	void aNegativePowerIsRefusedWithItsValue() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new LearningRateDecay(10, 0, -1)).getMessage().contains(
			"-1"));
	}
}
