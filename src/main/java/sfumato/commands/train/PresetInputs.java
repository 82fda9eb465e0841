package sfumato.commands.train;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sfumato.commands.MessageBox;
import sfumato.text.UserException;
import sfumato.training.settings.TrainingPreset;

/**
 * Fills inputs that a macro or a script leaves out with the values of its preset, before defaults apply. What was given is known by
 * then, because it is resolved: by {@link sfumato.commands.macro.MacroOptions}, or by SciJava for the inputs of a script.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW + 1)
public class PresetInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final TrainingCommand command)) return;
		try {
			TrainingCommand.choices(TrainingPreset.of((String) module.getInput("preset")), module).forEach((key, value) -> {
				if (!module.isInputResolved(key)) module.setInput(key, value);
			});
		}
		catch (final UserException e) { // in a script nothing else checks the name
			cancel(MessageBox.text(e.getMessage()));
			command.macro().stop(command.label(), e.getMessage());
		}
	}
}
