package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PreprocessorPlugin;

/** Which inputs are left for a dialog when our preprocessors have run, as they do in Fiji, where there is a screen. */
class ScriptInputsTest {

	private static final List<PreprocessorPlugin> PREPROCESSORS = List.of(new ScriptInputs(), new MacroOptions(),
		new MacroActiveImage(), new PresetInputs(), new MacroDefaults(), new MessagesAlone());

	private static Set<String> asked(final Class<? extends BaseCommand> command, final Object... given) {
		final CommandInfo info = MacroRunner.imagej().context().service(CommandService.class).getCommand(command);
		final Module module = MacroRunner.imagej().context().service(ModuleService.class).createModule(info);
		for (int i = 0; i < given.length; i += 2) {
			module.setInput((String) given[i], given[i + 1]);
			module.resolveInput((String) given[i]);
		}
		PREPROCESSORS.forEach(p -> p.process(module));
		return CommandCatalogue.keys(info).stream().map(ModuleItem::getName).filter(n -> !module.isInputResolved(n)).collect(
			Collectors.toSet());
	}

	@Test
	void theMenuAsksForEverything() {
		assertEquals(Set.of("dataset", "task", "cases", "polarity"), asked(OpenCase.class));
	}

	@Test
	void aScriptIsAskedForWhatIsNeededOnly() {
		assertEquals(Set.of(), asked(OpenCase.class, "dataset", new File("test-images/phantoms"), "cases", "3"));
		assertEquals(Set.of("cases"), asked(OpenCase.class, "dataset", new File("test-images/phantoms")));
	}
}
