package sfumato.commands.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.thread.ThreadService;

import ij.IJ;
import ij.Menus;
import ij.plugin.PlugIn;

import sfumato.commands.BaseCommand;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroCall;
import sfumato.commands.MacroRunner;
import sfumato.commands.ProbeCommand;
import sfumato.commands.labels.OpenCase;
import sfumato.commands.train.PresetInputs;

/** Which inputs are left for a dialog when our preprocessors have run, as they do in Fiji, where there is a screen. */
class ScriptInputsTest {

	@TempDir
	private Path folder;

	/** New ones for each command, as SciJava makes them on the thread that calls. */
	private static List<PreprocessorPlugin> preprocessors() {
		final List<PreprocessorPlugin> all = List.of(new ScriptInputs(), new MacroOptions(), new ActiveImages(),
			new PresetInputs(), new MacroDefaults(), new SkipMessageOnlyDialogs());
		all.forEach(MacroRunner.imagej().context()::inject);
		return all;
	}

	private static Set<String> asked(final Class<? extends BaseCommand> command, final Object... given) {
		final CommandInfo info = MacroRunner.imagej().context().service(CommandService.class).getCommand(command);
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(info);
		for (int i = 0; i < given.length; i += 2) {
			module.setInput((String) given[i], given[i + 1]);
			module.resolveInput((String) given[i]);
		}
		preprocessors().forEach(p -> p.process(module));
		return CommandCatalogue.keys(info).stream().map(ModuleItem::getName).filter(n -> !module.isInputResolved(n)).collect(
			Collectors.toSet());
	}

	@Test
	void menuAsksForAllInputs() {
		assertEquals(Set.of("dataset", "task", "cases", "polarity", "numbers", "geometry"), asked(OpenCase.class));
	}

	/** ImageJ says of every thread that a macro runs. */
	@Test
	void menuAsksForAllInputsWhileAMacroRuns() throws Exception {
		final Path go = folder.resolve("go"), end = folder.resolve("end");
		final AtomicReference<MacroRunner.Outcome> outcome = new AtomicReference<>();
		final Thread macro = new Thread(() -> outcome.set(MacroRunner.run("File.saveString(\"\", \"" + go +
			"\");\nwhile (!File.exists(\"" + end + "\")) wait(5);\nreturn \"to the end\";")));
		MacroRunner.imagej();
		macro.start();
		while (!Files.exists(go))
			Thread.sleep(5);
		try {
			assertTrue(IJ.isMacro());
			assertEquals(Set.of("dataset", "task", "cases", "polarity", "numbers", "geometry"), asked(OpenCase.class));
			final CommandModule module = MacroRunner.imagej().context().service(CommandService.class).run(ProbeCommand.class, true,
				"ending", "mistake").get();
			assertEquals("The text is wrong.", module.getCancelReason());
			// what a script runs that fails is no error of that macro
			CallerProbe.listener = t -> MacroCall.of(t, MacroRunner.imagej().context().service(ThreadService.class)).stop("Probe", "It failed.");
			Menus.getCommands().put("Caller Probe", CallerProbe.class.getName());
			assertThrows(RuntimeException.class, () -> IJ.run("Caller Probe"), "the script ends");
		}
		finally {
			Files.createFile(end);
			macro.join();
		}
		assertEquals("to the end", outcome.get().value());
	}

	@Test
	void treatsIJRunInScriptsAsMacro() {
		final MacroCall[] call = { MacroCall.NONE };
		final Thread caller = Thread.currentThread();
		assertFalse(MacroCall.of(caller, MacroRunner.imagej().context().service(ThreadService.class)).isMacro());
		CallerProbe.listener = t -> call[0] = MacroCall.of(t, MacroRunner.imagej().context().service(ThreadService.class));
		IJ.runPlugIn(CallerProbe.class.getName(), "");
		assertFalse(call[0].isMacro());
		Menus.getCommands().put("Caller Probe", CallerProbe.class.getName());
		IJ.run("Caller Probe");
		assertTrue(call[0].isMacro());
	}

	/** Tells who runs it. */
	public static final class CallerProbe implements PlugIn {

		private static Consumer<Thread> listener;

		@Override
		public void run(final String argument) {
			listener.accept(Thread.currentThread());
		}
	}

	@Test
	void scriptIsAskedForRequiredInputsOnly() {
		assertEquals(Set.of(), asked(OpenCase.class, "dataset", new File("test-images/phantoms"), "cases", "3"));
		assertEquals(Set.of("cases"), asked(OpenCase.class, "dataset", new File("test-images/phantoms")));
	}
}
