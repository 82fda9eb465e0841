package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.models.StrictJson;
import sfumato.output.NewFile;
import sfumato.text.TextFile;
import sfumato.text.UserException;

/** What the wizard writes beside the results of a run, to continue it later: {@code wizard.json}. */
sealed interface SavedRun {

	/** The name of the file in the folder of results. */
	String FILE = "wizard.json";
	/** Runs of other versions of the wizard are refused. */
	int FORMAT = 1;

	/**
	 * A run from a folder of annotated images.
	 *
	 * @param choices by the names of {@link WizardInput}
	 * @param training by the keys of a training
	 * @param steps in the order in which they were made
	 */
	record Folder(int format, Path dataset, String task, Map<String, String> choices, Map<String, String> training, List<Step> steps)
		implements SavedRun
	{}

	/**
	 * A step that was made.
	 *
	 * @param notes for the macro
	 */
	record Step(WizardStep step, int version, Optional<WizardSplit> split, List<WizardLine> lines, List<String> notes) {}

	/**
	 * A run from an open image.
	 *
	 * @param title of the image
	 * @param image its file
	 */
	record Drawing(int format, String title, Path image, List<DrawingPlan.Round> rounds) implements SavedRun {}

	/** The value of an option. */
	record Value(boolean path, String text) {

		private static Value of(final Object value) {
			return new Value(value instanceof Path, value.toString());
		}

		private Object value() {
			return path ? SavedRun.path(text) : text;
		}
	}

	int format();

	private static Path path(final String text) {
		try {
			return Path.of(text);
		}
		catch (final InvalidPathException e) {
			throw new UserException(WizardMessages.noPath(text), e);
		}
	}

	private static StrictJson json() {
		return StrictJson.messages().with(Path.class, String.class, Path::toString, SavedRun::path).with(Object.class, Value.class, Value::of,
			Value::value);
	}

	/**
	 * Writes it into a folder of results, which is made.
	 *
	 * @throws IOException if it cannot be written
	 */
	default void write(final Path output) throws IOException {
		NewFile.writeText(output.resolve(FILE), json().line(this, SavedRun.class) + "\n");
	}

	/** Whether a folder of results has one. */
	static boolean isIn(final Path output) {
		return Files.isRegularFile(output.resolve(FILE));
	}

	/**
	 * Reads what {@link #write} has written.
	 *
	 * @throws IOException if there is none
	 * @throws UserException in a sentence, if it is damaged or of another version
	 */
	static SavedRun read(final Path output) throws IOException {
		final Path file = output.resolve(FILE);
		final SavedRun run = (SavedRun) json().value(TextFile.read(file), SavedRun.class, file.toString());
		if (run.format() != FORMAT) throw new UserException(WizardMessages.otherFormat(file, run.format(), FORMAT));
		return run;
	}
}
