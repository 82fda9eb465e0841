package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import sfumato.data.augmentation.Augmentations;
import sfumato.jobs.cases.DataSelection;
import sfumato.progress.Progress;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Keep;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;
import sfumato.training.settings.TrainingConfiguration.ValidationOptions;

/** A small training in which much is drawn and much is kept, in a process of its own that can be killed. */
final class TrainingProcess {

	static final int EPOCHS = 12, STEPS = 24;

	private TrainingProcess() {}

	static TrainJob job(final Path data, final Path output, final boolean resume, final double minutes) {
		final TrainingConfiguration configuration = new TrainingConfiguration(new Labels("random-rater", "none"), "percentile",
			"unet(encoder: plain, width: 4)", "0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD,
				3), new Optimization(EPOCHS, 0.01)).with(new ValidationOptions(1, 1, 0.9, 0, 3, 0, Keep.BEST));
		return new TrainJob(new DataSelection(data, "", "1-4"), configuration, Optional.empty(), new TrainJob.Supervision("5-6", 2,
			resume, minutes), output, false, new Compute("cpu", 1));
	}

	/** Trains and prints the number of every step. */
	public static void main(final String[] args) throws IOException {
		final TrainingListener listener = new TrainingListener() {

			@Override
			public void step(final Step step) {
				System.out.println("step " + step.step());
			}
		};
		try (LocalJobs jobs = new LocalJobs()) {
			jobs.run(job(Path.of(args[0]), Path.of(args[1]), false, 0), Progress.none(), new TrainingMonitor(listener,
				new TrainingControl()));
		}
	}

	/** Starts such a process and kills it after a step; returns what it had printed. */
	static List<String> killAfter(final int step, final Path data, final Path output) throws IOException, InterruptedException {
		final List<String> lines = new ArrayList<>();
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System
			.getProperty("java.class.path"), "-Djava.awt.headless=true", "-Duser.home=" + System.getProperty("user.home"),
			TrainingProcess.class.getName(), data.toString(), output.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		try (var out = process.inputReader()) {
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				lines.add(line);
				if (line.equals("step " + step)) break;
			}
		}
		finally {
			process.destroyForcibly(); // SIGKILL
		}
		if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IOException("The process could not be killed.");
		return lines;
	}
}
