package sfumato.commands;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.dialogs.TextFrame;

/**
 * Shows outputs of commands that SciJava does not show as ImageJ does: tables as ImageJ's {@code Results}, paths as lines of the log and
 * texts in a window. Also images in macros, so that {@code getTitle()} and {@code nImages} find them in batch mode and without windows,
 * too, and the last one is always the active one.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.HIGH)
public class Outputs extends AbstractPostprocessorPlugin {

	/** The style of an output whose text the command has logged already. */
	public static final String LOGGED = "logged";

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
			else if (value instanceof final String text && IJ.getInstance() != null) {
				show(command.label(), out, text);
				module.resolveOutput(out.getName());
			}
			else if (value instanceof final ImagePlus image && command.macro().isMacro()) {
				image.show(); // waits for its window, so that the last image is the active one
				if (command.macro().isBatch() || IJ.getInstance() == null) MacroCall.activate(image, caller);
				module.resolveOutput(out.getName());
			}
		}
	}

	/** A line in the log, such as the path of a result, which SciJava would open a window for; a text of several in a window. */
	private static void show(final String command, final ModuleItem<?> out, final String text) {
		if (LOGGED.equals(out.getWidgetStyle()) || text.isBlank()) return;
		if (text.lines().count() > 1) TextFrame.show(out.getLabel(), text);
		else IJ.log(command + ": " + out.getLabel() + ": " + text);
	}
}
