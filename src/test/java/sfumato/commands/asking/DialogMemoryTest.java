package sfumato.commands.asking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.prefs.PrefService;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.commands.ProbeCommand;
import sfumato.commands.evaluate.RaterAgreement;
import sfumato.commands.models.InstallGpuEngine;
import sfumato.commands.predict.PredictSegmentation;
import sfumato.commands.train.TrainNetwork;
import sfumato.images.RaterAxis;

class DialogMemoryTest {

	private final PrefService prefs = MacroRunner.imagej().context().service(PrefService.class);
	private final DialogMemory memory = new DialogMemory(prefs);

	@AfterEach
	void forget() {
		prefs.clear(DialogMemory.class);
		for (final Class<?> c : List.of(ProbeCommand.class, TrainNetwork.class, RaterAgreement.class, InstallGpuEngine.class,
			PredictSegmentation.class))
			prefs.remove(DialogMemory.class, c.getSimpleName());
	}

	private static Module module(final Class<? extends org.scijava.command.Command> command) {
		return MacroRunner.imagej().context().service(ModuleService.class).createModule(MacroRunner.imagej().context().service(
			CommandService.class).getCommand(command));
	}

	/** What a dialog shows that opens after another one was left by OK with these values. */
	private Module next(final Class<? extends org.scijava.command.Command> command, final Object... values) {
		final Module first = module(command), second = module(command);
		for (int i = 0; i < values.length; i += 2)
			first.setInput((String) values[i], values[i + 1]);
		memory.keep(first);
		memory.restore(second);
		return second;
	}

	@Test
	void aDialogBeginsWithWhatWasEnteredLast() {
		final Module next = next(TrainNetwork.class, "epochs", 7, "rate", 0.003, "augmentation", "none", "cases", "1-5", "dataset", new File(
			"/some where"), "preset", "quick");
		assertEquals(7, next.getInput("epochs"));
		assertEquals(0.003, next.getInput("rate"));
		assertEquals("none", next.getInput("augmentation"));
		assertEquals("1-5", next.getInput("cases"));
		assertEquals(new File("/some where"), next.getInput("dataset"));
		assertEquals("quick", next.getInput("preset"));
		assertEquals(8, next.getInput("batch"));
	}

	@Test
	void aMacroAfterADialogTakesDefaults() {
		assertEquals("changed", next(ProbeCommand.class, "text", "changed", "flag", true, "number", 3.0, "device", "gpu").getInput("text"));
		final MacroRunner.Outcome outcome = MacroRunner.run("run(\"Probe Command...\", \"\");");
		assertEquals("nothing|false|1.5|cpu|null", outcome.error());
	}

	@Test
	void aScriptAfterADialogTakesDefaults() throws Exception {
		next(ProbeCommand.class, "text", "changed", "number", 3.0);
		assertEquals("nothing|false|1.5|cpu|null", MacroRunner.imagej().context().service(CommandService.class).run(ProbeCommand.class, true,
			"flag", false).get().getCancelReason());
	}

	@Test
	void whatAMacroHasGivenStays() {
		final Module first = module(ProbeCommand.class), second = module(ProbeCommand.class);
		first.setInput("text", "changed");
		memory.keep(first);
		second.setInput("text", "given");
		second.resolveInput("text");
		memory.restore(second);
		assertEquals("given", second.getInput("text"));
	}

	@Test
	void whatWasSetBackToItsDefaultIsForgotten() {
		next(ProbeCommand.class, "text", "changed", "number", 3.0);
		final Module next = next(ProbeCommand.class, "text", "nothing", "number", 3.0);
		assertEquals("nothing", next.getInput("text"));
		assertEquals(3.0, next.getInput("number"));
	}

	@Test
	void anEmptyTextIsRememberedToo() {
		assertEquals("", next(ProbeCommand.class, "text", "").getInput("text"));
	}

	@Test
	void aResultComesBackOnlyAsLongAsItDoesNotExist(@TempDir final Path folder) throws IOException {
		final Path file = folder.resolve("a.csv");
		assertEquals(file.toFile(), next(RaterAgreement.class, "output", file.toFile()).getInput("output"));
		Files.createFile(file);
		assertNull(next(RaterAgreement.class, "output", file.toFile()).getInput("output"));
	}

	@Test
	void imagesDecisionsAndAddressesAreNotRemembered() {
		final Module agreement = next(RaterAgreement.class, "overwrite", true, "raters", new ImagePlus("raters"));
		assertEquals(false, agreement.getInput("overwrite"));
		assertNull(agreement.getInput("raters"));
		final Module engine = next(InstallGpuEngine.class, "address", "https://me:secret@there/x.zip", "checksum", "abc", "install", true);
		assertEquals("", engine.getInput("address"));
		assertEquals("", engine.getInput("checksum"));
		assertEquals(false, engine.getInput("install"));
	}

	/** The next image may have no selection, and a new one is there to be used. */
	@Test
	void whetherOnlyTheSelectionCountsIsNotRemembered() {
		assertNull(next(PredictSegmentation.class, "region", false).getInput("region"));
		assertNull(next(PredictSegmentation.class, "region", true).getInput("region"));
	}

	/** A note was written for the defaults, before the dialog remembered. */
	@Test
	void aNoteSpeaksOfWhatIsRemembered() {
		final ImagePlus stack = IJ.createHyperStack("raters", 8, 8, 3, 1, 4, 8);
		final Module first = module(RaterAgreement.class), second = module(RaterAgreement.class);
		first.setInput("axis", "frame");
		memory.keep(first);
		second.setInput("raters", stack);
		second.resolveInput("raters");
		memory.restore(second);
		assertEquals(RaterAxis.of("frame").describe(stack), note(second, "Detected"));
	}

	private static Object note(final Module module, final String label) {
		for (final ModuleItem<?> in : module.getInfo().inputs())
			if (label.equals(in.getLabel())) return in.getValue(module);
		throw new AssertionError(label);
	}

	@Test
	void aChoiceThatIsNoLongerThereGivesTheDefault() {
		assertEquals("cpu", next(ProbeCommand.class, "device", "tpu").getInput("device"));
	}

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	/** What is entered in any dialog can be read back. */
	@ParameterizedTest
	@MethodSource("commands")
	void everyInputIsEitherRememberedOrLeftAlone(final CommandInfo command) throws ModuleException {
		final Module first = command.createModule(), second = command.createModule();
		for (final ModuleItem<?> in : CommandCatalogue.keys(command))
			first.setInput(in.getName(), other(in, first));
		memory.keep(first);
		memory.restore(second);
		prefs.remove(DialogMemory.class, command.getClassName().replaceAll(".*\\.", ""));
		for (final ModuleItem<?> in : CommandCatalogue.keys(command))
			if (DialogMemory.isRemembered(in)) assertEquals(first.getInput(in.getName()), second.getInput(in.getName()), in.getName());
			else assertEquals(command.createModule().getInput(in.getName()), second.getInput(in.getName()), in.getName());
	}

	private static Object other(final ModuleItem<?> in, final Module module) {
		final Object now = in.getValue(module);
		if (in.getChoices() != null && !in.getChoices().isEmpty()) return in.getChoices().get(in.getChoices().size() - 1);
		if (in.getType() == Boolean.class) return !Boolean.TRUE.equals(now);
		if (in.getType() == Integer.class) return 12;
		if (in.getType() == Long.class) return 12L;
		if (in.getType() == Double.class) return 0.125;
		if (in.getType() == File.class) return new File("/not there/" + in.getName());
		return in.getType() == String.class ? "some [text] = 'x'" : null;
	}

	@Test
	void aCommandThatNeedsAnImageSaysSoBeforeItAsks() {
		final Module module = module(sfumato.commands.labels.SoftToHard.class);
		assertEquals(sfumato.dialogs.DialogMessages.noImageOpen("Soft to Hard", "Probabilities"), CommandDialogs.lacks(module, "Soft to Hard"));
		module.resolveInput("image");
		assertNull(CommandDialogs.lacks(module, "Soft to Hard"));
		assertNull(CommandDialogs.lacks(module(RaterAgreement.class), "Rater Agreement"));
	}

	@Test
	void aScriptThatLeavesOutWhatIsNeededIsToldInASentence() throws Exception {
		final var module = MacroRunner.imagej().context().service(CommandService.class).run(TrainNetwork.class, true, "epochs", 1).get();
		assertTrue(module.isCanceled());
		assertEquals(sfumato.commands.macro.MacroMessages.missing("output", "Train Network", "folder for the model"), module.getCancelReason());
		assertFalse(((TrainNetwork) module.getCommand()).isCalledByDialog());
	}
}
