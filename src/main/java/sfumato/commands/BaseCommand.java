package sfumato.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import ij.IJ;
import ij.ImagePlus;

import sfumato.api.ProgressListener;
import sfumato.api.Sfumato;
import sfumato.dialogs.AboutWidget;
import sfumato.dialogs.Wording;
import sfumato.progress.Progress;
import sfumato.text.MemoryShortage;
import sfumato.text.Reason;
import sfumato.text.UserException;

/**
 * The base class of all commands: an {@link #execute} that may throw, progress with a cancel button, and errors that stop a macro.
 * <p>
 * A user's mistake ({@link UserException}, {@link IOException}) is shown as its sentence; everything else is a bug
 * and is logged whole. Either way a macro stops at the line that ran the command, which it would not do by itself.
 */
public abstract class BaseCommand extends ContextCommand {

	@Parameter
	private LogService logService;

	@Parameter
	private StatusService statusService;

	@Parameter
	private TaskService taskService;

	@Parameter
	private JobService jobService;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = AboutWidget.STYLE, label = " ", persist = false, required = false)
	private final String about = "";

	private CommandProgress progress;
	private boolean isCalledByScript;
	private Map<String, ImagePlus> preselected = Map.of();
	private boolean isCalledByDialog;
	private MacroCall macro = MacroCall.NONE;
	private final Set<String> activeImages = new HashSet<>();
	private String line;
	private final AtomicBoolean isToldToOutlast = new AtomicBoolean();

	/**
	 * Computes the outputs from the inputs by one call of the API.
	 *
	 * @param progress progress for the API; its log lines go to ImageJ's log
	 * @throws UserException if an input is wrong, with a message for the user
	 * @throws IOException if a file cannot be read or written, with a message for the user
	 */
	protected abstract void execute(Progress progress) throws IOException;

	/**
	 * Checks inputs before any work, also while the dialog that asks for them is still open; {@link #execute} comes afterwards.
	 *
	 * @throws UserException with a sentence for the user, which names inputs by their keys
	 * @throws IOException with a sentence for the user
	 */
	protected void check() throws IOException {
		// nothing to say before the work
	}

	/** Why the command cannot run with the inputs that it has; empty if nothing is known against it before the work. */
	public final Optional<String> objection() {
		try {
			requirePixels();
			check();
			return Optional.empty();
		}
		catch (final IOException | RuntimeException e) {
			return Reason.isSentence(e) ? Optional.of(Reason.of(e)) : Optional.empty(); // a bug shows when the command runs
		}
	}

	/** Images that were closed, or that SciJava has made of the name of a file without an image, have none. */
	private void requirePixels() {
		final CommandInfo info = info();
		final Module inputs = info.createModule(this);
		for (final ModuleItem<?> in : info.inputs())
			if (in.getType() == ImagePlus.class && in.getValue(inputs) instanceof final ImagePlus image && (image.getWidth() == 0 || image
				.getProcessor() == null)) throw new UserException(CommandMessages.emptyImage(in.getName(), image.getTitle()));
	}

	private CommandInfo info() {
		return context().service(CommandService.class).getCommand(getClass());
	}

	/** Returns the runner of jobs that need the tensor engine. */
	public final JobService jobs() {
		return jobService;
	}

	/** Returns the API with the progress of this command. The API computes where {@link #jobs()} compute. */
	protected final Sfumato sfumato(final Progress progress) {
		return Sfumato.create(context()).listener(new ProgressListener() {
			@Override
			public void update(final double fraction, final String message) {
				progress.update(fraction, message);
			}

			@Override
			public void log(final String line) {
				progress.log(line);
			}

			@Override
			public boolean isCanceled() {
				return progress.isCanceled();
			}
		});
	}

	/** Returns the device and the versions of the tensor engine; empty if the command did not need it. */
	public final String computedOn() {
		return progress == null ? "" : progress.computedOn();
	}

	/** Sets the macro that called the command, as {@link sfumato.commands.macro.ScriptInputs} finds it. */
	public final void callByMacro(final MacroCall call) {
		macro = call;
	}

	/** Returns the macro that called this command, or {@link MacroCall#NONE}. */
	public final MacroCall macro() {
		return macro;
	}

	/** Marks the command as called by a script, as {@link sfumato.commands.macro.ScriptInputs} finds it. */
	public final void callByScript() {
		isCalledByScript = true;
	}

	public final boolean isCalledByScript() {
		return isCalledByScript;
	}

	/** What {@link sfumato.commands.macro.ActiveImages} has put into the dialog, by the names of inputs. */
	public final void preselect(final Map<String, ImagePlus> images) {
		preselected = Map.copyOf(images);
	}

	/** The images with which the dialog began; empty without a dialog. */
	public final Map<String, ImagePlus> preselected() {
		return preselected;
	}

	/** The dialog that asks for the inputs calls it. */
	public final void callByDialog() {
		isCalledByDialog = true;
	}

	/** Whether a person has entered the inputs in a dialog. */
	public final boolean isCalledByDialog() {
		return isCalledByDialog;
	}

	/** A message for the person or the macro that has called: with labels of the dialog, or with keys. */
	protected final String worded(final String message) {
		return isCalledByDialog ? Wording.ofDialog(info(), message) : message;
	}

	/** What {@link sfumato.commands.macro.RecordingBegin} has found out: this input is the active image, which nobody has named. */
	public final void takeActiveImage(final String input) {
		activeImages.add(input);
	}

	/** Inputs for which the active image was taken because they were left out. */
	public final Set<String> activeImages() {
		return Set.copyOf(activeImages);
	}

	/** The macro line of this command with its inputs as they are when it begins. */
	public final void beginAs(final String macroLine) {
		line = macroLine;
	}

	/** The macro line with the inputs that this command began with; empty if nobody has noticed them. */
	public final Optional<String> line() {
		return Optional.ofNullable(line);
	}

	/** Returns the menu label without dots for messages, e.g. {@code Fuse Raters}. */
	public final String label() {
		final var menu = getClass().getAnnotation(Plugin.class).menu();
		return menu[menu.length - 1].label().replace("...", "");
	}

	@Override
	public final void run() {
		final Task task = taskService.createTask(label());
		try {
			task.start();
			progress = new CommandProgress(this, task, statusService);
			requirePixels();
			check();
			execute(progress);
		}
		catch (final CancellationException e) {
			// whoever pressed Esc in a macro, or quits, has nothing to be told
			if (macro.isEnded() || isQuitting()) super.cancel(null);
			else cancel(CommandMessages.cancelled(label()));
		}
		catch (final IOException | RuntimeException | Error e) { // nobody above us logs it or stops the macro
			if (isQuitting()) super.cancel(null); // what a command needs is gone then
			else if (MemoryShortage.is(e)) cancel(MemoryShortage.sentence(e));
			else if (e instanceof UncheckedIOException || Reason.isSentence(e)) cancel(Reason.of(e));
			else bug(e);
		}
		finally {
			task.finish();
			statusService.showProgress(1, 1); // a command that failed has left its bar half full
			statusService.clearStatus();
		}
	}

	private static boolean isQuitting() {
		return IJ.getInstance() != null && IJ.getInstance().quitting();
	}

	/**
	 * Whether this command goes on if its macro is ended by Esc, which people press for many reasons: commands that run for hours do,
	 * and are cancelled in their own window.
	 */
	protected boolean outlastsMacro() {
		return false;
	}

	/** Whether the macro has been ended, and this command is to end with it. */
	final boolean endsWithMacro() {
		if (!macro.isEnded()) return false;
		if (outlastsMacro() && isToldToOutlast.compareAndSet(false, true)) IJ.log(CommandMessages.outlasts(label()));
		return !outlastsMacro();
	}

	private void bug(final Throwable t) {
		logService.error(t);
		cancel(CommandMessages.unexpected(label(), t));
	}

	/**
	 * Cancels the command. In a macro it also stops the macro with the reason as its error message. The reason is shown in a message box, after a
	 * dialog with the labels of that; other callers read it as it is.
	 */
	@Override
	public void cancel(final String reason) {
		super.cancel(reason != null && (isCalledByDialog || macro.isMacro()) ? MessageBox.text(worded(reason)) : reason);
		macro.stop(label(), reason);
	}
}
