package sfumato.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import javax.script.ScriptException;

import org.scijava.log.LogService;
import org.scijava.script.ScriptService;

import sfumato.text.TextFile;
import sfumato.text.UserException;

/** Starts {@link Main} once the classes of ImageJ 1 may be loaded. */
final class Launcher {

	private static final String USAGE = RunnerMessages.usage();

	private Launcher() {}

	/** Runs the file that the first argument names and returns the exit status. */
	static int launch(final String[] args, final PrintStream out) {
		if (args.length == 0 || args[0].isBlank()) return fail(out, USAGE);
		final Path file = Path.of(args[0]);
		// Maven splits at blanks; a value (a folder, say) may contain them
		final String argument = String.join(" ", Arrays.copyOfRange(args, 1, args.length));
		if (!Files.isRegularFile(file)) return fail(out, RunnerMessages.noFile(file, Path.of("").toAbsolutePath()));
		try (EmbeddedImageJ imagej = EmbeddedImageJ.start()) {
			imagej.onStatus(new ConsoleStatus(out));
			if (file.toString().toLowerCase(Locale.ROOT).endsWith(".ijm")) imagej.runMacro(TextFile.read(file),
				argument);
			else runScript(imagej, file, argument);
			return 0;
		}
		catch (final MacroException e) {
			return fail(out, file.getFileName() + ", line " + e.line() + ": " + e.getMessage());
		}
		catch (final IOException e) {
			return fail(out, e.getMessage());
		}
		catch (final IllegalArgumentException | ScriptException e) {
			return fail(out, file.getFileName() + ": " + e.getMessage());
		}
		catch (final ExecutionException e) {
			return fail(out, file.getFileName() + ": " + e.getCause());
		}
		catch (final InterruptedException e) {
			return fail(out, RunnerMessages.interrupted(file.getFileName()));
		}
	}

	private static void runScript(final EmbeddedImageJ imagej, final Path file, final String argument) throws IOException,
		ScriptException, ExecutionException, InterruptedException
	{
		final ScriptService scripts = imagej.context().service(ScriptService.class);
		final String name = file.getFileName().toString();
		if (!scripts.canHandleFile(name)) throw new UserException(RunnerMessages.noLanguage(name.substring( name.lastIndexOf('.') +
			1)));
		// SciJava logs what a script throws and goes on as if nothing had happened
		final AtomicReference<Throwable> thrown = new AtomicReference<>();
		imagej.context().service(LogService.class).addLogListener(message -> {
			if (message.throwable() != null) thrown.compareAndSet(null, message.throwable());
		});
		scripts.run(file.toFile(), true, inputs(argument)).get();
		if (thrown.get() != null) throw new ExecutionException(thrown.get());
	}

	/** Parses inputs of the form {@code a=b,c=d}. */
	static Map<String, Object> inputs(final String argument) {
		final Map<String, Object> inputs = new LinkedHashMap<>();
		if (argument.isBlank()) return inputs;
		for (final String pair : argument.split(",")) {
			final int equals = pair.indexOf('=');
			if (equals < 1) throw new UserException(RunnerMessages.noKey(pair));
			inputs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
		}
		return inputs;
	}

	private static int fail(final PrintStream out, final String sentence) {
		out.println(sentence);
		out.flush();
		return 1;
	}
}
