package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.command.CommandService;

import sfumato.Says;
import sfumato.commands.models.ModelInfo;
import sfumato.commands.models.ModelsMenuMessages;
import sfumato.jobs.JobMessages;
import sfumato.methods.MethodMessages;
import sfumato.models.ModelMessages;
import sfumato.output.OutputMessages;
import sfumato.prediction.PredictionMessages;

/** Training, prediction, recalibration and evaluation as macros run them, on four small phantoms and a hardly trained model. */
class ModelCommandsTest {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void trainAModel() {
		MacroRunner.run("run(\"Simulate Raters...\", \"images=4 raters=3 width=72 height=60 seed=1 output=[" + data() +
			"]\");").value();
		train("cases=1-2 output=[" + model() + "]").value();
	}

	private static Path data() {
		return folder.resolve("phäntoms of mine");
	}

	private static Path model() {
		return folder.resolve("a model");
	}

	private static MacroRunner.Outcome train(final String options) {
		return run("Train Network...", "dataset=[" + data() +
			"] network=[unet(encoder: mobilenetv2_100)] epochs=2 batch=2 patch=32 threads=1 " + options);
	}

	private static MacroRunner.Outcome run(final String command, final String options) {
		return MacroRunner.run("run(\"" + command + "\", \"" + options + "\");");
	}

	/** Opens case 3 and runs a command on it. */
	private MacroRunner.Outcome predict(final String options, final String then) {
		return MacroRunner.run("run(\"Open Case...\", \"dataset=[" + data() + "] cases=3\");\n" +
			"run(\"Predict Segmentation...\", \"model=[" + model() + "] threads=1 " + options + "\");\n" + then);
	}

	@Test
	void modelFolderIsReadableText() throws IOException {
		try (Stream<Path> files = Files.list(model())) {
			assertEquals(List.of("README.md", "history.csv", "model.json", "sample", "training.json", "weights.safetensors"),
				files.map(f -> f.getFileName().toString()).sorted().toList());
		}
		final String training = Files.readString(model().resolve("training.json"));
		assertTrue(training.contains("\"fusion\": \"average\""));
		assertTrue(training.contains("\"name\": \"case02\""));
		assertTrue(training.contains(
			"0.25*cross-entropy(form: KL, temperature: 1) + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: ALL, " +
				"reduction: batch, weights: equal, log: false)"),
			training);
		assertEquals(1 + 2 * 4, Files.readAllLines(model().resolve("history.csv")).size());
	}

	@Test
	void trainingReportsProgressAndRemainingTime() {
		train("cases=1-2 output=[" + folder.resolve("told") + "]").value();
		assertTrue(MacroRunner.status().stream().anyMatch(e -> e.getStatusMessage() != null && e.getStatusMessage().matches(
			"Epoch 2/2, loss \\d\\.\\d+, .* steps/s, .* left")));
	}

	@Test
	void probabilitiesHaveTheImageSizeAndSumToOne() {
		assertEquals("case03-probabilities 72 60 2 1 32 foreground 1.0000", predict("", """
			getDimensions(width, height, channels, slices, frames);
			Stack.setChannel(2);
			label = getInfo("slice.label");
			p = getPixel(30, 30);
			Stack.setChannel(1);
			return getTitle() + " " + width + " " + height + " " + channels + " " + slices + " " + bitDepth() + " " + label + " " + d2s(p + getPixel(30, 30), 4);
			""").value());
	}

	@Test
	void predictionRecordsModelAndImage() throws Exception {
		final String[] recipe = predict("", """
			return "" + Property.get("Sfumato.Model") + "|" + Property.get("Sfumato.ModelHash") + "|" + Property.get("Sfumato.Engine");
			""").value().split("\\|");
		assertEquals(model().toString(), recipe[0]);
		final java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
		digest.update(Files.readAllBytes(model().resolve("model.json")));
		assertEquals(java.util.HexFormat.of().formatHex(digest.digest(Files.readAllBytes(model().resolve("weights.safetensors")))),
			recipe[1]);
		assertTrue(recipe[2].matches("CPU, 1 thread, PyTorch [\\d.]+, DJL [\\d.]+"), recipe[2]);
	}

	/** Runs Model Info... as a script does. */
	private static Map<String, String> info(final Path model) throws Exception {
		final ij.measure.ResultsTable table = (ij.measure.ResultsTable) MacroRunner.imagej().context().service(CommandService.class).run(
			ModelInfo.class, true, "model", model.toFile(), "threads", 1).get().getOutput("facts");
		final Map<String, String> facts = new LinkedHashMap<>();
		for (int i = 0; i < table.size(); i++)
			facts.put(table.getLabel(i), table.getStringValue("value", i));
		return facts;
	}

	@Test
	void modelInfoDescribesTheModelAndReproducesItsSample() throws Exception {
		final Map<String, String> facts = info(model());
		assertEquals("background #000000, foreground #E69F00", facts.get("classes"));
		assertTrue(facts.get("trained on").startsWith("2 cases of the dataset \"phäntoms of mine\""), facts.get("trained on"));
		assertTrue(facts.get("sample").startsWith("this machine reproduces it: the largest difference of two probabilities is "), facts
			.get("sample"));
		assertEquals(64, facts.get("SHA-256").length());
		assertEquals(null, run("Model Info...", "model=[" + model() + "] check=false").error());
	}

	@Test
	void modelInfoReportsAChangedSample() throws Exception {
		final Path other = folder.resolve("other");
		try (Stream<Path> files = Files.walk(model())) {
			for (final Path p : (Iterable<Path>) files::iterator)
				Files.copy(p, other.resolve(model().relativize(p).toString()));
		}
		MacroRunner.run("open(\"" + other.resolve("sample/image.tif") + "\"); run(\"Invert\"); saveAs(\"tiff\", \"" + other.resolve(
			"sample/image.tif") + "\");").value();
		final String sample = info(other).get("sample");
		assertSays(ModelsMenuMessages.notReproduced(0, 0, 0).replaceFirst(":.*", ""), sample);
		Files.delete(other.resolve("sample/image.tif"));
		assertSays(JobMessages.noSample(Says.ANY, Says.ANY), run("Model Info...", "threads=1 model=[" + other + "]").error());
	}

	@Test
	void citeSfumatoWritesTheMethodsParagraph() throws IOException {
		final Path text = folder.resolve("methods.txt");
		predict("", "run(\"Cite Sfumato...\", \"image=[case03-probabilities] output=[" + text + "]\");").value();
		final String methods = Files.readString(text);
		for (final String part : List.of("Images were segmented with Sfumato", "The model \"a model\" is a U-Net [", "] with the encoder " +
			"mobilenetv2_100 [", "parameters (unet(encoder: mobilenetv2_100, ", "It was trained on 2 cases of the dataset \"phäntoms " +
				"of mine\" (72 x 60), each labelled by 3 raters.", "fused by average.",
			"The loss was 0.25*cross-entropy(form: KL, temperature: 1) + 0.75*dice-semimetric(variant: DML1", "2 of 2 epochs",
			"batches of 2 patches of 32 x 32 pixels", "The image \"case03-probabilities\" was made by these lines of an ImageJ macro:\n" +
				"    run(\"Open Case...\", ", "\n    run(\"Predict Segmentation...\", ", "[1] Wang, Zifu; Popordanoska, Teodora; Bertels, " +
					"Jeroen et al. Dice Semimetric Losses"))
			assertTrue(methods.contains(part), part + " is not in\n" + methods);
		assertTrue(Files.readString(folder.resolve("methods.bib")).contains("@inproceedings{sandler2018mobilenetv2,\n"));
		assertTrue(run("Cite Sfumato...", "model=[" + model() + "] output=[" + text + "]").error().contains("exists already"));
	}

	@Test
	void showsLabelsProbabilitiesOrBoth() {
		assertEquals("case03-labels 8", predict("show=labels", "return getTitle() + \" \" + bitDepth();").value());
		assertEquals("4 1 1", predict("show=both", """
			return "" + nImages + " " + isOpen("case03-labels") + " " + isOpen("case03-probabilities");
			""").value());
	}

	@Test
	void predictionDoesNotChangeItsImage() {
		final String sum = "selectImage(\"case03\"); getStatistics(area, mean, min, max, std); return \"\" + mean + \" \" + std;";
		assertEquals(MacroRunner.run("run(\"Open Case...\", \"dataset=[" + data() + "] cases=3\");" + sum).value(), predict("",
			sum).value());
	}

	@Test
	void segmentsSlicesOfAStackIndependently() {
		assertEquals("2 3 0.5000 mm", MacroRunner.run("""
			run("Open Case...", "dataset=[%s] cases=3");
			rename("a");
			run("Duplicate...", "title=b");
			run("Duplicate...", "title=c");
			run("Concatenate...", "title=stack image1=a image2=b image3=c");
			run("Properties...", "unit=mm pixel_width=0.5 pixel_height=0.5 voxel_depth=1");
			run("Predict Segmentation...", "model=[%s] threads=1");
			getDimensions(width, height, channels, slices, frames);
			getPixelSize(unit, pixelWidth, pixelHeight);
			return "" + channels + " " + slices * frames + " " + d2s(pixelWidth, 4) + " " + unit;
			""".formatted(data(), model())).value());
	}

	@Test
	void appliesTheRecalibrationOfTheModelUnlessDisabled() throws IOException {
		final Path recalibrated = folder.resolve("recalibrated");
		run("Recalibrate Model...", "model=[" + model() + "] dataset=[" + data() +
			"] cases=4 method=[kde(bandwidth: 0.05, keys: 200)] threads=1 output=[" + recalibrated + "]").value();
		assertTrue(Files.exists(recalibrated.resolve("recalibration.safetensors")));
		assertFalse(Files.exists(model().resolve("recalibration.safetensors")), "the model itself stays as it is");
		assertTrue(Files.readString(recalibrated.resolve("model.json")).contains("kde(bandwidth: 0.05, keys: 200"));
		assertEquals(-1, Files.mismatch(model().resolve("weights.safetensors"), recalibrated.resolve(
			"weights.safetensors")));
		final String mean = "getStatistics(area, mean); return \"\" + mean;";
		final String raw = predict("", mean).value();
		assertEquals(raw, predict("recalibrate=false", mean).value());
		final String options = "image=case03 model=[" + recalibrated + "] threads=1";
		final String open = "run(\"Open Case...\", \"dataset=[" + data() + "] cases=3\");";
		assertNotEquals(raw, MacroRunner.run(open + "run(\"Predict Segmentation...\", \"" + options + "\");" + mean).value());
		assertEquals(raw, MacroRunner.run(open + "run(\"Predict Segmentation...\", \"" + options +
			" recalibrate=false\");" + mean).value());
	}

	@Test
	void evaluationGivesARowPerCaseAndAMean() throws IOException {
		final Path csv = folder.resolve("scores/of my model.csv");
		final String rows = MacroRunner.run("run(\"Evaluate Model...\", \"model=[" + model() + "] dataset=[" + data() +
			"] cases=3-4 threads=1 output=[" + csv + "]\");" + """
				return "" + nResults + " " + getResultLabel(0) + " " + getResultLabel(2) + " " + d2s((getResult("Dice", 0) + getResult("Dice", 1)) / 2 - getResult("Dice", 2), 6);
				""").value();
		assertEquals("3 case03 mean 0.000000", rows);
		final List<String> lines = Files.readAllLines(csv);
		assertEquals("case,Dice,BDice,ECE,ECE_raw,human_Dice,sums", lines.get(0));
		assertEquals(3, lines.size(), "no mean in the file");
		// not recalibrated: no ECE_raw; people agree well with their majority
		assertTrue(lines.get(1).matches("case03,[\\d.]+,[\\d.]+,[\\d.]+,,[89]\\d\\.\\d+,\"Dice=dice@.*\""), lines.get(1));
		final String again = run("Evaluate Model...", "model=[" + model() + "] dataset=[" + data() +
			"] cases=3-4 threads=1 output=[" + csv + "]").error();
		assertSays(OutputMessages.exists(Says.ANY), again);
	}

	@Test
	void evaluatesModelsByAnyMetricAndCalibrationError() throws IOException {
		final Path csv = folder.resolve("other scores.csv");
		final String rows = MacroRunner.run("run(\"Evaluate Model...\", \"model=[" + model() + "] dataset=[" + data() +
			"] cases=3 threads=1 metrics=[accuracy, soft-dice] errors=[brier, ece(bins: 5), ece(bins: 15)] output=[" + csv + "]\");" +
			"return \"\" + (getResult(\"Brier\", 0) < 2) + \" \" + getResult(\"ECE_bins_5\", 0);").value();
		assertTrue(rows.startsWith("1 "), rows);
		final List<String> lines = Files.readAllLines(csv);
		assertEquals("case,Accuracy,SoftDice,Brier,ECE_bins_5,ECE_bins_15,Brier_raw,ECE_bins_5_raw,ECE_bins_15_raw,human_Dice,sums", lines
			.get(0));
		assertTrue(lines.get(1).matches("case03,[\\d.]+,[\\d.]+,[01]\\.\\d+,[\\d.]+,[\\d.]+,,,,[89]\\d\\.\\d+,\".*Brier=brier.*\""), lines.get(1));
		assertEquals(MethodMessages.givenTwice("dice"), run("Evaluate Model...", "model=[" + model() + "] dataset=[" + data() +
			"] metrics=[dice, dice]").error());
	}

	@Test
	void outlineOverlayIsAnRgbImage() {
		assertEquals("24 case03-outlines", predict("", """
			run("Draw Outlines...", "image=case03 prediction=case03-probabilities");
			return "" + bitDepth() + " " + getTitle();
			""").value());
	}

	@Test
	void plotsTheHistory() {
		assertEquals("1", MacroRunner.run("run(\"Plot Training...\", \"model=[" + model() + "]\"); return \"\" + nImages;")
			.value());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		loss=[dice-semimetrik]                  | There is no Loss named "dice-semimetrik". Known: cross-entropy, dice-semimetric, focal,
		loss=[dice-semimetric(smoth: 1)]        | Unknown option "smoth" of dice-semimetric. Known: variant, smooth, active, reduction, weights, log.
		fusion=avrage                           | There is no LabelFusion named "avrage". Known: average, dice-weighted,
		network=[unet(encoder: resnet81d)]      | There is no Encoder named "resnet81d".
		normalization=percentiles               | There is no Normalization named "percentiles".
		smoothing=[boundary(width: 3)]          | gives soft ones. Use fusion=majority or fusion=random-rater, or smoothing=none.
		epochs=0                                | epochs is 0 but must be at least 1.
		epochs=many                             | epochs is "many" but must be a whole number.
		patch=50                                | patch is 50 but must be a multiple of 32
		rate=-1                                 | rate is -1.0 but must be greater than 0.
		device=tpu                              | device is "tpu" but must be one of auto, cpu, gpu.
		cases=7                                 | 7
		task=2                                  | There is no task "2"
		epoch=3                                 | Train Network has no option "epoch". Known:
		""")
	void trainingRefusesWrongInput(final String option, final String sentence) {
		final Path output = folder.resolve("refused");
		final String key = option.substring(0, option.indexOf('='));
		final String defaults = "dataset=[" + data() + "] epochs=1 threads=1 cases=1 output=[" + output + "]";
		final String error = run("Train Network...", defaults.replaceAll("\\b" + key + "=(\\[[^]]*]|\\S+)", "") + " " + option)
			.error();
		assertTrue(error != null && error.contains(sentence), error);
		assertFalse(error.contains("Exception"), error);
		assertTrue(Files.notExists(output));
	}

	@Test
	void refusesToOverwriteAModelUnasked() throws IOException {
		final String before = Files.readString(model().resolve("training.json"));
		final String error = train("cases=1-2 output=[" + model() + "]").error();
		assertSays(OutputMessages.exists(Says.ANY), error);
		assertEquals(before, Files.readString(model().resolve("training.json")));
	}

	@Test
	void refusesMissingModels() {
		final String error = MacroRunner.run("newImage(\"x\", \"8-bit ramp\", 40, 40, 1); run(\"Predict Segmentation...\", \"model=[" +
			folder.resolve("nothing") + "]\");").error();
		assertEquals(ModelMessages.noFolder(folder.resolve("nothing")), error);
	}

	@Test
	void refusesModelsOfAnotherFormatVersion() throws IOException {
		final Path newer = Files.createDirectory(folder.resolve("newer"));
		Files.writeString(newer.resolve("model.json"), Files.readString(model().resolve("model.json")).replaceFirst(
			"\"format\": 1", "\"format\": 7"));
		final String error = MacroRunner.run("newImage(\"x\", \"8-bit ramp\", 40, 40, 1); run(\"Predict Segmentation...\", \"model=[" +
			newer + "]\");").error();
		assertSays(ModelMessages.format(Says.ANY, 7, 1), error);
	}

	@Test
	void refusesImagesWithOtherChannels() {
		final String error = MacroRunner.run("newImage(\"x\", \"RGB ramp\", 40, 40, 1); setPixel(3, 3, 0xff0000); run(\"Predict Segmentation...\", \"model=[" +
			model() + "] threads=1\");").error();
		assertTrue(error.startsWith(PredictionMessages.imageChannels(3, "a model", 1)), error);
	}

	@Test
	void refusesImagesWithNaN() {
		final String error = MacroRunner.run("newImage(\"x\", \"32-bit ramp\", 40, 40, 1); setPixel(3, 5, NaN); run(\"Predict Segmentation...\", \"model=[" +
			model() + "] threads=1\");").error();
		assertTrue(error.contains("NaN") && error.contains("3, 5"), error);
	}

	@Test
	void refusesTilesThatDoNotFitTheNetwork() {
		assertSays(PredictionMessages.tileMultiple(50, 32), predict("tile=50", "").error());
	}

	@Test
	void refusesPredictionWithoutAnImage() {
		final String error = run("Predict Segmentation...", "model=[" + model() + "]").error();
		assertTrue(error != null && !error.isBlank(), "the macro must stop");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		Train Network...        | dataset=/nowhere output=NEW                  | There is no folder
		Train Network...        | dataset=DATA                                 | The option "output" of Train Network is missing
		Predict Segmentation... | model=DATA                                   | is not a model: it holds no model.json
		Predict Segmentation... | model=MODEL show=all                         | show is "all" but must be one of probabilities, labels, both
		Predict Segmentation... | ''                                           | The option "model" of Predict Segmentation is missing
		Recalibrate Model...    | model=MODEL dataset=DATA method=[kde(bandwidth: -1)] | kde: bandwidth is -1
		Recalibrate Model...    | model=MODEL dataset=DATA method=kd           | There is no Recalibrator named "kd". Known: beta, dirichlet,
		Recalibrate Model...    | model=MODEL dataset=DATA target=mean         | target is "mean" but must be one of majority, soft
		Evaluate Model...       | model=MODEL dataset=DATA cases=none          | "none"
		Open Case...            | dataset=DATA cases=1-2                       | cases=1-2 names 2 cases (case01, case02); one can be opened at a time.
		Evaluate Model...       | model=MODEL dataset=DATA output=MODEL/model.json/s.csv | is a file. Choose another output.
		Evaluate Model...       | model=MODEL dataset=MODEL/model.json         | it is a file. A dataset is a folder
		Plot Training...        | model=DATA                                   | There is no history
		""")
	void refusesWrongInput(final String command, final String options, final String sentence) {
		final MacroRunner.Outcome outcome = MacroRunner.run("newImage(\"i\", \"8-bit ramp\", 40, 36, 2);\nrun(\"" + command +
			"\", \"" + options.replace("DATA", "[" + data() + "]").replaceAll("MODEL(\\S*)", "[" + model() + "$1]").replace("NEW", "[" +
				folder.resolve("refused") + "]") + "\");");
		assertTrue(outcome.error() != null && outcome.error().contains(sentence), outcome::toString);
		assertEquals(2, outcome.line());
	}
}
