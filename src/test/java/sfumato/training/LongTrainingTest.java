package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory that Java does not see: hundreds of steps hold no more of it than a few. */
@Tag("slow")
class LongTrainingTest {

	/** Uses Java's own memory once, so that what grows later is not it. */
	private static void touchHeap() {
		final Runtime java = Runtime.getRuntime();
		final List<byte[]> all = new ArrayList<>();
		while (java.totalMemory() - java.freeMemory() < 0.85 * java.maxMemory())
			all.add(new byte[1 << 16]);
		all.clear();
		System.gc();
	}

	@Test
	void memoryDoesNotGrowInThreeHundredSteps() throws Exception {
		final TrainingData data = TrainingCases.data(TrainingCases.phantoms(4, 2, 64, 0), "random-rater");
		touchHeap();
		final MemoryWatch watch;
		try (Trainings trainings = new Trainings()) {
			watch = new MemoryWatch(trainings.thread(), MemoryWatch::resident);
			// patches of 32 would leave batch normalization two values per channel, which diverges on some processors
			trainings.train(Trainings.configuration(2, 64, 150, 0), data, watch);
			watch.assertFlat(300);
			assertTrue(watch.added() > 100, "weights, gradients and velocities are seen");
		}
		assumeTrue(MemoryWatch.isTold(), "a system that tells how much memory is resident");
		final double at100 = watch.megabytes(100), at300 = watch.megabytes(300);
		assertTrue(at300 < at100 + 40, at100 + " MB after 100 steps, " + at300 + " MB after 300, " + watch.megabytes(20) +
			" MB after 20");
	}
}
