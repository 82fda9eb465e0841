package sfumato.standalone;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces standard error while a macro runs and captures ImageJ's report of a macro error. The report is the only place where ImageJ
 * tells the right line: afterwards its interpreter is a few tokens further.
 *
 * <pre>
 * Macro Error: Undefined variable in line 2
 *
 * x = &lt;undefined&gt; + 2 ;
 * </pre>
 */
final class MacroErrorOutput extends OutputStream {

	private static final Pattern REPORT = Pattern.compile("(?s)Macro Error: (.*) in line (\\d+)\\s+(.*)");

	private static final Pattern COMMAND = Pattern.compile("(\\(called from line \\d+\\))? ?(?:.* )?run \\( .*");

	private final PrintStream err;
	private final ByteArrayOutputStream line = new ByteArrayOutputStream();
	private final StringBuilder report = new StringBuilder();
	/** Number of lines of the report that are still expected. ImageJ ends a report one line after a blank one. */
	private int expected;

	MacroErrorOutput(final PrintStream err) {
		this.err = err;
	}

	@Override
	public synchronized void write(final int b) {
		line.write(b);
		if (b == '\n') flushLine();
	}

	private void flushLine() {
		final String text = line.toString(Charset.defaultCharset());
		line.reset();
		if (report.isEmpty() && text.startsWith("Macro Error: ")) expected = Integer.MAX_VALUE;
		if (expected == 0) err.print(text);
		else {
			report.append(text);
			expected = expected > 1 && text.isBlank() ? 1 : expected - 1;
		}
	}

	@Override
	public synchronized void close() {
		if (line.size() > 0) flushLine();
		err.flush();
	}

	/**
	 * Returns the first error that ImageJ reported. After an error inside a loop the interpreter reads on and reports a syntax error, which
	 * is not the cause.
	 *
	 * @param last the last message of the interpreter, for errors without a report
	 * @param fallbackLine the line for errors without a report
	 */
	synchronized MacroException exception(final String last, final int fallbackLine) {
		final Matcher matcher = REPORT.matcher(report);
		if (!matcher.matches()) return new MacroException(last, fallbackLine);
		final String message = matcher.group(1).strip(), statement = matcher.group(3).strip().replaceAll("\\s+", " ");
		final int line = Integer.parseInt(matcher.group(2));
		final Matcher command = COMMAND.matcher(statement);
		// of a command's error the statement says nothing new, but where its function was called
		if (command.matches()) return new MacroException(command.group(1) == null ? message : message + " " + command.group(1), line);
		return new MacroException(statement.isEmpty() ? message : message + " (" + statement + ")", line);
	}
}
