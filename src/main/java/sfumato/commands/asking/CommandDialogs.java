package sfumato.commands.asking;

import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

import javax.swing.JPanel;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.prefs.PrefService;
import org.scijava.thread.ThreadService;
import org.scijava.ui.UIService;
import org.scijava.widget.AbstractInputHarvester;
import org.scijava.widget.InputHarvester;
import org.scijava.widget.InputPanel;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.BaseCommand;
import sfumato.commands.MessageBox;
import sfumato.commands.macro.MacroMessages;
import sfumato.dialogs.CommandDialog;
import sfumato.dialogs.CommandForm;
import sfumato.dialogs.DialogMessages;
import sfumato.dialogs.Wording;

/**
 * Asks for inputs of our commands in a dialog of our own. SciJava's, which comes after it and finds nothing left to ask, closes before
 * the command can look at what was entered, forgets that, and may be larger than the screen. SciJava's chooser for a single file, which
 * does without a dialog, comes after it, too.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 0.75)
public class CommandDialogs extends AbstractPreprocessorPlugin {

	@Parameter(required = false)
	private UIService ui;

	@Parameter
	private ThreadService threads;

	@Parameter
	private PrefService prefs;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command) || isResolved(module)) return;
		if (!isVisible()) {
			missing(module, command.label()).ifPresent(sentence -> {
				command.cancel(sentence); // where a script looks for the reason
				cancel(sentence);
			});
			return;
		}
		command.callByDialog();
		try {
			threads.invoke(() -> ask(module, command));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			cancel(null);
		}
		catch (final InvocationTargetException e) {
			throw new IllegalStateException(e.getCause());
		}
	}

	private boolean isVisible() {
		return ui != null && !GraphicsEnvironment.isHeadless() && ui.isVisible();
	}

	private static boolean isResolved(final Module module) {
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (!module.isInputResolved(input.getName())) return false;
		return true;
	}

	/** The sentence of an input that a script leaves out where nobody can be asked; SciJava's is not one. */
	private static Optional<String> missing(final Module module, final String command) {
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (input.isRequired() && !module.isInputResolved(input.getName()) && input.getValue(module) == null) return Optional.of(MacroMessages
				.missing(input.getName(), command, input.getDescription()));
		return Optional.empty();
	}

	private void ask(final Module module, final BaseCommand command) {
		final String lacks = lacks(module, command.label());
		if (lacks != null) {
			cancel(MessageBox.text(lacks));
			return;
		}
		final DialogMemory memory = new DialogMemory(prefs);
		if (!command.isCalledByScript()) memory.restore(module);
		final CommandForm form = form(module, command.context());
		if (!CommandDialog.ask(form, module, command::objection)) {
			cancel(null);
			return;
		}
		if (!command.isCalledByScript()) memory.keep(module);
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}

	/** The sentence of a command that needs an image, where none is open to be chosen; null if there is nothing to say. */
	static String lacks(final Module module, final String command) {
		if (WindowManager.getIDList() != null) return null;
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (input.isRequired() && input.getType() == ImagePlus.class && !module.isInputResolved(input.getName())) return DialogMessages
				.noImageOpen(command, Wording.label(input));
		return null;
	}

	/** The form with headings and notes, and with a widget for each input that is asked for. */
	public static CommandForm form(final Module module, final Context context) {
		for (final ModuleItem<?> input : module.getInfo().inputs()) // ImageJ has left out what asks for nothing, if any macro is running
			if (input.getVisibility() == ItemVisibility.MESSAGE) module.unresolveInput(input.getName());
		final Harvester harvester = new Harvester();
		harvester.setContext(context);
		final CommandForm form = harvester.createInputPanel();
		try {
			harvester.buildPanel(form, module);
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
		form.complete();
		return form;
	}

	/** Finds the widgets. */
	private static final class Harvester extends AbstractInputHarvester<JPanel, JPanel> {

		@Override
		public CommandForm createInputPanel() {
			return new CommandForm();
		}

		@Override
		public boolean harvestInputs(final InputPanel<JPanel, JPanel> panel, final Module module) {
			throw new IllegalStateException("not asked");
		}
	}
}
