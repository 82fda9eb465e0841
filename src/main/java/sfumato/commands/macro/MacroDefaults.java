package sfumato.commands.macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.MessageBox;

/**
 * Fills inputs that a macro or a script leaves out with their defaults instead of opening a dialog; a required input that is missing
 * is an error, or in a script is asked for by SciJava.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public class MacroDefaults extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command)) return;
		final boolean isMacro = command.macro().isMacro();
		if (!isMacro && !command.isCalledByScript()) return;
		for (final ModuleItem<?> in : module.getInfo().inputs()) {
			if (module.isInputResolved(in.getName())) continue;
			if (in.isRequired() && in.getValue(module) == null) {
				if (!isMacro) continue; // SciJava asks for it
				final String sentence = MacroMessages.missing(in.getName(), command.label(), in.getDescription());
				cancel(MessageBox.text(sentence));
				command.macro().stop(command.label(), sentence);
				return;
			}
			module.resolveInput(in.getName());
		}
	}
}
