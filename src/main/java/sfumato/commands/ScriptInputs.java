package sfumato.commands;

import java.util.stream.StreamSupport;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Notices that a script calls a command: before anything else has filled inputs, some are there. Then {@link MacroDefaults} gives
 * what is left out its default; SciJava would open a dialog for it in the middle of the script.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 4 * Priority.VERY_HIGH)
public class ScriptInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (module.getDelegateObject() instanceof final BaseCommand command && StreamSupport.stream(module.getInfo().inputs()
			.spliterator(), false).anyMatch(in -> MacroOptions.isOption(in) && module.isInputResolved(in.getName()))) command
				.callByScript();
	}
}
