package sfumato.standalone;

import java.util.logging.Level;
import java.util.logging.Logger;

import net.imagej.patcher.LegacyInjector;

/**
 * Runs a macro or a script without Fiji and without windows: {@code Main FILE [key=value,key=value]}.
 * <p>
 * The text after the file is what {@code getArgument()} returns in a macro; a script gets the pairs as its parameters. What
 * the macro prints, log lines and progress go to standard output. The exit status is 0, or 1 after an error, which is told
 * in one line with the line number of the macro.
 */
public final class Main {

	/** Keeps a strong reference, because loggers are weak references. */
	private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

	private static final String SLF4J = "slf4j.internal.verbosity";

	private Main() {}

	public static void main(final String[] args) {
		// before any class of ImageJ 1 is loaded; this class therefore mentions none
		System.setProperty("java.awt.headless", "true");
		PREFERENCES.setLevel(Level.SEVERE); // a first run, or one without a home, is nothing to report
		// the tensor library logs through SLF4J; that nobody listens needs no warning
		if (System.getProperty(SLF4J) == null) System.setProperty(SLF4J, "ERROR");
		LegacyInjector.preinit();
		final Thread thread = Thread.currentThread();
		// SciJava takes Maven's class loader for Eclipse's and would index the classes again; it looks at the outermost only
		thread.setContextClassLoader(new ClassLoader(thread.getContextClassLoader()) {});
		// not by return: neither Maven nor the JVM should wait for ImageJ's timers
		System.exit(Launcher.launch(args, System.out));
	}
}
