package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.fusion.Average;
import sfumato.jobs.child.ChildClassPath;
import sfumato.jobs.child.ChildJobs;
import sfumato.jobs.child.ChildSettings;
import sfumato.labels.HardRaters;
import sfumato.output.NewFolder;
import sfumato.output.WindowsProcess;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;

/** What a process of {@link WindowsProcess} does: small jobs, in this process and in a child of it. */
final class WindowsJobs {

	private static final Compute CPU = new Compute("cpu", 1);

	private WindowsJobs() {}

	public static void main(final String[] args) throws IOException {
		final Path folder = Path.of(args[0]).toRealPath();
		switch (args[1]) {
			case "jobs" -> jobs(folder, List.of(KilledJob.values()));
			case "some jobs" -> jobs(folder, List.of(KilledJob.FUSION_AGAIN, KilledJob.PREDICTION, KilledJob.RECALIBRATION_IN_PLACE));
			case "child" -> child(folder);
			case "table" -> table(folder);
			default -> throw new IllegalArgumentException(args[1]);
		}
		WindowsProcess.requireTidy(folder);
		System.exit(0);
	}

	/** Each job after what is to be there before, and once more over its own results. */
	private static void jobs(final Path folder, final List<KilledJob> all) throws IOException {
		final Path inputs = folder.resolve("inputs"), work = folder.resolve("work");
		try (LocalJobs jobs = new LocalJobs()) {
			KilledJob.writeInputs(jobs, inputs);
			for (final KilledJob job : all) {
				System.out.println(job);
				Files.createDirectory(work);
				job.prepare(jobs, inputs, work);
				job.run(jobs, inputs, work, false, false);
				job.run(jobs, inputs, work, false, true);
				WindowsProcess.requireTidy(work);
				NewFolder.delete(work);
			}
		}
	}

	/** Somebody looks at the table of a folder that is being predicted, with a program that lets nobody else write to it. */
	private static void table(final Path folder) throws IOException {
		final Path inputs = folder.resolve("inputs"), output = folder.resolve("predicted"), table = output.resolve("predictions.csv");
		try (LocalJobs jobs = new LocalJobs()) {
			KilledJob.writeInputs(jobs, inputs);
			final PredictFolderJob job = new PredictFolderJob(inputs.resolve("data"), "1-3", List.of(inputs.resolve("model")), output, Set.of(
				PredictFolderJob.Format.TIFF), Set.of(PredictionOutput.LABELS), new PredictionSettings(), Shard.ALL, false, CPU);
			final List<Process> looking = new ArrayList<>();
			jobs.run(job, at(2, () -> looking.add(look(table)), at(3, () -> looking.forEach(WindowsJobs::end), Progress.none())));
			assertEquals(4, Files.readAllLines(table).size());
			NewFolder.delete(output);
			final String missing = assertThrows(IOException.class, () -> jobs.run(job, at(2, () -> looking.add(look(table)), Progress.none())))
				.getMessage();
			assertEquals(JobMessages.tableIsOpen(table, 2), missing);
			looking.forEach(WindowsJobs::end);
			assertEquals(2, jobs.run(job, Progress.none()).done());
			assertEquals(4, Files.readAllLines(table).size());
		}
	}

	private static Process look(final Path file) {
		try {
			return new ProcessBuilder("sleep", "100").redirectInput(file.toFile()).start();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void end(final Process process) {
		process.destroyForcibly().onExit().join();
	}

	/** Does something when an image is begun. */
	private static Progress at(final int image, final Runnable what, final Progress whole) {
		final boolean[] done = new boolean[1];
		return new Progress() {

			@Override
			public void update(final double fraction, final String message) {
				if (!done[0] && message.contains("image " + image + " of")) {
					done[0] = true;
					what.run();
				}
				whole.update(fraction, message);
			}

			@Override
			public void log(final String line) {
				System.out.println(line);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}

	/** Images that are mapped by one process and deleted by the other, and ones that go through a file in pieces. */
	private static void child(final Path folder) throws IOException {
		final Path inputs = folder.resolve("inputs");
		try (LocalJobs jobs = new LocalJobs()) {
			KilledJob.writeInputs(jobs, inputs);
		}
		final ChildSettings settings = new ChildSettings(ChildClassPath.find(Optional.empty()), Map.of("JAVA_TOOL_OPTIONS", String.join(" ",
			WindowsProcess.options(folder))), 256, Duration.ofMinutes(5));
		try (ChildJobs child = new ChildJobs(() -> settings)) {
			final RandomAccessibleInterval<FloatType> image = ArrayImgs.floats(1024, 1024, 1), map = ArrayImgs.floats(1024, 1024, 2);
			int i = 0;
			for (final FloatType v : (Iterable<FloatType>) image)
				v.set(i++ * 7919L % 251);
			final RandomAccessibleInterval<UnsignedByteType> labels = ArrayImgs.unsignedBytes(64, 64);
			for (int n = 0; n < 2; n++) {
				child.run(new PredictJob(List.of(inputs.resolve("model")), new ImageSource(image), new ImageSink<>(map), new PredictionSettings(),
					CPU), Progress.none());
				child.run(new FuseJob(new Average(), HardRaters.of(List.of("a", "b"), List.of(labels, labels), OptionalInt.of(2), OptionalInt
					.empty()), CPU), Progress.none());
			}
			child.run(new ExportJob(inputs.resolve("model"), "onnx", folder.resolve("exported"), false, CPU), Progress.none());
			child.run(new ExportJob(inputs.resolve("model"), "onnx", folder.resolve("exported"), true, CPU), Progress.none());
		}
		// whoever comes next finds what stays because it is mapped, by the lock that nobody holds
		try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
			final List<Path> folders = left.filter(f -> f.getFileName().toString().startsWith("sfumato-jobs-")).toList();
			assertEquals(1, folders.size());
			assertTrue(Files.exists(folders.get(0).resolve("lock")));
		}
	}
}
