package sfumato.commands.macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;

/**
 * Records a command that is about to run, when all its inputs are known: for the provenance of its results, and if a person has chosen
 * it, in ImageJ's recorder.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_LOW - 3)
public class RecordingLine extends AbstractPreprocessorPlugin {

	@Parameter
	private RecordedLines lines;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command)) return;
		command.beginAs(MacroLine.of(module));
		if (!command.macro().isMacro() && !command.isCalledByScript()) lines.write(module, command.activeImages());
	}
}
