package sfumato.commands;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;

/**
 * Shows outputs of commands that SciJava does not show: tables as ImageJ's {@code Results}, and images in macros, so that
 * {@code getTitle()} and {@code nImages} find them in batch mode and without windows, too, and the last one is always the active one.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.HIGH)
public class Outputs extends AbstractPostprocessorPlugin {

	/** The thread of the macro. The constructor runs on it, but {@link #process} does not. */
	private final Thread caller = Thread.currentThread();

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command) || command.isCanceled()) return;
		for (final ModuleItem<?> out : module.getInfo().outputs()) {
			final Object value = out.getValue(module);
			if (value instanceof final ResultsTable table) {
				if (command.macro().isMacro() || IJ.getInstance() != null) table.show(table == ResultsTable.getResultsTable() ? "Results"
					: out.getLabel());
				module.resolveOutput(out.getName());
			}
			else if (value instanceof final ImagePlus image && command.macro().isMacro()) {
				image.show(); // waits for its window, so that the last image is the active one
				if (command.macro().isBatch() || IJ.getInstance() == null) {
					WindowManager.setTempCurrentImage(Thread.currentThread(), null); // threads are pooled and must not keep it
					WindowManager.setTempCurrentImage(caller, image);
				}
				module.resolveOutput(out.getName());
			}
		}
	}
}
