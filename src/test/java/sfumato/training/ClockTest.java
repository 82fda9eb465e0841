package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class ClockTest {

	@Test
	void formatsTimesForPeople() {
		assertEquals("0 min 09 s", Clock.duration(9.2));
		assertEquals("59 min 59 s", Clock.duration(3599));
		assertEquals("25 h 01 min", Clock.duration(25 * 3600 + 60));
	}

	@Test
	void estimatesRemainingTimeAfterSomeSteps() {
		assertEquals(Optional.empty(), Clock.estimate(9.9, 50, 100));
		assertEquals(Optional.empty(), Clock.estimate(60, 4, 100));
		assertEquals(Optional.empty(), Clock.estimate(60, 100, 0));
		assertEquals(Optional.of("A step takes 0.50 s: the 7,200 that are left will take about 1 h 00 min, and validations come on top."),
			Clock.estimate(10, 20, 7200));
	}
}
