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

	/** The end of a thread's name by which {@code IJ.error} knows that it has to end a macro. */
	private static final String MACRO_THREAD = "Macro$";

	private static final Pattern EXIT = Pattern.compile("\\bexit\\s*(;|\\(\\s*\\)|\\()");

	private final Context context;
	/** Event subscriptions are weak references; this keeps them. */
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

	/** Hears what commands tell the status bar. */
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
	 * Runs a macro to its end, in batch mode. An error that ImageJ reports in a message box (a file that {@code open} does not find)
	 * ends the macro, as it does in ImageJ with windows.
	 *
	 * @param argument what {@code getArgument()} returns
	 * @return what the macro returns, or null
	 * @throws MacroException if the macro was stopped by an error of its own or of a command
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
	 * ImageJ shows the message of {@code exit("…")} and forgets it; {@code exit()} is an ordinary end. The line is the one on
	 * which the statement ends, so the last exit up to there is meant.
	 */
	private static boolean isExitWithMessage(final String code, final int line) {
		return EXIT.matcher(code.lines().limit(line).collect(Collectors.joining("\n"))).results().reduce((a, b) -> b).filter(
			exit -> exit.group(1).equals("(")).isPresent();
	}

	/** Closes all images and empties the Results table, as between two macros that should not see each other. */
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
