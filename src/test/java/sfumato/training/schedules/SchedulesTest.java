package sfumato.training.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sfumato.text.WrongValue;

/** Learning-rate schedules; {@code OptimizersTest} compares them with PyTorch's. */
class SchedulesTest {

	@Test
	void matchTheAuthorsCodeAtEveryPointOfTheVectors() throws Exception {
		try (var in = new InputStreamReader(getClass().getResourceAsStream("schedule-vectors.json"),
			StandardCharsets.UTF_8))
		{
			int points = 0;
			for (final JsonElement e : JsonParser.parseReader(in).getAsJsonArray()) {
				final JsonObject v = e.getAsJsonObject();
				final long t = v.get("train_iters").getAsLong();
				final Schedule schedule = new PolynomialSchedule(new PolynomialSchedule.Options(0.9, v.get("warmup_iters").getAsDouble() / t));
				for (final var point : v.getAsJsonObject("points").entrySet()) {
					assertEquals(point.getValue().getAsDouble(), v.get("base_lr").getAsDouble() * schedule.factor(Long.parseLong(
						point.getKey()), t), 1e-15, t + " iterations, at " + point.getKey());
					points++;
				}
			}
			assertTrue(points > 30);
		}
	}

	@Test
	void theLastStepStillHasARate() {
		assertTrue(new PolynomialSchedule().factor(0, 1) > 0);
		assertTrue(new PolynomialSchedule().factor(599, 600) > 0);
	}

	/** By hand: 10 of 100 steps rise to 1, then half a cosine falls to 0.2. */
	@Test
	void warmUpThenFall() {
		final Schedule cosine = new CosineSchedule(new CosineSchedule.Options(0.2, 0.1));
		assertEquals(0.5, cosine.factor(5, 100), 1e-15);
		assertEquals(1, cosine.factor(10, 100), 1e-15);
		assertEquals(0.6, cosine.factor(55, 100), 1e-15);
		assertEquals(0.2, cosine.factor(100, 100), 1e-15);
		assertEquals(1e-4, new ConstantSchedule().factor(0, 1000), 1e-15);
		assertEquals(1, new ConstantSchedule().factor(999, 1000), 1e-15);
	}

	@Test
	void refuseOptionsOutOfRange() {
		assertEquals(WrongValue.message("power", -1.0, "0 or greater"), assertThrows(IllegalArgumentException.class,
			() -> new PolynomialSchedule.Options(-1, 0)).getMessage());
		assertEquals(WrongValue.message("warmup", 1.0, "at least 0 and less than 1"), assertThrows(IllegalArgumentException.class,
			() -> new ConstantSchedule.Options(1)).getMessage());
		assertEquals(WrongValue.message("end", 1.5, "between 0 and 1"), assertThrows(IllegalArgumentException.class,
			() -> new CosineSchedule.Options(1.5, 0)).getMessage());
	}
}
