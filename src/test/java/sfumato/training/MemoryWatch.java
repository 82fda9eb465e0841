package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import sfumato.engine.EngineThread;
import sfumato.progress.Progress;

/** Looks after every step of a training at what the engine holds and at how much memory that takes. */
public final class MemoryWatch implements Progress {

	private static final Path STATUS = Path.of("/proc/self/status");

	private final BaseNDManager all;
	private final DoubleSupplier memory;
	private final int before;
	private final List<Integer> arrays = new ArrayList<>();
	private final List<Double> megabytes = new ArrayList<>();

	/**
	 * Begins before the training.
	 *
	 * @param memory {@link #resident} or {@link #outsideHeap}
	 */
	public MemoryWatch(final EngineThread thread, final DoubleSupplier memory) throws Exception {
		all = thread.call(() -> {
			try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
				return (BaseNDManager) manager.getParentManager();
			}
		});
		this.memory = memory;
		before = held(all);
	}

	/** Arrays and managers that the engine holds, all managers' together. */
	private static int held(final BaseNDManager manager) {
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

	/** Whether the system tells how much memory there is. */
	static boolean isTold() {
		return Files.exists(STATUS);
	}

	/** Resident memory in MB; 0 on systems that do not tell. */
	static double resident() {
		return status("VmRSS");
	}

	/** Resident memory in MB that is of no file, less what the Java heap has committed; 0 on systems that do not tell. */
	public static double outsideHeap() {
		return isTold() ? status("RssAnon") - Runtime.getRuntime().totalMemory() / 1048576.0 : 0;
	}

	private static double status(final String name) {
		if (!isTold()) return 0;
		try {
			return Files.readAllLines(STATUS).stream().filter(l -> l.startsWith(name)).mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D",
				"")) / 1024).findFirst().orElse(0);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void update(final double fraction, final String message) {
		arrays.add(held(all));
		megabytes.add(memory.getAsDouble());
	}

	@Override
	public void log(final String line) {}

	@Override
	public boolean isCanceled() {
		return false;
	}

	/** How many more arrays and managers there were after the first step than before it. */
	int added() {
		return arrays.get(0) - before;
	}

	/** MB after a step, counted from 1. */
	public double megabytes(final int step) {
		return megabytes.get(step - 1);
	}

	/** After the training: there were so many steps, each left as many arrays as the first, and in the end all are given back. */
	public void assertFlat(final int steps) {
		assertEquals(steps, arrays.size());
		for (int i = 1; i < steps; i++)
			assertEquals(arrays.get(0), arrays.get(i), "arrays after step " + (i + 1));
		assertEquals(before, held(all), "all is given back");
	}
}
