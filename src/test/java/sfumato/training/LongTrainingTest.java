package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import sfumato.progress.Progress;

/** Memory that Java does not see: hundreds of steps hold no more of it than a few. */
@Tag("slow")
public class LongTrainingTest {

	private static final Path STATUS = Path.of("/proc/self/status");

	/** Arrays and managers that the engine holds, all managers' together. */
	public static int held(final BaseNDManager manager) {
		try {
			final Field resources = BaseNDManager.class.getDeclaredField("resources");
			resources.setAccessible(true);
			int n = 0;
			for (final Object held : ((Map<?, ?>) resources.get(manager)).values())
				n += held instanceof BaseNDManager sub ? 1 + held(sub) : 1;
			return n;
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Resident memory in MB; 0 where the system has no such list. */
	private static double resident() {
		if (!Files.exists(STATUS)) return 0;
		try {
			return Files.readAllLines(STATUS).stream().filter(l -> l.startsWith("VmRSS")).mapToDouble(l -> Double.parseDouble(l
				.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Uses Java's own memory once, so that what grows later is not it. */
	private static void touchHeap() {
		final Runtime java = Runtime.getRuntime();
		final List<byte[]> all = new ArrayList<>();
		while (java.totalMemory() - java.freeMemory() < 0.85 * java.maxMemory())
			all.add(new byte[1 << 16]);
		all.clear();
		System.gc();
	}

	/** Looks at memory after every step. */
	private static final class Watch implements Progress {

		private final BaseNDManager all;
		private final List<Integer> arrays = new ArrayList<>();
		private final List<Double> megabytes = new ArrayList<>();

		Watch(final BaseNDManager all) {
			this.all = all;
		}

		@Override
		public void update(final double fraction, final String message) {
			arrays.add(held(all));
			megabytes.add(resident());
		}

		@Override
		public void log(final String line) {}

		@Override
		public boolean isCanceled() {
			return false;
		}
	}

	@Test
	void threeHundredStepsHoldNoMoreThanOneHundred() throws Exception {
		final TrainingData data = TrainingCases.data(TrainingCases.phantoms(4, 2, 64, 0), "random-rater");
		touchHeap();
		final Watch watch;
		final int before, after;
		try (Trainings trainings = new Trainings()) {
			final BaseNDManager all = trainings.thread().call(() -> {
				try (NDManager manager = trainings.thread().engine().newManager(trainings.thread().engine().device("cpu"))) {
					return (BaseNDManager) manager.getParentManager();
				}
			});
			watch = new Watch(all);
			before = held(all);
			// patches of 32 would leave batch normalization two values per channel, which diverges on some processors
			trainings.train(Trainings.configuration(2, 64, 150, 0), data, watch);
			after = held(all);
		}
		assertEquals(300, watch.arrays.size());
		assertTrue(watch.arrays.get(0) > before + 100, "weights, gradients and velocities are seen");
		for (int i = 1; i < 300; i++)
			assertEquals(watch.arrays.get(0), watch.arrays.get(i), "arrays after step " + (i + 1));
		assertEquals(before, after, "all is given back");
		assumeTrue(Files.exists(STATUS), "a system that tells how much memory is resident");
		final double at100 = watch.megabytes.get(99), at300 = watch.megabytes.get(299);
		assertTrue(at300 < at100 + 40, at100 + " MB after 100 steps, " + at300 + " MB after 300, " + watch.megabytes.get(19) +
			" MB after 20");
	}
}
