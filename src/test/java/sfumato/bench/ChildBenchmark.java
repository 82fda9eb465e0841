package sfumato.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.fusion.Average;
import sfumato.jobs.Compute;
import sfumato.jobs.FuseJob;
import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;
import sfumato.jobs.LocalJobs;
import sfumato.jobs.PredictJob;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.child.ChildClassPath;
import sfumato.jobs.child.ChildJobs;
import sfumato.jobs.child.ChildSettings;
import sfumato.labels.HardRaters;
import sfumato.output.NewFolder;
import sfumato.planes.ImageSource;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/**
 * What it costs that jobs run in a child process: how long it takes to start, and how much longer than here a job takes, by the
 * pixels that go there and back. Networks are as small as they can be, one thread, here and there in turns; medians of the time, and
 * means of the processor time of both processes, which other work on the machine hardly changes.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.mainClass=sfumato.bench.ChildBenchmark -Dexec.classpathScope=test -Dexec.args=5
 * </pre>
 *
 * The argument is the number of rounds.
 */
public final class ChildBenchmark {

	private static final Compute CPU = new Compute("cpu", 1);
	private static final int SIDE = 2048;

	private ChildBenchmark() {}

	public static void main(final String[] args) throws IOException {
		final int rounds = Integer.parseInt(args[0]);
		final Path folder = Files.createTempDirectory("sfumato-bench-");
		try (ChildJobs child = child(); LocalJobs here = new LocalJobs()) {
			System.out.printf(Locale.ROOT, "the engine starts here in %.0f ms%n", millis(here, fuse(32)));
			final double[] first = new double[rounds], second = new double[rounds];
			double processor = 0;
			for (int i = 0; i < rounds; i++)
				try (ChildJobs another = child()) {
					first[i] = millis(another, fuse(32));
					processor += (processorMillis(another.pid()) - processorMillis(OptionalLong.empty())) / rounds;
					second[i] = millis(another, fuse(32));
				}
			System.out.printf(Locale.ROOT, "first job of a child %.0f ms (processor %.0f ms), its second %.1f ms%n", median(first),
				processor, median(second));
			new RaterSimulation(2, 2, 64, 64, 0).write(folder.resolve("data"), Progress.none());
			compare("100 steps of a training", 0, here, child, 1, i -> train(folder, 50, "model-" + i));
			compare("fusion of 3 raters, 3 bytes there and 8 back", SIDE * SIDE * 1e-6, here, child, rounds, i -> fuse(SIDE));
			final Path model = here.run(train(folder, 1, "model"), Progress.none());
			for (final int tile : new int[] { 256, 0 })
				compare("prediction, 4 bytes there and 8 back, " + (tile == 0 ? "tile chosen" : "tile " + tile), SIDE * SIDE * 1e-6,
					here, child, rounds, i -> predict(model, tile));
		}
		finally {
			NewFolder.delete(folder);
		}
	}

	private static ChildJobs child() {
		return new ChildJobs(() -> new ChildSettings(ChildClassPath.find(Optional.empty())));
	}

	@FunctionalInterface
	private interface Round {

		Job<?> job(int number) throws IOException;
	}

	private static void compare(final String what, final double megapixels, final JobRunner here, final ChildJobs child,
		final int rounds, final Round round) throws IOException
	{
		final double[] local = new double[rounds], remote = new double[rounds], processor = new double[2];
		for (int i = -1; i < rounds; i++) { // the first is not counted
			final double[] begin = { processorMillis(child.pid()), 0, 0 };
			local[Math.max(0, i)] = millis(here, round.job(2 * i + 2));
			begin[1] = processorMillis(child.pid());
			remote[Math.max(0, i)] = millis(child, round.job(2 * i + 3));
			begin[2] = processorMillis(child.pid());
			for (int k = 0; k < 2 && i >= 0; k++)
				processor[k] += (begin[k + 1] - begin[k]) / rounds;
		}
		final double a = median(local), b = median(remote);
		System.out.printf(Locale.ROOT, "%s: here %.0f ms (processor %.0f), in a child %.0f ms (processor %.0f)%s%n", what, a,
			processor[0], b, processor[1], megapixels > 0 ? String.format(Locale.ROOT, ", per megapixel %.1f ms (%.1f) more", (b - a) /
				megapixels, (processor[1] - processor[0]) / megapixels) : "");
	}

	/** What this process and the child have used up. */
	private static double processorMillis(final OptionalLong child) {
		final long own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
		return own * 1e-6 + (child.isEmpty() ? 0 : ProcessHandle.of(child.getAsLong()).flatMap(p -> p.info().totalCpuDuration())
			.map(d -> d.toNanos() * 1e-6).orElse(0.0));
	}

	private static double millis(final JobRunner runner, final Job<?> job) throws IOException {
		final long begin = System.nanoTime();
		runner.run(job, Progress.none());
		return (System.nanoTime() - begin) * 1e-6;
	}

	private static double median(final double[] values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static FuseJob fuse(final int side) {
		final var maps = IntStream.range(0, 3).mapToObj(r -> {
			final var map = ArrayImgs.unsignedBytes(side, side);
			int i = 0;
			for (final UnsignedByteType l : map)
				l.set(i++ / (5 + r) % 2);
			return map;
		}).toList();
		return new FuseJob(new Average(), HardRaters.of(List.of("a", "b", "c"), maps, OptionalInt.of(2), OptionalInt.empty()), CPU);
	}

	private static TrainJob train(final Path folder, final int epochs, final String name) {
		return new TrainJob(new DataSelection(folder.resolve("data"), "", ""), new TrainingConfiguration(new Labels(), "percentile",
			"unet(encoder: plain, width: 4)", "dice-semimetric", new Sampling(1, 32, Augmentations.STANDARD, 0), new Optimization(epochs,
				0.01)), folder.resolve(name), false, CPU);
	}

	private static PredictJob predict(final Path model, final int tile) {
		final var image = ArrayImgs.floats(SIDE, SIDE, 1);
		int i = 0;
		for (final FloatType v : image)
			v.set(i++ * 7919 % 251);
		return new PredictJob(List.of(model), new ImageSource(image), (plane, first, rows, p) -> {}, new PredictionSettings(tile, 0,
			false, true, Optional.empty()), CPU);
	}
}
