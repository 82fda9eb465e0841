package sfumato.commands.train;

import java.util.Map;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sfumato.text.UserException;
import sfumato.training.TrainingPreset;

/**
 * Before what is left out takes its default, it takes the value of the preset that a macro or a script has given. What was
 * given is known by then, because it is resolved: by {@link sfumato.commands.macro.MacroOptions}, or by SciJava for the inputs of a script.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW + 1)
public class PresetInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final TrainingCommand command)) return;
		try {
			for (final Map.Entry<String, Object> choice : TrainingPreset.of((String) module.getInput("preset")).choices()
				.entrySet())
			{
				final String key = choice.getKey();
				if (module.getInfo().getInput(key) != null && !module.isInputResolved(key)) module.setInput(key, choice.getValue());
			}
		}
		catch (final UserException e) { // in a script nothing else checks the name
			cancel(e.getMessage());
			command.macro().stop(command.label(), e.getMessage());
		}
	}
}
