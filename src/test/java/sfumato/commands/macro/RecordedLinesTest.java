package sfumato.commands.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.event.ModuleCanceledEvent;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.commands.ProbeCommand;
import sfumato.commands.predict.PredictSegmentation;
import sfumato.commands.train.TrainNetwork;

/** What ImageJ's recorder gets of commands that people choose from the menu. */
class RecordedLinesTest {

	private final Page page = new Page();
	private final RecordedLines lines = MacroRunner.imagej().context().service(RecordedLines.class);

	/** A recorder of whose text no window is needed. */
	private static final class Page extends RecorderPage {

		private final List<String> text = new ArrayList<>(), taken = new ArrayList<>(), removed = new ArrayList<>();

		@Override
		void takeOver(final String command) {
			taken.add(command);
		}

		@Override
		public Optional<String> write(final String line) {
			text.add(line);
			return Optional.of(line);
		}

		@Override
		void remove(final String line) {
			text.remove(text.lastIndexOf(line));
			removed.add(line);
		}
	}

	@BeforeEach
	void record() {
		lines.writeTo(page);
	}

	@AfterEach
	void recordNoMore() {
		lines.writeTo(new RecorderPage());
	}

	private static Module module(final Class<? extends BaseCommand> command, final Object... inputs) {
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(MacroRunner.imagej().context()
			.service(CommandService.class).getCommand(command));
		for (int i = 0; i < inputs.length; i += 2)
			module.setInput((String) inputs[i], inputs[i + 1]);
		return module;
	}

	/** What happens between a menu and the command. */
	private Module begin(final Module module, final String... known) {
		for (final String name : known)
			module.resolveInput(name);
		final RecordingBegin begin = new RecordingBegin();
		final RecordingLine line = new RecordingLine();
		List.of(begin, line).forEach(MacroRunner.imagej().context()::inject);
		begin.process(module);
		line.process(module);
		return module;
	}

	private static void cancel(final Module module) {
		MacroRunner.imagej().context().service(EventService.class).publish(new ModuleCanceledEvent(module));
	}

	@Test
	void overlappingCommandsHaveALineEachWithTheirOwnOptions() {
		begin(module(TrainNetwork.class, "dataset", new File("cells"), "output", new File("net"), "epochs", 100));
		begin(module(PredictSegmentation.class, "model", new File("other")));
		assertEquals(2, page.text.size());
		assertTrue(page.text.get(0).startsWith("run(\"Train Network...\", \"dataset=cells ") && page.text.get(0).contains(" epochs=100 "),
			page.text::toString);
		assertTrue(page.text.get(1).startsWith("run(\"Predict Segmentation...\", \"model=other ") && !page.text.get(1).contains("epochs"),
			page.text::toString);
		assertEquals(List.of("Train Network...", "Predict Segmentation..."), page.taken, "ImageJ must not write any itself");
	}

	@Test
	void theLineOfACancelledCommandIsTakenBackAndNoOther() {
		final Module train = begin(module(TrainNetwork.class, "dataset", new File("cells")));
		begin(module(PredictSegmentation.class, "model", new File("other")));
		cancel(train);
		cancel(train);
		assertEquals(1, page.text.size());
		assertTrue(page.text.get(0).startsWith("run(\"Predict Segmentation...\""), page.text::toString);
	}

	@Test
	void aCommandThatFailsHasNoLine() throws Exception {
		final CommandInfo probe = MacroRunner.imagej().context().service(CommandService.class).getCommand(ProbeCommand.class);
		MacroRunner.imagej().context().service(ModuleService.class).run(probe, true).get();
		assertEquals(List.of(), page.text);
		assertEquals(1, page.removed.size(), "it had one while it ran");
		assertTrue(page.removed.get(0).startsWith("run(\"Probe Command...\", \"ending=well text=nothing "), page.removed::toString);
	}

	@Test
	void macrosAndScriptsAreNotRecorded() throws Exception {
		MacroRunner.run("run(\"Probe Command...\", \"text=x\");");
		MacroRunner.imagej().context().service(CommandService.class).run(ProbeCommand.class, true, "text", "x").get();
		assertEquals(List.of(), page.removed);
		assertEquals(List.of(), page.taken);
	}

	@Test
	void theActiveImageIsNotNamedButAChosenOneIs() {
		final ImagePlus image = IJ.createImage("my image", "8-bit black", 4, 4, 1);
		begin(module(PredictSegmentation.class, "image", image), "image");
		begin(module(PredictSegmentation.class, "image", image));
		assertTrue(!page.text.get(0).contains("my image") && page.text.get(1).contains("image=[my image]"), page.text::toString);
	}

	/** Left out, it would be what the dialog had shown before. */
	@Test
	void aFieldThatWasEmptiedIsRecordedAsEmpty() {
		begin(module(ProbeCommand.class, "text", ""));
		assertTrue(page.text.get(0).contains(" text=[] "), page.text::toString);
		assertEquals("|false|1.5|cpu|null", MacroRunner.run(page.text.get(0)).error());
	}

	/** In Fiji another class records SciJava's commands, when they end. */
	@Test
	void imagejLegacyIsToldNotToRecord() {
		for (final CommandInfo command : CommandCatalogue.shipped())
			assertTrue(command.is("no-record"), command::getTitle);
	}

	@Test
	void resultsSayWhatTheirCommandBeganWith() {
		final ImagePlus image = IJ.createImage("as it was called", "8-bit black", 4, 4, 1);
		final Module module = begin(module(PredictSegmentation.class, "image", image));
		image.setTitle("renamed meanwhile");
		final String recipe = new Provenance(module, (BaseCommand) module.getDelegateObject()).toString();
		assertTrue(recipe.contains("image=[as it was called]"), recipe);
	}
}
