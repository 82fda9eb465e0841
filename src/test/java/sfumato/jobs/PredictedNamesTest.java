package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;

import sfumato.Says;
import sfumato.files.ImageFiles;
import sfumato.output.OutputMessages;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.KeptLog;

/** No result of a folder takes the place of another one's. */
class PredictedNamesTest {

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;
	private Path images;

	private static LocalJobs jobs;

	@BeforeAll
	static void train() throws IOException {
		jobs = new LocalJobs();
		KilledJob.writeInputs(jobs, shared);
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	@BeforeEach
	void makeFolder() throws IOException {
		images = Files.createDirectory(folder.resolve("images"));
	}

	private void image(final String name, final long... dims) throws IOException {
		final double[] size = new double[dims.length - 1];
		java.util.Arrays.fill(size, 1);
		ImageFiles.writeTiff(images.resolve(name), ArrayImgs.floats(dims), size, "pixel");
	}

	private PredictFolderJob job(final PredictFolderJob.Format format) {
		return new PredictFolderJob(images, "", List.of(shared.resolve("model")), folder.resolve("out"), Set.of(format), Set.of(
			PredictionOutput.LABELS), new PredictionSettings(), Shard.ALL, false, new Compute("cpu", 1));
	}

	@Test
	void planesDoNotOverwriteOtherImages() throws IOException {
		image("a.tif", 32, 32, 2, 1);
		image("a-0002.tif", 32, 32, 1);
		final KeptLog log = new KeptLog(new ArrayList<>());
		final PredictFolderJob.Result result = jobs.run(job(PredictFolderJob.Format.PNG), log);
		assertEquals(List.of(1, 1), List.of(result.done(), result.failed()));
		assertSays(JobMessages.nameOfPlane(1, "\"a\"", "\"a-0002.png\""), Files.readString(result.table()));
		assertTrue(Files.exists(folder.resolve("out").resolve("a-0002.png")));
	}

	@Test
	void warnsOfNamesThatCollideOnWindows() throws IOException {
		image("Cell.tif", 32, 32, 1);
		assumeFalse(Files.exists(images.resolve("cell.tif")), "a disk that tells capital letters from small ones");
		image("cell.tif", 32, 32, 1);
		final KeptLog log = new KeptLog(new ArrayList<>());
		assertEquals(2, jobs.run(job(PredictFolderJob.Format.TIFF), log).done());
		assertTrue(log.lines().stream().anyMatch(l -> l.startsWith("Warning: \"Cell.tif\" and \"cell.tif\" differ in capital and small")), log
			.lines()::toString);
	}

	@Test
	void refusesTooLongNamesBeforePrediction() throws IOException {
		image("a".repeat(230) + ".tif", 32, 32, 1);
		assertSays(OutputMessages.nameTooLong(Says.ANY, Says.SOME), assertThrows(IOException.class, () ->
			jobs.run(job(PredictFolderJob.Format.NIFTI), new KeptLog(new ArrayList<>()))).getMessage());
		assertFalse(Files.exists(folder.resolve("out")));
	}
}
