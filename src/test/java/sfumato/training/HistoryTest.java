package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The values of the epochs. */
class HistoryTest {

	@Test
	void writesDecimalPointsInEveryLocale() {
		final Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.GERMANY);
			final History h = new History();
			h.add(1, "train", "loss", 0.5);
			h.add(1, "train", "rate", 1e-7);
			h.add(2, "train", "loss", 0.25);
			assertEquals("epoch,split,name,value\n1,train,loss,0.500000000\n1,train,rate,1.00000000e-07\n" +
				"2,train,loss,0.250000000\n", h.toCsv());
			assertEquals(2, h.values("train", "loss").length);
			assertEquals(0.25, h.values("train", "loss")[1]);
			assertEquals(0, h.values("test", "loss").length);
		}
		finally {
			Locale.setDefault(before);
		}
	}
}
