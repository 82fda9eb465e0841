package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sfumato.jobs.records.TrainingRecord;
import sfumato.models.StrictJson;
import sfumato.text.TextFile;
import sfumato.text.UserException;

/** What the line of a training in a macro does not say: on what it has run, and that it was ended early. */
final class TrainingNotes {

	private TrainingNotes() {}

	/**
	 * Comments for a macro.
	 *
	 * @param model the model folder
	 * @return sentences, none if the record of the training cannot be read
	 */
	static List<String> of(final Path model) {
		try {
			final Path file = model.resolve("training.json");
			return Files.exists(file) ? notes(StrictJson.read(TextFile.read(file), TrainingRecord.class, file.toString())) : List.of();
		}
		catch (final IOException | UserException e) {
			return List.of(); // a comment is worth no error
		}
	}

	private static List<String> notes(final TrainingRecord training) {
		final List<String> notes = new ArrayList<>();
		notes.add(WizardMessages.trainedOn(training.used().device(), training.used().precision()));
		final TrainingRecord.Ended ended = training.used().ended();
		final int epochs = training.configuration().optimization().epochs();
		if (ended.epochs() < epochs) notes.add(WizardMessages.endedEarly(ended.epochs(), epochs, ended.reason()));
		return notes;
	}
}
