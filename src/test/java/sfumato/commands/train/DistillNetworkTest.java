package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sfumato.commands.MacroRunner;

class DistillNetworkTest {

	private static final String TEACHER = "unet(encoder: plain, width: 4, aux: true)";

	@TempDir
	private static Path folder;

	@BeforeAll
	static void trainATeacherAndCopyImages() throws IOException {
		MacroRunner.run("run(\"Train Network...\", \"dataset=[test-images/phantoms] cases=1-2 network=[" + TEACHER +
			"] epochs=1 batch=2 patch=32 threads=1 output=[" + folder.resolve("teacher") + "]\");").value();
		Files.createDirectory(folder.resolve("images only"));
		for (int i = 1; i <= 3; i++)
			Files.copy(Path.of("test-images/phantoms/case0" + i + "/image.tif"), folder.resolve("images only/cells" + i + ".tif"));
	}

	private static MacroRunner.Outcome distill(final String output, final String options) {
		final String defaults = "dataset=[test-images/phantoms] teacher=[" + folder.resolve("teacher") +
			"] network=[unet(encoder: plain, width: 4)] cases=1-2 epochs=2 batch=2 patch=32 threads=1 ";
		String kept = defaults;
		for (final String option : options.split(" (?=[a-z]+=)"))
			kept = kept.replaceAll("\\b" + option.substring(0, option.indexOf('=')) + "=(\\[[^]]*]|\\S+) ", "");
		return MacroRunner.run("run(\"Distill Network...\", \"" + kept + options.replace("FOLDER", folder.toString()) +
			" output=[" + folder.resolve(output) + "]\");");
	}

	private static JsonObject record(final String model) throws IOException {
		return JsonParser.parseString(Files.readString(folder.resolve(model).resolve("training.json"))).getAsJsonObject();
	}

	@Test
	void macroDistillsALargeNetworkIntoASmallOne() throws IOException {
		final Path output = folder.resolve("macro");
		final String dice = MacroRunner.run(Files.readString(Path.of("macros", "11_distill.ijm")),
			"train=1-4,test=11-12,large=unet(encoder: plain; width: 8),epochs=2,patch=32,threads=1,kde=kde(keys: 100),output=" +
				output).value();
		assertTrue(dice.matches("\\d+\\.\\d\\d"), dice);
		for (final String model : List.of("teacher", "alone", "student"))
			assertTrue(Files.exists(output.resolve(model).resolve("model.json")), model);
		assertEquals("kde(bandwidth: 0.01, keys: 100, sampling: BALANCED, width: 3, self: true)", JsonParser.parseString(Files
			.readString(output.resolve("student/training.json"))).getAsJsonObject().getAsJsonObject("teacher").getAsJsonObject(
				"distillation").get("kde").getAsString());
	}

	@Test
	void studentPresetUsesHardLabelsAndSavesTheLastEpoch() throws IOException {
		assertEquals(List.of(), hints("student", "preset=paper-lits-student"));
		final JsonObject c = record("student").getAsJsonObject("configuration");
		assertEquals("none", c.getAsJsonObject("labels").get("smoothing").getAsString());
		assertTrue(c.getAsJsonObject("labels").get("fusion").getAsString().startsWith("majority"));
		assertEquals("LAST", c.getAsJsonObject("course").get("keep").getAsString());
		assertEquals(List.of(TrainMenuMessages.presetOfTeacher("Distill Network", "paper-kits", "paper-kits-student")),
			hints("taught", "preset=paper-kits"));
	}

	/** What the log says of the presets of teachers. */
	private static List<String> hints(final String output, final String preset) {
		final PrintStream before = System.out;
		final ByteArrayOutputStream log = new ByteArrayOutputStream();
		System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
		try {
			distill(output, preset + " normalization=[percentile(low: 1, high: 99.8)]").value();
		}
		finally {
			System.setOut(before);
		}
		assertTrue(log.toString(StandardCharsets.UTF_8).contains("Distill Network: preset paper-"), log::toString);
		return log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("training of a teacher")).toList();
	}

	@Test
	void modelNamesItsTeacher() throws IOException {
		distill("said", "terms=[0.5*labels + kl + dml] temperature=2 kde=kde network=[" + TEACHER + "]").value();
		final JsonObject teacher = record("said").getAsJsonObject("teacher"), how = teacher.getAsJsonObject("distillation");
		assertEquals(folder.resolve("teacher").toString(), teacher.get("model").getAsString());
		assertEquals(64, teacher.get("sha256").getAsString().length());
		assertEquals("0.5*labels + kl + dml", how.get("terms").getAsString());
		assertEquals(2, how.get("temperature").getAsDouble());
		assertTrue(how.get("kde").getAsString().startsWith("kde(bandwidth: 0.01, keys: 1000"));
		final String readme = Files.readString(folder.resolve("said/README.md"));
		assertTrue(readme.contains("and what the model `" + folder.resolve("teacher") + "` says; terms `0.5*labels + kl + dml`"),
			readme);
		final List<String> history = Files.readAllLines(folder.resolve("said/history.csv"));
		for (final String term : List.of("labels-cross-entropy", "labels-dice-semimetric", "teacher-cross-entropy",
			"teacher-dice-semimetric"))
			assertEquals(2, history.stream().filter(l -> l.contains(",train," + term + ",")).count(), term);
	}

	@Test
	void recordsNoTeacherWithoutDistillation() throws IOException {
		assertTrue(record("teacher").get("teacher").isJsonNull());
		assertTrue(Files.readString(folder.resolve("teacher/README.md")).contains("| targets | fusion `average"));
	}

	@Test
	void teacherTermsNeedNoLabelMaps() throws IOException {
		distill("unlabelled", "dataset=[FOLDER/images only] cases=1-3 terms=[kl + dml]").value();
		final JsonObject record = record("unlabelled");
		assertEquals(3, record.getAsJsonObject("data").getAsJsonArray("cases").size());
		assertEquals("cells2", record.getAsJsonObject("data").getAsJsonArray("cases").get(1).getAsJsonObject().get("name")
			.getAsString());
		assertEquals(0, record.getAsJsonObject("data").getAsJsonArray("cases").get(0).getAsJsonObject().get("raters").getAsInt());
		final String readme = Files.readString(folder.resolve("unlabelled/README.md"));
		assertTrue(readme.contains("| targets | what the model `") && !readme.contains("fusion"), readme);
		assertTrue(Files.readString(folder.resolve("unlabelled/history.csv")).contains("teacher-cross-entropy"));
		assertFalse(Files.readString(folder.resolve("unlabelled/history.csv")).contains("labels-"));
	}

	@Test
	void teacherTermsIgnoreLabelMaps() throws IOException {
		distill("unasked", "terms=[kl + dml]").value();
		assertEquals(0, record("unasked").getAsJsonObject("data").getAsJsonArray("cases").get(0).getAsJsonObject().get("raters")
			.getAsInt());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		terms=[labels + teacher]                        | terms has "teacher", which is none. Known: labels, kl, dml.
		terms=dml loss=cross-entropy                    | terms=dml and loss=cross-entropy(form: KL, temperature: 1) have nothing in common
		kde=kernel                                      | There is no TeacherCalibration named "kernel". Known: kde, none.
		kde=[kde(keys: 1)]                              | keys is 1 but must be between 2 and 100000.
		temperature=0                                   | temperature is 0.0 but must be greater than 0.
		teacher=[FOLDER/nobody]                         | nobody
		normalization=maximum                           | was trained on images with normalization=percentile(low: 1, high: 99.8), but normalization is maximum; both networks see the same crops.
		dataset=[FOLDER/images only]                    | There are no label maps in
		dataset=[FOLDER/images only] terms=kl kde=kde   | must be none.
		dataset=[FOLDER/colours] cases=1 terms=kl       | has 3 channel(s), but must have 1.
		patch=8                                         | patch is 8 but must be a multiple of 16 pixels for the teacher "teacher", or 0 to choose it.
		dataset=[FOLDER/three] cases=1                  | The teacher "teacher" takes 1 channel(s) and knows 2 classes, but the dataset has 1 and 3.
		dataset=[FOLDER/nothing] terms=kl               | There is no folder
		""")
	void refusesWrongInput(final String options, final String message) throws IOException {
		if (options.contains("three") && !Files.exists(folder.resolve("three"))) MacroRunner.run("""
			File.makeDirectory("%1$s/three"); File.makeDirectory("%1$s/three/case1");
			newImage("image", "8-bit noise", 32, 32, 1); saveAs("tiff", "%1$s/three/case1/image.tif");
			newImage("labels", "8-bit black", 32, 32, 1); setPixel(3, 3, 1); setPixel(4, 4, 2); saveAs("png", "%1$s/three/case1/task01_seg01.png");
			""".formatted(folder)).value();
		if (options.contains("colours") && !Files.exists(folder.resolve("colours"))) MacroRunner.run("""
			File.makeDirectory("%1$s/colours");
			newImage("image", "RGB ramp", 32, 32, 1); setColor(255, 0, 0); fillRect(2, 2, 9, 9); saveAs("png", "%1$s/colours/c.png");
			""".formatted(folder)).value();
		final MacroRunner.Outcome outcome = distill("refused", options);
		assertTrue(outcome.error() != null && outcome.error().contains(message), outcome::error);
		assertFalse(outcome.error().contains("Exception"), outcome::error);
		assertFalse(Files.exists(folder.resolve("refused")));
	}
}
