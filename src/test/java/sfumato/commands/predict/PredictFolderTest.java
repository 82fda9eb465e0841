package sfumato.commands.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.Orientation;
import sfumato.files.RoiSet;
import sfumato.files.TiffMessages;
import sfumato.jobs.Compute;
import sfumato.jobs.JobMessages;
import sfumato.jobs.LocalJobs;
import sfumato.jobs.PredictFolderJob;
import sfumato.jobs.Shard;
import sfumato.output.NewFolder;
import sfumato.output.OutputMessages;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.prediction.RandomModels;
import sfumato.progress.Progress;

/** A folder of images of several kinds, one of which is broken. */
class PredictFolderTest {

	@TempDir
	static Path shared;
	private static Path model, other, images;

	@TempDir
	Path folder;

	@BeforeAll
	static void write() throws IOException {
		model = RandomModels.write(shared.resolve("model"), 1);
		other = RandomModels.write(shared.resolve("other"), 2);
		images = Files.createDirectory(shared.resolve("images"));
		ImageFiles.writeTiff(images.resolve("a.tif"), ramp(40, 30, 1), new double[] { 0.5, 0.5 }, "\u00B5m");
		Files.writeString(images.resolve("b.tif"), "not an image");
		Nifti.write(images.resolve("c.nii.gz"), ramp(20, 34, 3, 1), new double[] { 2, 2, 3 }, "mm", new Orientation(1, List.of(0.5,
			0.5, 0.5, 1.0, 2.0, 3.0, 1.0), 0, Collections.nCopies(12, 0.0), 1));
		ImageFiles.writeTiff(images.resolve("d.tif"), ramp(33, 33, 1), new double[] { 0.5, 0.5 }, "\u00B5m");
	}

	private static RandomAccessibleInterval<FloatType> ramp(final long... dims) {
		final var image = ArrayImgs.floats(dims);
		int i = 0;
		for (final FloatType v : image)
			v.set(i++ * 37 % 251);
		return image;
	}

	private MacroRunner.Outcome predict(final String options) {
		return MacroRunner.run("run(\"Predict Folder...\", \"input=[" + images + "] threads=1 " + (options.contains("model=") ? ""
			: "model=[" + model + "] ") + "output=[" + folder.resolve("out") + "] " + options + "\");");
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private List<String> rows(final String table) throws IOException {
		return Files.readAllLines(folder.resolve("out").resolve(table)).stream().map(r -> r.split(",")[0] + " " + r.split(",")[1] +
			" " + r.split(",")[3]).toList();
	}

	private static float[] values(final Path file) throws IOException {
		final RandomAccessibleInterval<FloatType> image = ImageFiles.read(file).image();
		final float[] values = new float[(int) image.size()];
		int i = 0;
		for (final FloatType v : Views.flatIterable(image))
			values[i++] = v.get();
		return values;
	}

	@Test
	void continuesAfterADamagedImageAndReportsItInTheTable() throws IOException {
		predict("").value();
		assertEquals(List.of("a.tif", "c.tif", "d.tif", "prediction.json", "predictions.csv"), files());
		assertEquals(List.of("file status pixels", "a.tif done 1200", "b.tif failed 0", "c.nii.gz done 2040", "d.tif done 1089"), rows(
			"predictions.csv"));
		final List<String> table = Files.readAllLines(folder.resolve("out/predictions.csv"));
		assertSays(TiffMessages.noTiff("b.tif"), table.get(2));
		assertTrue(table.get(3).contains("was trained at 0.500 \u00B5m per pixel, but \"\"c\"\" has 2.00 mm"), table.get(3));
		// what a command on the open image says
		final double mean = mean(values(folder.resolve("out/d.tif")), 33 * 33);
		assertEquals(mean, Double.parseDouble(MacroRunner.run("open(\"" + images.resolve("d.tif") +
			"\"); run(\"Predict Segmentation...\", \"threads=1 model=[" + model +
			"]\"); setSlice(2); getStatistics(area, mean); return d2s(mean, 9);").value()), 1e-6);
	}

	/** Of the second channel. */
	private static double mean(final float[] values, final int n) {
		double sum = 0;
		for (int i = n; i < 2 * n; i++)
			sum += values[i];
		return sum / n;
	}

	@Test
	void resumesAnInterruptedRun() throws IOException {
		predict("shard=1/2").value();
		assertEquals(List.of("a.tif", "c.tif", "prediction.json", "predictions-1-of-2.csv"), files());
		final var before = Files.getLastModifiedTime(folder.resolve("out/a.tif"));
		predict("").value();
		assertEquals(List.of("file status pixels", "b.tif failed 0", "d.tif done 1089"), rows("predictions.csv"));
		assertEquals(before, Files.getLastModifiedTime(folder.resolve("out/a.tif")));
		predict("").value();
		assertEquals(List.of("file status pixels", "b.tif failed 0", "d.tif done 1089", "b.tif failed 0"), rows("predictions.csv"),
			"what failed is tried again");
	}

	/** As a process leaves them that is killed between the last result of an image and its row. */
	@Test
	void predictsResultsWithoutARowAgain() throws IOException {
		predict("cases=a,d").value();
		final Path table = folder.resolve("out/predictions.csv");
		final List<String> lines = Files.readAllLines(table);
		final byte[] result = Files.readAllBytes(folder.resolve("out/d.tif"));
		Files.writeString(table, lines.get(0) + "\n" + lines.get(1) + "\nd.tif,do");
		predict("cases=a,d").value();
		assertEquals(List.of("file status pixels", "a.tif done 1200", "d.tif done 1089"), rows("predictions.csv"));
		assertArrayEquals(result, Files.readAllBytes(folder.resolve("out/d.tif")));
		Files.delete(table);
		predict("cases=a,d").value();
		assertEquals(List.of("file status pixels"), rows("predictions.csv"), "without any table the results count");
	}

	@Test
	void refusesToMixResultsOfOtherSettings() throws IOException {
		predict("cases=a").value();
		assertSays(JobMessages.otherResults(Says.ANY, "the model model"), predict("model=[" + other + "]").error());
		assertSays(JobMessages.otherResults(Says.ANY, "format tiff"), predict("format=png").error());
		assertSays(JobMessages.otherResults(Says.ANY, "tile 0, overlap 0, flips false, recalibrate true"),
			predict("flips=true").error());
		assertSays(JobMessages.otherResults(Says.ANY, "show probabilities"), predict("show=labels").error());
		assertEquals(List.of("a.tif", "prediction.json", "predictions.csv"), files());
		predict("cases=a format=png overwrite=true").value();
		assertEquals(List.of("a.png", "prediction.json", "predictions.csv"), files());
		Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("thesis.txt"), "");
		assertSays(OutputMessages.foreignFiles(Says.ANY, "Predict Folder"), MacroRunner.run("run(\"Predict Folder...\", \"input=[" +
			images + "] model=[" + model + "] output=[" + folder.resolve("mine") + "]\");").error());
	}

	/** The description beside the results is that of all of them. */
	@Test
	void refusesToMixResultsOfTwoModels() throws IOException {
		predict("").value();
		final byte[] description = Files.readAllBytes(folder.resolve("out/prediction.json"));
		final float[] before = values(folder.resolve("out/d.tif"));
		final String message = predict("cases=a overwrite=true model=[" + other + "]").error();
		assertSays(JobMessages.resultsOfOthers(Says.ANY, "c.tif"), message);
		assertEquals(List.of("a.tif", "c.tif", "d.tif", "prediction.json", "predictions.csv"), files());
		assertArrayEquals(description, Files.readAllBytes(folder.resolve("out/prediction.json")));
		assertArrayEquals(before, values(folder.resolve("out/d.tif")));
		// with the same model there is nothing to mix
		predict("cases=a overwrite=true").value();
		assertEquals(List.of("a.tif", "c.tif", "d.tif", "prediction.json", "predictions.csv"), files());
	}

	/** Else the other run would go on writing its results beside a description that is not theirs. */
	@Test
	void refusesAnotherModelWhileARunWrites() throws IOException {
		predict("").value();
		final byte[] description = Files.readAllBytes(folder.resolve("out/prediction.json"));
		try (NewFolder.Claim run = NewFolder.join(folder.resolve("out"))) {
			final String message = predict("overwrite=true model=[" + other + "]").error();
			assertSays(OutputMessages.beingWritten(Says.ANY, Says.ANY), message);
			assertArrayEquals(description, Files.readAllBytes(folder.resolve("out/prediction.json")));
			predict("cases=a overwrite=true").value();
		}
		assertEquals(List.of("a.tif", "c.tif", "d.tif", "prediction.json", "predictions.csv"), files());
		predict("overwrite=true model=[" + other + "]").value();
		assertEquals(List.of("a.tif", "c.tif", "d.tif", "prediction.json", "predictions.csv"), files());
	}

	@Test
	void runClaimsItsFolderUntilItEnds() throws IOException {
		final Path out = folder.resolve("out");
		final List<String> refused = new ArrayList<>();
		try (LocalJobs jobs = new LocalJobs()) {
			jobs.run(new PredictFolderJob(images, "a,d", List.of(model), out, Set.of(PredictFolderJob.Format.TIFF), Set.of(
				PredictionOutput.PROBABILITIES), new PredictionSettings(), Shard.ALL, false, new Compute("cpu", 1)), new Progress() {

					@Override
					public void update(final double fraction, final String message) {
						if (message.endsWith(": Reading")) refused.add(assertThrows(IOException.class, () -> NewFolder.requireAlone(out))
							.getMessage());
					}

					@Override
					public void log(final String line) {}

					@Override
					public boolean isCanceled() {
						return false;
					}
				});
		}
		assertEquals(2, refused.size());
		NewFolder.requireAlone(out);
		assertEquals(List.of("a.tif", "d.tif", "prediction.json", "predictions.csv"), files());
	}

	/** The first share clears what no share may keep, and the second keeps what the first has made. */
	@Test
	void shardsReplaceResultsOfAnotherModelTogether() throws IOException {
		predict("").value();
		final float[] before = values(folder.resolve("out/d.tif"));
		predict("shard=1/2 overwrite=true model=[" + other + "]").value();
		assertEquals(List.of("a.tif", "c.tif", "prediction.json", "predictions-1-of-2.csv", "predictions.csv"), files());
		final var made = Files.getLastModifiedTime(folder.resolve("out/a.tif"));
		predict("shard=2/2 overwrite=true model=[" + other + "]").value();
		assertEquals(made, Files.getLastModifiedTime(folder.resolve("out/a.tif")));
		assertFalse(Arrays.equals(before, values(folder.resolve("out/d.tif"))));
	}

	@Test
	void allFormatsHoldTheSameSegmentation() throws IOException {
		predict("cases=a,c format=[tiff, nifti, png, rois] show=both uncertainty=true").value();
		assertEquals(List.of("a-labels.nii.gz", "a-labels.tif", "a-probabilities.nii.gz", "a-probabilities.tif", "a-rois.zip",
			"a-uncertainty.nii.gz", "a-uncertainty.tif", "a.png", "c-0001.png", "c-0002.png", "c-0003.png", "c-labels.nii.gz",
			"c-labels.tif", "c-probabilities.nii.gz", "c-probabilities.tif", "c-rois.zip", "c-uncertainty.nii.gz",
			"c-uncertainty.tif", "prediction.json", "predictions.csv"), files());
		final Path out = folder.resolve("out");
		for (final String name : List.of("a-labels", "a-probabilities", "c-labels", "c-probabilities", "c-uncertainty"))
			assertArrayEquals(values(out.resolve(name + ".tif")), values(out.resolve(name +
				".nii.gz")), name);
		final float[] labels = values(out.resolve("a-labels.tif")), p = values(out.resolve("a-probabilities.tif"));
		int objects = 0;
		for (int i = 0; i < labels.length; i++) {
			assertEquals(p[labels.length + i] > p[i] ? 1 : 0, labels[i]);
			objects += (int) labels[i];
		}
		assertTrue(objects > 0 && objects < labels.length, "a network that says one thing tests nothing");
		assertArrayEquals(labels, values(out.resolve("a.png")));
		int i = 0;
		for (final FloatType v : Views.flatIterable(RoiSet.read(out.resolve("a-rois.zip")).labels(new long[] { 40, 30 }, 1)))
			assertEquals(labels[i++], v.get());
		final ImageFile volume = ImageFiles.read(out.resolve("c-labels.nii.gz"));
		assertEquals(ImageFiles.read(images.resolve("c.nii.gz")).orientation(), volume.orientation());
		assertEquals("mm", volume.unit());
		assertEquals(3, volume.numPlanes());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		format=jpeg       | format is "jpeg" but must be one or several of tiff, nifti, png, rois.
		shard=3/2         | shard is 3/2 but must be one of 1/2 … 2/2.
		shard=half        | shard is "half" but must be like 2/5, the second of five.
		cases=b           | None of the 1 images could be predicted. The first:
		cases=z           | z
		show=all          | show is "all" but must be one of probabilities, labels, both
		input=/nowhere    | There is no folder
		""")
	void refusesWrongInput(final String options, final String sentence) {
		final String error = MacroRunner.run("run(\"Predict Folder...\", \"threads=1 model=[" + model + "] output=[" + folder.resolve(
			"out") + "] " + (options.startsWith("input") ? "" : "input=[" + images + "] ") + options + "\");").error();
		assertTrue(error != null && error.contains(sentence), error);
		assertFalse(error.contains("Exception"), error);
	}

	@Test
	void macroPredictsEachImageOnce() throws IOException {
		final String result = MacroRunner.run(Files.readString(Path.of("macros", "14_predict_folder.ijm")),
			"cases=9-11,epochs=1,threads=1,output=" + folder.resolve("macro")).value();
		assertTrue(result.matches("1 images in the second run, Dice [\\d.]+ %"), result);
	}
}
