package sfumato.commands.macro;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;

/**
 * Leaves out what {@link ActiveImages} has preselected if the dialog was given a folder instead: nobody has chosen these images, and they
 * are not recorded.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_LOW - 0.5)
public class PreselectedImages extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command)) return;
		ActiveImages.images(module).filter(i -> ActiveImages.isReplaced(module, i)).forEach(i -> {
			final ImagePlus image = command.preselected().get(i.getName());
			if (image != null && image == i.getValue(module)) module.setInput(i.getName(), null);
		});
	}
}
