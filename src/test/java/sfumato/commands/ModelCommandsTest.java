package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that need a model, on one that has seen two phantoms once: whether they run and refuse, not how well. */
class ModelCommandsTest {

	@TempDir
	private static Path folder;

	/** Runs a command on an image of 40 x 36 pixels and 2 slices; DATA, MODEL, NEW and PUT are paths. */
	private static MacroRunner.Outcome run(final String command, final String options, final String then) {
		final String paths = options.replace("DATA", path("data")).replace("MODEL", path("model")).replace("NEW", path("new"))
			.replace("PUT", path("recalibrated"));
		return MacroRunner.run("newImage(\"i\", \"8-bit ramp\", 40, 36, 2);\nrun(\"" + command + "...\", \"" + paths +
			"\");\n" + then);
	}

	private static String path(final String name) {
		return "[" + folder.resolve(name).toString().replace('\\', '/') + "]";
	}

	@BeforeAll
	static void train() {
		run("Simulate Raters", "output=DATA images=4 raters=3 width=64 height=64", "").value();
		run("Train Network", "dataset=DATA cases=1-2 epochs=1 batch=2 output=MODEL", "").value();
	}

	@Test
	void aPredictionHasTheImagesSizeAndSlicesAndOneChannelPerClass() {
		assertEquals("i-probabilities 40x36 c2 z2 32", run("Predict Segmentation", "model=MODEL", """
			getDimensions(w, h, c, z, t);
			return getTitle() + " " + w + "x" + h + " c" + c + " z" + z + " " + bitDepth();
			""").value());
	}

	@Test
	void labelsAndProbabilitiesAreShownAsAskedFor() {
		assertEquals("i-labels 8 2", run("Predict Segmentation", "model=MODEL show=labels",
			"return getTitle() + \" \" + bitDepth() + \" \" + nImages;").value());
		assertEquals("3", run("Predict Segmentation", "model=MODEL show=both", "return \"\" + nImages;").value());
	}

	@Test
	void aModelIsRecalibratedAndScored() throws IOException {
		run("Recalibrate Model", "model=MODEL dataset=DATA cases=3 output=PUT", "").value();
		final String csv = path("scores.csv");
		assertEquals("case04 mean", run("Evaluate Model", "model=PUT dataset=DATA cases=3-4 output=" + csv,
			"return getResultLabel(1) + \" \" + getResultLabel(2);").value());
		final var lines = Files.readAllLines(folder.resolve("scores.csv"));
		assertEquals("case,Dice,BDice,ECE,ECE_raw,human_Dice", lines.get(0));
		assertEquals(3, lines.size());
		assertTrue(lines.get(2).startsWith("case04,"));
		assertTrue(run("Evaluate Model", "model=PUT dataset=DATA output=" + csv, "").error().contains("overwrite=true"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		dataset=/nowhere output=NEW                           | There is no folder
		dataset=DATA                                          | The option "output" of Train Network is missing
		dataset=DATA output=NEW task=2                        | There is no task "2"
		dataset=DATA output=NEW cases=9-12                    | "9-12" is no range of cases; there are 4
		dataset=DATA output=NEW loss=dise                     | There is no Loss named "dise". Known: cross-entropy
		dataset=DATA output=NEW network=[unet(encoder: vgg)]  | There is no Encoder named "vgg". Known:
		dataset=DATA output=NEW normalization=zscore          | There is no Normalization named "zscore". Known:
		dataset=DATA output=NEW fusion=avrage                 | There is no LabelFusion named "avrage". Known:
		dataset=DATA output=NEW smoothing=boundary            | smoothing=boundary
		dataset=DATA output=NEW epochs=0                      | epochs must be at least 1
		dataset=DATA output=NEW rate=-1                       | rate must be greater than 0
		dataset=DATA output=NEW patch=33                      | patch is 33 but must be a multiple of 32
		dataset=DATA output=NEW device=tpu                    | device must be one of auto, cpu, gpu
		dataset=DATA output=DATA                              | "
		dataset=DATA output=NEW epoch=3                       | Train Network has no option "epoch". Known: dataset, task
		""")
	void trainingRefusesWhatIsWrong(final String options, final String sentence) {
		assertRefused("Train Network", options, sentence);
		assertTrue(Files.notExists(folder.resolve("new/model.json")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		model=/nowhere         | There is no model folder
		model=DATA             | "
		model=MODEL show=all   | show must be one of probabilities, labels, both
		model=MODEL tile=-32   | tile is -32 but must be a multiple of 32
		''                     | The option "model" of Predict Segmentation is missing
		""")
	void predictionRefusesWhatIsWrong(final String options, final String sentence) {
		assertRefused("Predict Segmentation", options, sentence);
	}

	@Test
	void predictionRefusesAnotherNumberOfChannels() {
		final String grey = MacroRunner.run("newImage(\"i\", \"RGB ramp\", 40, 36, 1);\nrun(\"Predict Segmentation...\", " +
			"\"model=" + path("model") + "\");").error();
		assertNull(grey, "a grey picture saved as RGB has one channel");
		final String three = MacroRunner.run("newImage(\"i\", \"8-bit color-mode\", 40, 36, 3, 1, 1);\n" +
			"run(\"Predict Segmentation...\", \"model=" + path("model") + "\");").error();
		assertTrue(three.contains("3") && three.contains("channel"), three);
	}

	@Test
	void recalibrationRefusesAnUnknownMethodOrBandwidth() {
		assertRefused("Recalibrate Model", "model=MODEL dataset=DATA cases=3 method=[kde(bandwidth: 0)]",
			"kde: bandwidth is 0");
		assertRefused("Recalibrate Model", "model=MODEL dataset=DATA cases=3 method=kd", "There is no Recalibrator named");
	}

	private static void assertRefused(final String command, final String options, final String sentence) {
		final MacroRunner.Outcome outcome = run(command, options, "");
		assertTrue(outcome.error() != null && outcome.error().startsWith(sentence), () -> outcome.toString());
		assertEquals(2, outcome.line());
	}
}
