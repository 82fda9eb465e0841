package sfumato.commands.macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractSingleInputPreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.BaseCommand;

/**
 * Takes the macro's active image for the one image input that a macro line leaves out.
 * <p>
 * ImageJ knows the active image per thread, and in batch mode only the macro's own thread knows it. Preprocessors are created
 * on the calling thread and run on another, so the field is filled by the constructor.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 1.5 * Priority.VERY_HIGH)
public class MacroActiveImage extends AbstractSingleInputPreprocessor {

	private final ImagePlus active = WindowManager.getCurrentImage();

	@Override
	public void process(final Module module) {
		if (active == null || !(module.getDelegateObject() instanceof final BaseCommand command) || !command.macro().isMacro())
			return;
		final String name = getSingleInput(module, ImagePlus.class);
		if (name == null) return;
		module.setInput(name, active);
		module.resolveInput(name);
	}
}
