package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;

import sfumato.commands.CommandCatalogue;

class WordingTest {

	private static CommandInfo command(final String name) {
		return CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(name)).findFirst().orElseThrow();
	}

	private static String train(final String message) {
		return Wording.ofDialog(command("Train Network..."), message);
	}

	@Test
	void whatCanBeSwitchedOnIsASwitch() {
		assertEquals("Choose another, or switch on \"Overwrite\".", train("Choose another, or set overwrite=true."));
		assertEquals("Switch on \"Resume training\" to resume it, or \"Overwrite\" switched on to delete it.", train(
			"Set resume=true to resume it, or overwrite=true to delete it."));
	}

	@Test
	void aValueStandsBehindItsLabelWithoutHints() {
		assertEquals("say which are the raters: \"Rater axis\": slice or \"Rater axis\": frame.", train(
			"say which are the raters: axis=slice or axis=frame."));
		assertEquals("set \"Geometry\" to shifted (for datasets also elsewhere)", train("set geometry=shifted (for datasets also elsewhere)"));
		assertEquals("name a folder (\"Dataset\") or a stack (\"Images\").", train("name a folder (dataset=…) or a stack (images=…)."));
		assertEquals("Model folder would replace the dataset.", train("output would replace the dataset."));
		assertEquals("Patch size is 7 but must be at least 8.", train("patch is 7 but must be at least 8."));
	}

	@Test
	void listsOfKeysAreListsOfLabels() {
		final CommandInfo evaluation = command("Evaluate Segmentation...");
		assertEquals("\"Task\", \"Cases\" and \"Worst cases\" are for folders (\"Prediction folder\" and \"Reference folder\").", Wording
			.ofDialog(evaluation, "task, cases and worst are for folders (predictions and references)."));
		assertEquals("\"Reference\" is missing; name an open image.", Wording.ofDialog(evaluation,
			"The option \"reference\" of Evaluate Segmentation is missing; name an open image."));
		assertEquals("reference", Wording.named(evaluation, "The option \"reference\" of Evaluate Segmentation is missing.").getName());
		assertEquals("cases and colours are many (for example), leave \"Task\" out.", Wording.ofDialog(evaluation,
			"cases and colours are many (for example), leave task out."));
	}

	@Test
	void whatIsNoKeyStaysAsItIs() {
		assertEquals("The patch is too small: unet(width: 3), a_patch=3, other=true.", train(
			"The patch is too small: unet(width: 3), a_patch=3, other=true."));
		assertEquals("set overwrite=true", Wording.ofDialog(command("Soft to Hard..."), "set overwrite=true"));
	}

	@Test
	void theFirstInputThatIsNamedIsTheOneToShow() {
		assertEquals("smoothing", Wording.named(command("Train Network..."), "smoothing=x is for others, but fusion=y is not.")
			.getName());
		assertEquals("patch", Wording.named(command("Train Network..."), "patch is 7 but must be 8.").getName());
		assertNull(Wording.named(command("Train Network..."), "Nothing is known."));
	}
}
