package sfumato.commands.macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;

/**
 * Notices which image inputs are the active image, and keeps ImageJ from recording the command. Comes after what fills in the active
 * image in Fiji, and before dialogs.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH + 0.5)
public class RecordingBegin extends AbstractPreprocessorPlugin {

	@Parameter
	private RecordedLines lines;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command) || command.macro().isMacro() || command
			.isCalledByScript()) return;
		lines.takeOver(module);
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (module.isInputResolved(input.getName()) && input.getValue(module) instanceof ImagePlus) command.takeActiveImage(input
				.getName());
	}
}
