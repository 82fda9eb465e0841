package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;

/** Questions of the wizard to the user, and files that it opens; {@link WizardWindow} implements them with dialogs. */
interface WizardQuestions {

	/** What to do with existing results. */
	enum Answer {
		KEEP_BOTH, REPLACE, GO_ON
	}

	/** What can be predicted beside the image of the last page. */
	enum Predictor {
		OPEN_IMAGE, FOLDER
	}

	/**
	 * Asks what to do with results of an earlier run. Without an answer nothing happens.
	 *
	 * @param unfinished whether the results are a training that can be resumed
	 */
	Optional<Answer> existing(WizardStep step, List<Path> files, boolean unfinished);

	/** Asks whether to cancel a training without saving a model. */
	boolean reallyCancel();

	/** Asks where to save the macro. */
	Optional<Path> macroFile(Path suggestion);

	/** Opens images in ImageJ's windows. */
	void open(List<ImagePlus> images);

	/** Opens the dialog of a command that predicts, for images that are no part of the wizard's results. */
	void predict(Predictor what, Path model);

	/** Goes back to the choice of a way. */
	void start();

	/** Closes the wizard. */
	void close();
}
