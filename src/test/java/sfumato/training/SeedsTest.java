package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Seeds of everything random in a training. */
class SeedsTest {

	@Test
	void seedsDifferByPurposeAndPosition() {
		final Set<Long> seeds = new HashSet<>();
		int n = 0;
		for (long seed = -2; seed <= 2; seed++)
			for (final Seeds.Purpose p : Seeds.Purpose.values()) {
				seeds.add(Seeds.of(seed, p));
				n++;
				for (long i = 0; i < 30; i++) {
					seeds.add(Seeds.of(seed, p, i));
					n++;
					for (long j = 0; j < 30; j++, n++)
						seeds.add(Seeds.of(seed, p, i, j));
				}
			}
		assertEquals(n, seeds.size());
		assertEquals(Seeds.of(5, Seeds.Purpose.PATCH, 1, 2), Seeds.of(5, Seeds.Purpose.PATCH, 1, 2));
		assertNotEquals(Seeds.of(5, Seeds.Purpose.PATCH, 1, 2), Seeds.of(5, Seeds.Purpose.PATCH, 2, 1));
	}
}
