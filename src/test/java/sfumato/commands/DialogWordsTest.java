package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import sfumato.commands.evaluate.CompareMethods;
import sfumato.commands.labels.SoftToHard;
import sfumato.output.OutputMessages;

/** What people are told after a dialog, and what macros and scripts are told. */
class DialogWordsTest {

	@TempDir
	private Path folder;

	/** A module whose output exists already. */
	private Module comparison() throws IOException {
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(MacroRunner.imagej().context()
			.service(CommandService.class).getCommand(CompareMethods.class));
		Files.writeString(folder.resolve("scores.csv"), "method,case,Dice\n");
		module.setInput("table", folder.resolve("scores.csv").toFile());
		Files.writeString(folder.resolve("old.csv"), "method\n");
		module.setInput("output", folder.resolve("old.csv").toFile());
		return module;
	}

	@Test
	void labelsAreNamedAfterADialogOnly() throws IOException {
		final BaseCommand script = (BaseCommand) comparison().getDelegateObject();
		script.cancel("Set overwrite=true.");
		assertEquals("Set overwrite=true.", script.getCancelReason());
		final BaseCommand dialog = (BaseCommand) comparison().getDelegateObject();
		dialog.callByDialog();
		dialog.cancel("Set overwrite=true.");
		assertEquals("Switch on \"Overwrite\".", dialog.getCancelReason());
	}

	@Test
	void whatTheCommandWouldRefuseIsKnownBeforeItRuns() throws IOException {
		final Module module = comparison();
		final BaseCommand command = (BaseCommand) module.getDelegateObject();
		assertEquals(Optional.of(OutputMessages.exists(folder.resolve("old.csv"))), command.objection());
		module.setInput("output", new File(folder.toFile(), "other.csv"));
		assertEquals(Optional.empty(), command.objection());
		assertFalse(command.isCanceled());
	}

	@Test
	void theSameIsSaidToAMacro() throws IOException {
		comparison();
		final String path = folder.toString().replace('\\', '/');
		assertEquals(OutputMessages.exists(folder.resolve("old.csv")), MacroRunner.run("run(\"Compare Methods...\", \"table=[" + path +
			"/scores.csv] output=[" + path + "/old.csv]\");").error());
	}

	@Test
	void anImageThatWasClosedIsRefusedInASentence() throws InterruptedException, ExecutionException {
		final ImagePlus image = new ImagePlus("cells", new ByteProcessor(8, 8));
		image.flush();
		for (final ImagePlus empty : List.of(image, new ImagePlus()))
			assertEquals(CommandMessages.emptyImage("image", empty.getTitle()), MacroRunner.imagej().context().service(CommandService.class).run(
				SoftToHard.class, true, "image", empty).get().getCancelReason());
	}
}
