package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.commands.macro.MacroLine;
import sfumato.commands.macro.OptionText;
import sfumato.text.UserException;

/** One macro line. Files are kept as paths, so that a saved macro can have variables in place of folders. */
sealed interface WizardLine {

	/** Returns the macro line with unchanged paths. */
	default String text() {
		return text(Map.of());
	}

	/**
	 * Returns the line of a macro with variables.
	 *
	 * @param folders the folders of the variables
	 */
	String text(Map<String, Path> folders);

	/**
	 * A command of the menu.
	 *
	 * @param command the menu's leaf, e.g. {@code Train Network...}
	 * @param options by their key: texts or paths; anything else becomes a text
	 */
	record Run(String command, Map<String, Object> options) implements WizardLine {

		public Run {
			final Map<String, Object> texts = new LinkedHashMap<>();
			options.forEach((key, value) -> {
				if (!key.matches("[a-z]+")) throw new UserException(WizardMessages.noKey(key)); // it is written as it is
				texts.put(key, value instanceof Path ? value : value.toString());
			});
			options = Collections.unmodifiableMap(texts);
		}

		/**
		 * Creates a command from alternating keys and values.
		 *
		 * @param options key, value, key, value …
		 */
		static Run of(final String command, final Object... options) {
			final Map<String, Object> map = new LinkedHashMap<>();
			for (int i = 0; i < options.length; i += 2)
				map.put((String) options[i], options[i + 1]);
			return new Run(command, map);
		}

		/** Returns the command with one more option. */
		Run with(final String key, final Object value) {
			final Map<String, Object> more = new LinkedHashMap<>(options);
			more.put(key, value);
			return new Run(command, more);
		}

		/** Returns the options in the form that the command reads. */
		Map<String, String> given() {
			final Map<String, String> given = new LinkedHashMap<>();
			options.forEach((key, value) -> given.put(key, value instanceof final Path path ? slashed(path) : value.toString()));
			return given;
		}

		@Override
		public String text(final Map<String, Path> folders) {
			return "run(\"" + MacroLine.escaped(command) + "\", \"" + options.entrySet().stream().map(o -> o.getKey() + "=" + value(o.getValue(),
				folders)).collect(Collectors.joining(" ")) + "\");";
		}

		private static String value(final Object value, final Map<String, Path> folders) {
			if (!(value instanceof final Path path)) return MacroLine.escaped(OptionText.quoted(value.toString()));
			final Place place = Place.of(path, folders);
			// a variable may be replaced by a folder with blanks
			return place.variable().isEmpty() ? MacroLine.escaped(OptionText.quoted(place.rest())) : "[\" + " + place.variable() + " + \"" +
				MacroLine.escaped(place.rest()) + "]";
		}
	}

	/** Creates a folder unless it exists. */
	record MakeFolder(Path folder) implements WizardLine {

		@Override
		public String text(final Map<String, Path> folders) {
			return "File.makeDirectory(" + literal(folder, folders) + ");";
		}
	}

	/**
	 * Saves and closes an image that a command has opened.
	 *
	 * @param format {@code Tiff} or {@code PNG}
	 */
	record Save(String title, String format, Path file) implements WizardLine {

		public Save {
			if (!format.equals("Tiff") && !format.equals("PNG")) throw new UserException(WizardMessages.noFormat(format));
		}

		@Override
		public String text(final Map<String, Path> folders) {
			return "selectImage(\"" + MacroLine.escaped(title) + "\"); saveAs(\"" + format + "\", " + literal(file, folders) + "); close();";
		}
	}

	/** Closes images that commands have opened. */
	record Close(List<String> titles) implements WizardLine {

		@Override
		public String text(final Map<String, Path> folders) {
			return titles.stream().map(t -> "selectImage(\"" + MacroLine.escaped(t) + "\"); close();").collect(Collectors.joining(" "));
		}
	}

	/** A path as a variable and the rest after it; the variable is empty if there is none. */
	record Place(String variable, String rest) {

		static Place of(final Path path, final Map<String, Path> folders) {
			for (final Map.Entry<String, Path> f : folders.entrySet())
				if (path.startsWith(f.getValue())) return new Place(f.getKey(), path.equals(f.getValue()) ? "" : "/" + slashed(f
					.getValue().relativize(path)));
			return new Place("", slashed(path));
		}
	}

	/** Writes a path with slashes, which Windows accepts and which macros need not escape. */
	static String slashed(final Path path) {
		return path.toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	private static String literal(final Path path, final Map<String, Path> folders) {
		final Place place = Place.of(path, folders);
		if (place.variable().isEmpty()) return "\"" + MacroLine.escaped(place.rest()) + "\"";
		return place.variable() + (place.rest().isEmpty() ? "" : " + \"" + MacroLine.escaped(place.rest()) + "\"");
	}
}
