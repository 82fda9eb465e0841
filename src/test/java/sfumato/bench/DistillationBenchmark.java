package sfumato.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import sfumato.data.Case;
import sfumato.data.LoadedCase;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.normalization.Normalization;
import sfumato.data.simulation.RaterSimulation;
import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.files.ImageFile;
import sfumato.fusion.LabelFusion;
import sfumato.labels.HardRaters;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.training.Trainer;
import sfumato.training.TrainingData;
import sfumato.training.TrainingRun;
import sfumato.training.distillation.TeacherCalibration;
import sfumato.training.settings.TrainingConfiguration;

/**
 * What the calibration of a teacher costs, beside a training step of a {@code unet(encoder: resnet18d)}: batches of 8 patches of
 * 128 x 128 pixels, on one thread, in milliseconds of that thread's own time, which other work on the machine hardly changes.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.mainClass=sfumato.bench.DistillationBenchmark -Dexec.classpathScope=test
 * </pre>
 */
public final class DistillationBenchmark {

	private static final int SIDE = 128, BATCH = 8, STEPS = 5;

	private DistillationBenchmark() {}

	public static void main(final String[] args) throws Exception {
		final ExecutorService loader = Executors.newSingleThreadExecutor();
		try (EngineThread thread = EngineThread.start(1)) {
			thread.call(() -> {
				final TensorDevice cpu = TensorDevice.of(thread.engine(), "cpu");
				System.out.printf(Locale.ROOT, "step of the student %.0f ms%n", step(cpu, loader));
				for (final String kde : List.of("kde", "kde(self: false)", "kde(keys: 4000)"))
					for (final double share : new double[] { 0.05, 0.2, 0.5 })
						System.out.printf(Locale.ROOT, "%-18s %.0f %% of the pixels moved %.0f ms%n", kde, 100 * share, calibration(cpu, kde,
							share));
				return null;
			});
		}
		loader.shutdownNow();
	}

	private static double milliseconds(final int times, final Runnable work) {
		final long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		for (int i = 0; i < times; i++)
			work.run();
		return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-6 / times;
	}

	/** From twice as many steps those of the first half are taken off, which include the beginning of a training. */
	private static double step(final TensorDevice cpu, final ExecutorService loader) {
		final RaterSimulation phantoms = new RaterSimulation(BATCH, 3, SIDE, SIDE, 0);
		final List<LoadedCase> cases = new ArrayList<>();
		for (int i = 0; i < BATCH; i++) {
			final RaterSimulation.SimulatedCase c = phantoms.simulate(i);
			cases.add(new LoadedCase(new Case(c.name(), Path.of(c.name()), new TreeMap<>()), new ImageFile(Path.of(c.name()), c
				.image(), new double[] { 1, 1 }, ImageFile.NO_UNIT, List.of()), HardRaters.of(List.of("1", "2", "3"), c.labels(),
					OptionalInt.of(2), OptionalInt.empty()), List.of()));
		}
		final TrainingData data = new TrainingData(cases, Methods.of(LabelFusion.class).create("majority"), Methods.of(
			Normalization.class).create("percentile"));
		final double[] all = new double[2];
		for (int i = 0; i < 2; i++) {
			final TrainingConfiguration c = new TrainingConfiguration(new TrainingConfiguration.Labels("majority", "none"),
				"percentile", "unet(encoder: resnet18d)", "0.25*cross-entropy + 0.75*dice-semimetric",
				new TrainingConfiguration.Sampling(BATCH, SIDE, Augmentations.STANDARD, 0), new TrainingConfiguration.Optimization((i +
					1) * STEPS, 0.01));
			all[i] = milliseconds(1, () -> {
				try {
					new Trainer(c, cpu, loader).train(data, TrainingRun.plain(), Progress.none());
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e); // it writes nothing
				}
			});
		}
		return (all[1] - all[0]) / STEPS;
	}

	/** @param share of the pixels that the teacher gets wrong, or that are at a boundary */
	private static double calibration(final TensorDevice cpu, final String kde, final double share) {
		final TeacherCalibration calibration = Methods.of(TeacherCalibration.class).create(kde);
		try (NDManager manager = cpu.newManager()) {
			final Shape one = new Shape(BATCH, 1, SIDE, SIDE);
			// the right half is foreground; some answers, uncertain ones among them, are on the wrong side
			final NDArray label = manager.arange(SIDE).gte(SIDE / 2).toType(DataType.FLOAT32, false).reshape(1, 1, 1, SIDE).mul(
				manager.ones(one));
			final NDArray wrong = manager.randomUniform(0, 1, one).lt(share - 2.0 / SIDE).toType(DataType.FLOAT32, false);
			final NDArray certain = manager.randomUniform(0.5f, 1, one);
			final NDArray right = certain.mul(wrong.neg().add(1f)).add(certain.neg().add(1f).mul(wrong));
			final NDArray foreground = right.mul(label).add(right.neg().add(1f).mul(label.neg().add(1f)));
			final Map<String, NDArray> logs = Map.of("main", foreground.neg().add(1f).concat(foreground, 1).log());
			final NDArray target = label.neg().add(1f).concat(label, 1), mask = manager.ones(one);
			final Runnable once = () -> calibration.apply(logs, target, mask, 0).values().forEach(NDArray::close);
			milliseconds(2, once);
			return milliseconds(5, once);
		}
	}
}
