package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.files.NewFolder;
import sfumato.files.WindowsProcess;
import sfumato.fusion.Average;
import sfumato.jobs.child.ChildClassPath;
import sfumato.jobs.child.ChildJobs;
import sfumato.jobs.child.ChildSettings;
import sfumato.labels.HardRaters;
import sfumato.prediction.ImageSink;
import sfumato.prediction.ImageSource;
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
				child.run(new PredictJob(List.of(inputs.resolve("model")), new ImageSource(image), new ImageSink(map), new PredictionSettings(),
					CPU), Progress.none());
				child.run(new FuseJob(new Average(), HardRaters.of(List.of("a", "b"), List.of(labels, labels), OptionalInt.of(2), OptionalInt
					.empty()), CPU), Progress.none());
			}
			child.run(new ExportJob(inputs.resolve("model"), "onnx", folder.resolve("exported"), false, CPU), Progress.none());
			child.run(new ExportJob(inputs.resolve("model"), "onnx", folder.resolve("exported"), true, CPU), Progress.none());
		}
	}
}
