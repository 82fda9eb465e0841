package sfumato.standalone;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.imagej.patcher.LegacyInjector;

import org.scijava.Context;
import org.scijava.app.event.StatusEvent;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;

import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;

/**
 * ImageJ 1 without windows, whose macros run SciJava commands with {@code run("Label...", "key=value")}. One per JVM at a time.
 * <p>
 * {@link LegacyInjector#preinit()} must have been called before this class is loaded, because it patches the classes of
 * ImageJ 1 as they are loaded.
 */
public final class EmbeddedImageJ implements AutoCloseable {

	/** End of the thread name by which {@code IJ.error} recognizes macros that it must stop. */
	private static final String MACRO_THREAD = "Macro$";

	private static final Pattern EXIT = Pattern.compile("\\bexit\\s*(;|\\(\\s*\\)|\\()");

	private final Context context;
	/** Keeps a strong reference, because event subscriptions are weak. */
	private Object statusListener;
	private List<?> subscriptions;

	private EmbeddedImageJ(final Context context) {
		this.context = context;
	}

	/** Starts ImageJ with every SciJava service and command of the class path. */
	public static EmbeddedImageJ start() {
		final Context context = new Context();
		LegacyInjector.installHooks(IJ.class.getClassLoader(), new MacroBridge(context));
		IJ.runPlugIn("ij.IJ.init", "");
		@SuppressWarnings("unchecked")
		final Map<String, String> commands = Menus.getCommands();
		for (final CommandInfo info : context.service(CommandService.class).getCommands())
			if (info.getMenuPath().getLeaf() != null) commands.put(info.getMenuPath().getLeaf().getName(), info
				.getIdentifier());
		return new EmbeddedImageJ(context);
	}

	public Context context() {
		return context;
	}

	/** Sends status messages of commands to a listener. */
	public void onStatus(final Consumer<StatusEvent> listener) {
		statusListener = new Object() {

			@EventHandler
			void onEvent(final StatusEvent event) {
				listener.accept(event);
			}
		};
		subscriptions = context.service(EventService.class).subscribe(statusListener);
	}

	/**
	 * Runs a macro in batch mode. An error that ImageJ reports in a dialog (e.g. a file that {@code open} does not find) stops the macro, as
	 * it does in ImageJ with windows.
	 *
	 * @param argument the result of {@code getArgument()}
	 * @return the result of the macro, or null
	 * @throws MacroException if an error of the macro or of a command stopped the macro
	 */
	public String runMacro(final String code, final String argument) throws MacroException {
		final Interpreter interpreter = new Interpreter();
		final PrintStream err = System.err;
		final MacroErrorOutput report = new MacroErrorOutput(err);
		String result = null;
		boolean canceled = false;
		IJ.getErrorMessage(); // forgets the error of an earlier macro
		final Thread thread = Thread.currentThread();
		final String name = thread.getName();
		thread.setName(name + MACRO_THREAD);
		System.setErr(new PrintStream(report, true));
		try {
			result = interpreter.run(code, argument);
		}
		catch (final RuntimeException e) {
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
			canceled = true;
		}
		finally {
			System.err.close();
			System.setErr(err);
			thread.setName(name);
		}
		final int line = interpreter.getLineNumber();
		if (interpreter.getErrorMessage() != null) throw report.exception(interpreter.getErrorMessage(),
			line);
		final String shown = IJ.getErrorMessage();
		if (canceled && shown != null) throw new MacroException(shown.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(
			Collectors.joining(" ")), line);
		if (canceled && isExitWithMessage(code, line)) throw new MacroException(RunnerMessages.exit(), line);
		return result;
	}

	/**
	 * Whether {@code exit} with a message ended the macro. ImageJ shows this message but does not store it; {@code exit()} is no error. The
	 * line is that where the statement ends, so that the last exit up to it is meant.
	 */
	private static boolean isExitWithMessage(final String code, final int line) {
		return EXIT.matcher(code.lines().limit(line).collect(Collectors.joining("\n"))).results().reduce((a, b) -> b).filter(
			exit -> exit.group(1).equals("(")).isPresent();
	}

	/** Closes all images and clears the Results table, to isolate macros from each other. */
	public void reset() {
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			final ij.ImagePlus image = WindowManager.getImage(id);
			image.changes = false;
			image.close();
		}
		WindowManager.setTempCurrentImage(null);
		ResultsTable.getResultsTable().reset();
	}

	@Override
	public void close() {
		context.dispose();
	}
}
