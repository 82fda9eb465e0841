package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.commands.MacroRunner;
import sfumato.training.History;

/** What macros ask for while a network learns. */
class SupervisedTrainingCommandTest {

	@TempDir
	private Path folder;

	private MacroRunner.Outcome train(final String options) {
		return MacroRunner.run("run(\"Train Network...\", \"dataset=[test-images/phantoms] network=[unet(encoder: plain, width: 4)] " +
			"batch=2 patch=32 threads=1 output=[" + folder.resolve("model") + "] " + options + "\");");
	}

	@Test
	void writesValidationScoresAndOptions() throws IOException {
		train("cases=1-4 validation=5-6 epochs=3 every=2 keep=last accumulate=2 clip=1 ema=0.5 checkpoint=1").value();
		final History h = History.read(folder.resolve("model/history.csv"));
		assertEquals(List.of("loss", "soft_Dice", "Dice", "BDice", "ECE", "human_Dice"), h.names("validation"));
		assertEquals("[2.0, 3.0]", Arrays.toString(h.epochs("validation", "Dice")));
		final String training = Files.readString(folder.resolve("model/training.json"));
		for (final String line : List.of("\"accumulate\": 2", "\"clip\": 1.0", "\"ema\": 0.5", "\"every\": 2", "\"patience\": 0",
			"\"keep\": \"LAST\"", "\"reason\": \"all epochs were done\"", "\"name\": \"case06\""))
			assertTrue(training.contains(line), line + " in " + training);
		assertFalse(Files.exists(folder.resolve("model.training")));
		assertEquals("1", MacroRunner.run("run(\"Plot Training...\", \"model=[" + folder.resolve("model") + "]\");\n" +
			"return \"\" + nImages;").value());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		patience=3 | patience is 3, but there are no validation cases that could show whether it gets better.
		ema=1 | ema is 1.0 but must be between 0 and 1, e.g. 0.999, or 0 for no average.
		validation=4 | The cases case04 are both to be trained and validated on; a network knows what it was trained on.
		minutes=-1 | minutes
		keep=first | keep
		""")
	void refusesWrongInput(final String options, final String sentence) {
		final MacroRunner.Outcome outcome = train("cases=1-4 epochs=2 " + options);
		assertTrue(outcome.error() != null && outcome.error().contains(sentence), outcome::error);
		assertFalse(Files.exists(folder.resolve("model")));
	}
}
