package sfumato.commands.macro;

import java.util.List;
import java.util.stream.StreamSupport;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;

/** Skips dialogs that have only messages and no inputs to ask for; all commands have a text at the top. */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public class SkipMessageOnlyDialogs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof BaseCommand)) return;
		final List<ModuleItem<?>> open = StreamSupport.stream(module.getInfo().inputs().spliterator(), false).<ModuleItem<?>> map(
			i -> i).filter(i -> !module.isInputResolved(i.getName())).toList();
		if (open.stream().allMatch(i -> i.getVisibility() == ItemVisibility.MESSAGE)) open.forEach(i -> module.resolveInput(i
			.getName()));
	}
}
