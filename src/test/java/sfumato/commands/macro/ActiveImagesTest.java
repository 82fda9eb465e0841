package sfumato.commands.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PreprocessorPlugin;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.BaseCommand;
import sfumato.commands.MacroRunner;
import sfumato.commands.evaluate.EvaluateSegmentation;
import sfumato.commands.evaluate.HowManyRaters;
import sfumato.commands.evaluate.RaterAgreement;
import sfumato.commands.predict.PredictSegmentation;

/** With which images dialogs begin, and what macros and scripts are given. */
class ActiveImagesTest {

	private static final String IMAGES = """
		newImage("photo", "8-bit ramp", 64, 64, 3);
		newImage("raters", "8-bit black", 64, 64, 3);
		newImage("prediction", "8-bit black", 64, 64, 1);
		newImage("truth", "8-bit black", 64, 64, 1);
		newImage("small", "8-bit black", 32, 32, 1);
		""";

	@AfterEach
	void forgetImages() {
		WindowManager.setTempCurrentImage(null);
	}

	/** What a command has been given when there is this active image, by the menu or by a script. */
	private static Module begun(final Class<? extends BaseCommand> command, final String active, final Object... given) {
		MacroRunner.run(IMAGES);
		WindowManager.setTempCurrentImage(WindowManager.getImage(active));
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(MacroRunner.imagej().context()
			.service(CommandService.class).getCommand(command));
		for (int i = 0; i < given.length; i += 2) {
			module.setInput((String) given[i], given[i + 1]);
			module.resolveInput((String) given[i]);
		}
		process(module, new ScriptInputs(), new ActiveImages());
		return module;
	}

	private static void process(final Module module, final PreprocessorPlugin... all) {
		for (final PreprocessorPlugin one : all) {
			MacroRunner.imagej().context().inject(one);
			one.process(module);
		}
	}

	private static String title(final Module module, final String input) {
		return module.getInput(input) instanceof final ImagePlus image ? image.getTitle() : "None";
	}

	@Test
	void aDialogBeginsWithTheActiveImageAndAsksForIt() {
		final Module module = begun(PredictSegmentation.class, "photo");
		assertEquals("photo", title(module, "image"));
		assertFalse(module.isInputResolved("image"), "a resolved input is neither asked for nor recorded");
	}

	@Test
	void aScriptThatLeavesTheImageOutGetsTheActiveOne() {
		final Module module = begun(PredictSegmentation.class, "photo", "model", new File("model"));
		assertEquals("photo", title(module, "image"));
		assertTrue(module.isInputResolved("image"));
	}

	@Test
	void aScriptThatNamesFoldersGetsNoImage() {
		final Module module = begun(EvaluateSegmentation.class, "prediction", "predictions", new File("a"), "references", new File("b"));
		assertEquals("None None", title(module, "prediction") + " " + title(module, "reference"));
	}

	@Test
	void anActiveStackOfLabelsIsTheRaters() {
		for (final var command : List.of(RaterAgreement.class, HowManyRaters.class)) {
			assertEquals("raters", title(begun(command, "raters"), "raters"));
			assertEquals("None", title(begun(command, "photo"), "raters"), "too many values for labels");
			assertEquals("None", title(begun(command, "prediction"), "raters"), "one plane is no raters");
		}
	}

	@Test
	void theReferenceIsTheOtherSegmentationOfThatSize() {
		final Module module = begun(EvaluateSegmentation.class, "prediction");
		assertEquals("prediction truth None", title(module, "prediction") + " " + title(module, "reference") + " " + title(module,
			"region"));
		assertEquals("raters None", title(begun(EvaluateSegmentation.class, "raters"), "prediction") + " " + title(begun(
			EvaluateSegmentation.class, "raters"), "reference"), "the photo has as many planes but no labels");
	}

	@Test
	void aDialogWithoutAnyImageSaysWhatIsMissing() {
		MacroRunner.run("");
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(MacroRunner.imagej().context()
			.service(CommandService.class).getCommand(PredictSegmentation.class));
		final ActiveImages images = new ActiveImages();
		process(module, new ScriptInputs(), images);
		assertEquals(MacroMessages.noOpenImage("Predict Segmentation"), images.getCancelReason());
	}

	@Test
	void aFolderTakesThePlaceOfAPreselectedImage() {
		final Module module = begun(RaterAgreement.class, "raters");
		process(module, new PreselectedImages());
		assertEquals("raters", title(module, "raters"));
		module.setInput("dataset", new File("test-images/phantoms"));
		process(module, new PreselectedImages());
		assertNull(module.getInput("raters"));
	}

	@Test
	void aFolderDoesNotTakeThePlaceOfAChosenImage() {
		final Module module = begun(RaterAgreement.class, "raters");
		final ImagePlus chosen = WindowManager.getImage("photo");
		module.setInput("raters", chosen);
		module.setInput("dataset", new File("test-images/phantoms"));
		process(module, new PreselectedImages());
		assertSame(chosen, module.getInput("raters"));
	}
}
