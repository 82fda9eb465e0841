package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.Says;
import sfumato.data.augmentation.Augmentations;
import sfumato.files.ImageFiles;
import sfumato.jobs.Compute;
import sfumato.jobs.TrainJob;
import sfumato.jobs.cases.DataSelection;
import sfumato.progress.Progress;
import sfumato.standalone.Main;
import sfumato.text.TextMessages;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** A training whose images do not fit into Java's memory says how much that is and how there is more, wherever it runs. */
class SmallMemoryTest {

	private static final int SIDE = 2000, MEGABYTES = 64;
	private static final String NETWORK = "unet(encoder: plain, width: 4)";

	@TempDir
	private static Path folder;

	/** Five cases of 16 MB each. */
	@BeforeAll
	static void makeLargeImages() throws IOException {
		for (int i = 1; i <= 5; i++) {
			final Path at = Files.createDirectories(folder.resolve("data/case" + i));
			final Img<FloatType> image = ArrayImgs.floats(SIDE, SIDE, 1);
			int k = i;
			for (final FloatType v : image)
				v.set(k++ % 200 + 1);
			ImageFiles.writeTiff(at.resolve("image.tif"), image, new double[] { 1, 1 }, "pixel");
			for (final FloatType v : image)
				v.set(v.get() > 100 ? 1 : 0);
			ImageFiles.writeTiff(at.resolve("task01_seg01.tif"), image, new double[] { 1, 1 }, "pixel");
		}
	}

	private static void assertTells(final String said) {
		assertSays(TextMessages.notEnoughMemory(TextMessages.javaMemory(Says.ANY, MEGABYTES + " MB") + " (" + Says.ANY + ")" +
			TextMessages.computerMemory(Says.ANY, Says.ANY), TextMessages.moreForJava(2 * MEGABYTES)), said);
	}

	@Test
	void trainingInAChildReportsMemoryOfTheChild() throws IOException {
		try (ChildJobs child = new ChildJobs(() -> new ChildSettings(ChildClassPath.find(Optional.empty()), Map.of(), MEGABYTES,
			ChildSettings.IDLE)))
		{
			final TrainJob job = new TrainJob(new DataSelection(folder.resolve("data"), "", ""), new TrainingConfiguration(new Labels(),
				"none", NETWORK, "cross-entropy", new Sampling(2, 32, Augmentations.STANDARD, 0), new Optimization(1, 0.01)), Optional.empty(),
				new TrainJob.Supervision("", 0, false, 0), folder.resolve("model"), false, new Compute("cpu", 1));
			assertTells(assertThrows(IllegalArgumentException.class, () -> child.run(job, Progress.none())).getMessage());
			// it goes on working
			final TrainJob other = new TrainJob(new DataSelection(Path.of("test-images/phantoms"), "", "1-2"), job.configuration(),
				Optional.empty(), job.supervision(), folder.resolve("model"), false, job.compute());
			assertTrue(Files.exists(child.run(other, Progress.none()).resolve("model.json")));
		}
	}

	@Test
	void standaloneTrainingReportsMemoryShortageWithoutStackTrace() throws IOException, InterruptedException {
		final Path macro = Files.writeString(folder.resolve("train.ijm"), "run(\"Train Network...\", \"dataset=[" + folder.resolve("data") +
			"] network=[" + NETWORK + "] epochs=1 batch=2 patch=32 threads=1 output=[" + folder.resolve("none") + "]\");");
		final Path output = folder.resolve("output.txt");
		final int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + MEGABYTES + "m",
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-Dsfumato.jobs=local", "-Duser.home=" + folder,
			"-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Main.class.getName(), macro
				.toString()).redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
		final String text = Files.readString(output, StandardCharsets.UTF_8);
		assertEquals(1, status, text);
		assertTells(text.substring(text.indexOf(TextMessages.notEnoughMemory("").split(":")[0])).lines().findFirst().orElseThrow());
		assertFalse(text.contains("\tat "), text);
		assertFalse(Files.exists(folder.resolve("none")));
	}
}
