package sfumato.commands.macro;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;

/** The macro line that repeats a command, with all non-empty options, because defaults may change. */
public final class MacroLine {

	private static final Pattern RUN = Pattern.compile("run\\(\"([^\"]*)\", \"((?:\\\\.|[^\"\\\\])*)\"\\);");

	private MacroLine() {}

	/** Returns the macro line of a command that has run or will run. */
	static String of(final Module module) {
		return of(module, Set.of());
	}

	/** The line of a command without some of its inputs. */
	static String of(final Module module, final Set<String> without) {
		final Map<String, String> options = new LinkedHashMap<>();
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (!MacroOptions.isOption(input) || without.contains(input.getName())) continue;
			final String value = text(input.getValue(module));
			if (!value.isEmpty() || isEmptied(module, input)) options.put(input.getName(), value);
		}
		return write(module.getInfo().getMenuPath().getLeaf().getName(), options);
	}

	/** Writes a macro line: {@code run("Name...", "key=value key=[value with blanks]");} */
	static String write(final String command, final Map<String, String> options) {
		return "run(\"" + command + "\", \"" + escaped(OptionText.write(options)) + "\");";
	}

	/** Parses a macro line into the command and its options; empty for other lines. */
	public static Optional<Map.Entry<String, Map<String, String>>> parse(final String line) {
		final Matcher run = RUN.matcher(line.strip());
		return run.matches() ? Optional.of(Map.entry(run.group(1), OptionText.parse(run.group(2).replaceAll("\\\\(.)", "$1"))))
			: Optional.empty();
	}

	/** A text that is empty but would not be if it were left out. */
	private static boolean isEmptied(final Module module, final ModuleItem<?> input) {
		return input.getType() == String.class && MacroOptions.initialValue(module, input.getName()) instanceof final String initial &&
			!initial.isEmpty();
	}

	private static String text(final Object value) {
		if (value == null) return "";
		if (value instanceof final ImagePlus image) return text(image);
		if (value instanceof final File file) return file.getPath();
		if (value instanceof final Double number && number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString(
			number.longValue());
		return value.toString();
	}

	/** Names an image by its title if it is open, else by its file. */
	private static String text(final ImagePlus image) {
		final String file = file(image);
		return WindowManager.getImage(image.getID()) != null || file.isEmpty() ? image.getTitle() : file;
	}

	/** Returns the path of the file that an image was opened from or saved to; empty if there is none. */
	static String file(final ImagePlus image) {
		final FileInfo file = image.getOriginalFileInfo();
		if (file == null || file.fileName == null || file.fileName.isEmpty()) return "";
		final File path = new File(file.directory == null ? "" : file.directory, file.fileName);
		return path.isFile() ? path.getPath() : "";
	}

	/**
	 * Escapes a text for a macro string. Line ends become blanks: in ImageJ they would end the string, and a file name could then contain
	 * macro code that runs.
	 */
	public static String escaped(final String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\r\n]", " ");
	}
}
