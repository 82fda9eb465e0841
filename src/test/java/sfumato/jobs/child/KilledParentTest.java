package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.jobs.Compute;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.progress.Progress;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** A child does not outlive its parent, whatever ends that. */
class KilledParentTest {

	/** A process that trains in a child, and prints the child's number at the third step. */
	static final class Parent {

		public static void main(final String[] args) throws IOException {
			try (ChildJobs jobs = new ChildJobs(() -> new ChildSettings(ChildClassPath.find(Optional.empty())))) {
				final TrainingListener listener = new TrainingListener() {

					@Override
					public void step(final Step step) {
						if (step.step() == 3) System.out.println("child " + jobs.pid().orElseThrow());
					}
				};
				final TrainingConfiguration configuration = new TrainingConfiguration(new Labels(), "percentile",
					"unet(encoder: plain, width: 4)", "dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(
						100_000, 0.01));
				jobs.run(new TrainJob(new DataSelection(Path.of(args[0]), "", ""), configuration, Path.of(args[1]), false,
					new Compute("cpu", 1)), Progress.none(), new TrainingMonitor(listener, new TrainingControl()));
			}
		}
	}

	@Test
	void childEndsWhenItsParentIsKilled(@TempDir final Path folder) throws Exception {
		new RaterSimulation(3, 2, 40, 32, 0).write(folder.resolve("data"), Progress.none());
		final Path temporary = Files.createDirectory(folder.resolve("tmp"));
		final Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System
			.getProperty("java.class.path"), "-Djava.awt.headless=true", "-Duser.home=" + System.getProperty("user.home"),
			"-Djava.io.tmpdir=" + temporary, Parent.class.getName(), folder.resolve("data").toString(), folder.resolve("model")
				.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		final ProcessHandle child;
		try (var out = parent.inputReader()) {
			final String line = out.readLine();
			assertTrue(line != null && line.matches("child \\d+"), line);
			child = ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow();
			assertTrue(child.isAlive());
		}
		finally {
			parent.destroyForcibly(); // SIGKILL
		}
		child.onExit().get(60, TimeUnit.SECONDS);
		assertFalse(child.isAlive());
		assertEquals(List.of("data", "tmp"), names(folder));
		assertEquals(List.of(), names(temporary).stream().filter(n -> n.startsWith("sfumato-jobs")).toList());
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}
}
