package sfumato.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochAxisTest {

	@ParameterizedTest
	@CsvSource({ "1,500,1", "2,2000,1", "10,500,1", "20,500,2", "50,500,5", "100,500,10", "150,500,20", "1000,500,100", "3,60,5" })
	void stepsAreWholeAndLeaveRoomForNumbers(final int epochs, final int pixels, final int step) {
		assertEquals(step, TrainingCurves.wholeSteps(epochs, pixels));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 33, 480, 99999 })
	void numbersNeverOverlap(final int epochs) {
		assertTrue(pixelsPerStep(epochs) >= 50, () -> epochs + " epochs: " + pixelsPerStep(epochs));
	}

	private static double pixelsPerStep(final int epochs) {
		return 500.0 / epochs * TrainingCurves.wholeSteps(epochs, 500);
	}
}
