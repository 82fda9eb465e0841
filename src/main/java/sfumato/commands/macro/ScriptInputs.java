package sfumato.commands.macro;

import java.util.stream.StreamSupport;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

import sfumato.commands.BaseCommand;
import sfumato.commands.MacroCall;

/**
 * Detects the caller of a command before other preprocessors fill inputs: a macro, as {@link MacroCall} decides, or a script, if some
 * inputs are set already. Then {@link MacroDefaults} gives what is left out its default; SciJava would open a dialog for it in the
 * middle of the macro or script.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 4 * Priority.VERY_HIGH)
public class ScriptInputs extends AbstractPreprocessorPlugin {

	@Parameter
	private ThreadService threads;

	/** The calling thread. The constructor runs on it, but {@link #process} does not. */
	private final Thread caller = Thread.currentThread();

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command)) return;
		command.callByMacro(MacroCall.of(caller, threads));
		if (StreamSupport.stream(module.getInfo().inputs()
			.spliterator(), false).anyMatch(in -> MacroOptions.isOption(in) && module.isInputResolved(in.getName()))) command
				.callByScript();
	}
}
